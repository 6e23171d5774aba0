"""What a life is made of: the operating years, when each asset counts, and the site of each year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.digest import digest_of
from storage_model.horizon import Horizon
from storage_model.policies.terms import MarginFloorTerm, YearlyTerm
from storage_model.scenario.build_site import build_site, margin_floors, yearly_terms
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.policy_markets import policy_markets
from storage_model.scenario.policy_markets import ruled as ruled_markets
from storage_model.scenario.policy_terms import operating_years
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

    `chosen_years` are the calendar years to optimise, None for every one; `turns` those in which a price or a document
    begins or ends, so that no year may lie between one before and one after.
    """

    calendar_years: tuple[int, ...]
    assets: Mapping[str, Asset]
    spans: Mapping[str, Span]
    site_of: SiteOfYear
    yearly_terms: tuple[YearlyTerm, ...] = ()
    margin_floors: tuple[MarginFloorTerm, ...] = ()
    chosen_years: frozenset[int] | None = None
    turns: frozenset[int] = field(default_factory=frozenset)

    def operates(self, name: str, calendar_year: int) -> bool:
        """Whether an asset's money counts in some part of a year."""
        return self.spans[name].share_of(calendar_year) > 0

    @property
    def required_years(self) -> frozenset[int]:
        """The calendar years to optimise whatever the life does: chosen, first, last, and both sides of every turn."""
        if self.chosen_years is None:
            return frozenset(self.calendar_years)
        turns = set(self.turns)
        for span in self.spans.values():
            turns |= {span.first_year, span.last_year + 1}
            turns |= {span.first_year + 1} if span.first_share_frac < 1 else set()
        sides = turns | {year - 1 for year in turns}
        ends = {self.calendar_years[0], self.calendar_years[-1]}
        return frozenset((self.chosen_years | ends | sides) & set(self.calendar_years))


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
        turns=_turns(scenario, years) if representative else frozenset(),
    )


def _turns(scenario: Scenario, years: Sequence[int]) -> frozenset[int]:
    """Return the years that do not follow smoothly from the one before: prices of their own, other rates or rules."""
    of_own = set(scenario.prices_of_year)
    ruled = {year: digest_of((*policy_markets(scenario, year), ruled_markets(scenario, year))) for year in years}
    changed = {year for before, year in pairwise(years) if ruled[before] != ruled[year]}
    return frozenset(of_own | {year + 1 for year in of_own} | changed)


def _span(terms: ProjectTerms, horizon: Horizon) -> Span:
    first, last = terms.first_operating_year, terms.last_operating_year
    if terms.commissioning is None:
        return Span(first_year=first, last_year=last)
    step = _first_step_on(horizon, date.fromisoformat(terms.commissioning))
    return Span(first_year=first, last_year=last, first_step=step, first_share_frac=terms.first_year_share_frac)


def _first_step_on(horizon: Horizon, day: date) -> int:
    """Return the first step on or after a day of the year, whatever year the horizon is of."""
    return int(np.searchsorted(horizon.starts(), np.datetime64(f"{horizon.start.year}-{day:%m-%d}", "s")))
