"""What a life is made of: the operating years, when each asset counts, and the site of each year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from storage_model.assets.catalogue import Asset
from storage_model.horizon import Horizon
from storage_model.policies.terms import MarginFloorTerm, YearlyTerm
from storage_model.scenario.build_site import build_site, margin_floors, operating_years, yearly_terms
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site

SiteOfYear = Callable[[int, Mapping[str, Asset]], Site]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The calendar years in which an asset's money counts; the first may begin at a step in its course.

    `first_share_frac` is the part of the first year that counts [0–1].
    """

    first_year: int
    last_year: int
    first_step: int = 0
    first_share_frac: float = 1.0

    @property
    def years(self) -> int:
        """Number of operating years, a partial one included."""
        return self.last_year - self.first_year + 1

    def step_in(self, calendar_year: int) -> int:
        """Return the first step that counts in a year."""
        return self.first_step if calendar_year == self.first_year else 0

    def share_of(self, calendar_year: int) -> float:
        """Return the share of a year that counts: nothing before the first and after the last [0–1]."""
        if not self.first_year <= calendar_year <= self.last_year:
            return 0.0
        return self.first_share_frac if calendar_year == self.first_year else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LifePlan:
    """A life to be lived: `site_of` gives the site of a calendar year with the assets as they stand then.

    `chosen_years` are the calendar years to optimise, None for every one.
    """

    calendar_years: tuple[int, ...]
    assets: Mapping[str, Asset]
    spans: Mapping[str, Span]
    site_of: SiteOfYear
    yearly_terms: tuple[YearlyTerm, ...] = ()
    margin_floors: tuple[MarginFloorTerm, ...] = ()
    chosen_years: frozenset[int] | None = None
    fresh_years: frozenset[int] = field(default_factory=frozenset)


def plan_of(scenario: Scenario) -> LifePlan:
    """Return the life of a scenario's site as its files ask for it."""
    years = operating_years(scenario)
    asked = scenario.lifetime
    representative = asked.mode == "representative"
    return LifePlan(
        calendar_years=years,
        assets=scenario.assets,
        spans={name: _span(terms, scenario.horizon) for terms in scenario.projects.values() for name in terms.assets},
        site_of=lambda year, assets: build_site(scenario, year, assets),
        yearly_terms=yearly_terms(scenario),
        margin_floors=margin_floors(scenario),
        chosen_years=frozenset(years[0] + number - 1 for number in asked.dispatched_years) if representative else None,
        fresh_years=frozenset(scenario.prices_of_year),
    )


def _span(terms: ProjectTerms, horizon: Horizon) -> Span:
    first, last = terms.first_operating_year, terms.first_operating_year + terms.operating_years - 1
    if terms.commissioning is None:
        return Span(first_year=first, last_year=last)
    step = _first_step_on(horizon, date.fromisoformat(terms.commissioning))
    return Span(first_year=first, last_year=last, first_step=step, first_share_frac=terms.first_year_share_frac)


def _first_step_on(horizon: Horizon, day: date) -> int:
    """Return the first step on or after a day of the year, whatever year the horizon is of."""
    return int(np.searchsorted(horizon.starts(), np.datetime64(f"{horizon.start.year}-{day:%m-%d}", "s")))
