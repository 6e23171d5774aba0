"""What the policies of a case mean for its assets and projects: every term that pays in some operating year."""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import TypeVar, get_args

from storage_model.blocks import COST
from storage_model.policies.terms import DemandTerm, EnergyTerm, ReliefTerm, Term
from storage_model.policies.terms_finance import FinanceTerm
from storage_model.scenario.parts import Parts
from storage_model.scenario.policy_facts import asset_facts, project_facts
from storage_model.scenario.scenario import Scenario

T = TypeVar("T")


def operating_years(case: Scenario | Parts) -> tuple[int, ...]:
    """Return the calendar years from the first operating year of any project to the last of any."""
    spans = [(terms.first_operating_year, terms.operating_years) for terms in case.projects.values()]
    return tuple(range(min(first for first, _ in spans), max(first + years for first, years in spans)))


def asset_terms(scenario: Scenario) -> tuple[tuple[str, Term], ...]:
    """Return every term with its policy's role, in the order of the roles' names, whatever order a file has.

    What pays in no operating year is left out, as if its policy were not there. A fee that is waived comes with what is
    waived as a term of its own.
    """
    years = operating_years(scenario)
    found = [(role, term) for role, term in _asked(scenario) if any(term.pays_in(year) for year in years)]
    return tuple(resolved for role, term in found for resolved in _resolved(role, term, [one for _, one in found]))


def project_terms(scenario: Scenario, project: str) -> tuple[tuple[str, FinanceTerm], ...]:
    """Return what the policies mean for the evaluation of one project, each with its policy's role, in their order."""
    terms = scenario.projects[project]
    return tuple(
        (role, term)
        for role, policy in sorted(scenario.policies.items())
        if (named := [scenario.assets[name] for name in policy.assets if name in terms.assets])
        for term in _understood(role, policy.project_terms(project_facts(terms, named)), FinanceTerm)
    )


def _asked(scenario: Scenario) -> Iterator[tuple[str, Term]]:
    for role, policy in sorted(scenario.policies.items()):
        others = [other for key, other in scenario.policies.items() if key != role]
        for name in policy.assets:
            owner = scenario.projects[scenario.owner_of(name)]
            terms = policy.terms(asset_facts(name, scenario.assets[name], owner, others))
            yield from ((role, term) for term in _understood(role, terms, Term))


def _understood(role: str, terms: tuple[T, ...], kinds: UnionType) -> tuple[T, ...]:
    """Return the terms; TypeError for one that no stage picks up there, which would be granted and never paid."""
    for term in terms:
        if not isinstance(term, kinds):
            known = ", ".join(kind.__name__ for kind in get_args(kinds))
            asked = "project_terms" if kinds == FinanceTerm else "terms"
            raise TypeError(f"policies.{role}: {asked}() returned a {type(term).__name__}; what is picked up: {known}")
    return terms


def _resolved(role: str, term: Term, all_terms: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """Yield the term itself; for a relief, the share of each fee it spares, which then stands beside the fee."""
    if not isinstance(term, ReliefTerm):
        yield role, term
        return
    for fee in all_terms:
        if isinstance(fee, DemandTerm) and (fee.key, fee.asset) == (term.fee, term.asset):
            yield role, term  # a peak that is spared and one that is charged are the same peak: one product knows both
        elif isinstance(fee, EnergyTerm) and (fee.key, fee.asset) == (term.fee, term.asset):
            yield (
                role,
                EnergyTerm(
                    key=term.key,
                    asset=term.asset,
                    flow=fee.flow,
                    yuan_per_mwh_by_month=tuple(-rate * term.share_frac for rate in fee.yuan_per_mwh_by_month),
                    side=COST,
                    vat_frac=fee.vat_frac,
                    share_by_year=dict.fromkeys(range(term.first_year, term.last_year + 1), 1.0),
                ),
            )
