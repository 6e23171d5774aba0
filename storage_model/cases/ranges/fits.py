"""What a file of uncertainty needs of the case it is laid over; every slip at its place in the file."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.cases.ranges.asked import PRICE_MOVES, Correlation, Factor, Uncertainty
from storage_model.cases.ranges.draws import copula
from storage_model.cases.ranges.multiples import odd_multiples
from storage_model.policies.terms import MarginFloorTerm
from storage_model.policies.terms_finance import ClawbackTerm
from storage_model.problems import Problem
from storage_model.scenario.checks.finance import late_years
from storage_model.scenario.checks.finding import error
from storage_model.scenario.policy_terms import asset_terms, operating_years, project_terms
from storage_model.scenario.scenario import Scenario

GAS_UNIT = "m3_per_h"


def misfits(asked: Uncertainty, scenario: Scenario) -> Iterator[Problem]:
    """Yield what does not fit together."""
    for name, factor in asked.factors.items():
        yield from _of_factor(name, factor, scenario)
        yield from odd_multiples(name, factor)
    yield from _of_correlations(asked)
    yield from _of_price_years(asked, scenario)
    yield from _of_foresight(asked, scenario)
    yield from _of_policies(scenario)
    yield from late_years(("dispatched_years",), asked.dispatched_years, len(operating_years(scenario)))


def _of_factor(name: str, factor: Factor, scenario: Scenario) -> Iterator[Problem]:
    path = ("factors", name)
    if factor.policy is not None and factor.policy not in {role for role, _ in asset_terms(scenario)}:
        yield error("E331", (*path, "policy"), factor.policy, _names(scenario.policies), "name a policy of the case")
    if factor.project is not None and factor.project not in scenario.projects:
        yield error("E331", (*path, "project"), factor.project, _names(scenario.projects), "name a project of the case")
    if factor.moves == "fade" and not any(isinstance(asset, Battery) for asset in scenario.assets.values()):
        yield error("E331", (*path, "moves"), "fade", "a case with a battery", "take the factor out")
    drained = any(one.unit == GAS_UNIT for series in scenario.series.values() for one in series.values())
    if factor.moves == "gas_flow" and not drained:
        yield error("E331", (*path, "moves"), "gas_flow", "a case with drained gas", "take the factor out")


def _of_correlations(asked: Uncertainty) -> Iterator[Problem]:
    names, pairs = sorted(asked.factors), set[frozenset[str]]()
    good: list[Correlation] = []
    for number, one in enumerate(asked.correlations):
        path = ("correlations", str(number), "between")
        unknown = [name for name in one.between if name not in names]
        if unknown or len(set(one.between)) == 1 or frozenset(one.between) in pairs:
            fix = "name two factors of this file, each pair once"
            yield error("E331", path, " and ".join(one.between), _names(asked.factors), fix)
        else:
            good.append(one)
        pairs.add(frozenset(one.between))
    if np.linalg.eigvalsh(copula(names, good)).min() < 1e-9:
        expected = "correlations that can hold at the same time (a positive definite matrix)"
        yield error("E332", ("correlations",), "correlations that contradict", expected, "weaken the strongest ones")


def _of_price_years(asked: Uncertainty, scenario: Scenario) -> Iterator[Problem]:
    if asked.price_years is not None and scenario.prices_of_year:
        expected = "a case with one price year and its path"
        yield error("E331", ("price_years",), "beside prices_by_year", expected, "take one of the two out")
    moved = _price_factors(asked)
    if moved and scenario.prices_of_year:
        expected = "a case with one price year and its path"
        yield error("E331", ("factors", moved[0]), "beside prices_by_year", expected, "take it out")
    if asked.price_years is not None and asked.price_years.kind == "generator":
        missing = sorted(set(scenario.prices) - set(asked.price_years.columns))
        if missing:
            fix = f"add `{missing[0]}: …`"
            yield error("E331", ("price_years", "columns"), "no column", f"one for {', '.join(missing)}", fix)


def _of_foresight(asked: Uncertainty, scenario: Scenario) -> Iterator[Problem]:
    if asked.foresight == "perfect":
        return
    if scenario.foresight is None:
        fix = "add `foresight` to the case, or write `foresight: perfect`"
        yield error("E331", ("foresight",), "as_in_case", "a case that says how it looks ahead", fix)
    elif scenario.forecast and (asked.price_years is not None or _price_factors(asked)):
        expected = "a forecast made from the prices of each year"
        fix = "take another kind of forecast than `series`, which foretells the case's own year alone"
        yield error("E331", ("foresight",), "a series beside other prices", expected, fix)


def _price_factors(asked: Uncertainty) -> list[str]:
    return [name for name, factor in asked.factors.items() if factor.moves in PRICE_MOVES]


def _of_policies(scenario: Scenario) -> Iterator[Problem]:
    """A guarantee or a clawback looks at the whole of a year's money; draws are valued side by side without it."""
    terms = [*asset_terms(scenario), *(pair for name in scenario.projects for pair in project_terms(scenario, name))]
    for role, term in terms:
        if isinstance(term, MarginFloorTerm | ClawbackTerm):
            expected = "policies that pay by the meter, by the year or on the investment"
            yield error("E333", ("factors",), f"{role}: a margin guaranteed or given back", expected, "compare cases")


def _names(known: object) -> str:
    return "one of " + ", ".join(known) if isinstance(known, dict) else str(known)
