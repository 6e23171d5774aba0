"""Policies that mean nothing in the years a case operates: their own years lie elsewhere, or their amounts do."""

from collections.abc import Iterator, Sequence

from storage_model.policies.dated import Dated
from storage_model.policies.document import Document
from storage_model.policies.interactions import span
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import warning
from storage_model.scenario.parts import Parts
from storage_model.scenario.policy_terms import operating_years


def without_effect(parts: Parts) -> Iterator[Problem]:
    """Yield policies none of whose years is an operating year, and amounts that hold in none of those."""
    years = operating_years(parts)
    for role, policy in parts.policies.items():
        begins, ends = span(policy)
        if begins > ends:  # told by itself
            continue
        common = [year for year in years if begins <= year <= ends]
        if common:
            yield from _undated(role, policy, common)
        else:
            got = f"years {begins:g} to {ends:g} beside operation in {years[0]} to {years[-1]}: it means nothing"
            fix = "check the years, or take the policy out"
            yield warning("W112", ("policies", role), got, "a year of operation among its years", fix)


def _undated(role: str, policy: Document, years: Sequence[int]) -> Iterator[Problem]:
    """Yield amounts by date of effect, other than zero, that hold on no day of these years."""
    for key in type(policy).model_fields:
        held = getattr(policy, key)
        if isinstance(held, Dated) and any(value for _, value in held.steps) and not any(map(held.in_year, years)):
            got = f"nothing in {years[0]} to {years[-1]}; it holds from {held.steps[0][0]} on"
            expected, fix = "a value in some operating year", "check the dates of effect"
            yield warning("W112", ("policies", role, key), got, expected, fix)
