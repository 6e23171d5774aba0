"""Policies from numbers: heads and facts for tests, a small case of two days."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from storage_model.policies.catalogue import POLICIES
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts
from storage_model.policies.terms_finance import ProjectFacts
from storage_model.prices.series import Series
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import case_of
from tests.sites import HEAD

STATION = AssetFacts(name="battery", power_mw=200.0, duration_h=2.0, first_operating_year=2027)
PROJECT = ProjectFacts(
    power_mw=200.0, energy_mwh=400.0, investment_yuan=800e6, construction_years=1, operating_years=15
)


def policy(kind: str, **numbers: Any) -> Any:
    """Return a policy of a kind with a trial head."""
    return POLICIES[kind].model_validate({"kind": kind, **HEAD, **numbers})


def short_case(cases: Path, body: str = "", count: int = 48, name: str = "short.yaml") -> Scenario:
    """Return the base case with a body on top, cut to its first steps."""
    return cut(load_scenario(case_of(cases, body, name), {}), count)


def cut(scenario: Scenario, count: int) -> Scenario:
    """Return a scenario that ends after its first steps, for a quick solve."""
    horizon = replace(scenario.horizon, count=count)

    def shorter(found: Mapping[str, Series]) -> dict[str, Series]:
        return {key: replace(series, values=series.values[:count], horizon=horizon) for key, series in found.items()}

    return replace(
        scenario,
        horizon=horizon,
        prices=shorter(scenario.prices),
        prices_of_year={year: shorter(found) for year, found in scenario.prices_of_year.items()},
        series={name: shorter(found) for name, found in scenario.series.items()},
        market_series={name: shorter(found) for name, found in scenario.market_series.items()},
    )


def under(scenario: Scenario, **policies: Document | None) -> Scenario:
    """Return a scenario with some policies added, exchanged or, at None, taken out."""
    changed = {**scenario.policies, **policies}
    return replace(scenario, policies={role: one for role, one in changed.items() if one is not None})
