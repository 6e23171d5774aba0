"""Live through the operating years: dispatch each with the assets as they stand, age them, go on to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from storage_model.assets.standing import Purchase, Standing, YearEnd
from storage_model.blocks import FloatArray
from storage_model.dispatch.optimise import Dispatch
from storage_model.lifetime.by_the_year import with_yearly_terms
from storage_model.lifetime.plan import LifePlan
from storage_model.lifetime.record import Lifetime, StreamKind, stream_of
from storage_model.lifetime.year import Counted, Year, audited, count
from storage_model.scenario.site import Site

DispatchOf = Callable[[Site], Dispatch]
YearOf = Callable[[int, Site], Year]
"""the year of a site, settled and audited, however its schedule was found"""
Standings = Mapping[str, Standing[Any]]
Ends = Mapping[str, YearEnd[Any]]
Tick = Callable[[int, int], None]


def unheard(done: int, whole: int) -> None:
    """Tell nobody how far a life is."""
    del done, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The lifetime table and the years that were optimised, in order; `wear` holds wear costs that were found."""

    lifetime: Lifetime
    years: tuple[Year, ...]
    wear: Mapping[str, float] = field(default_factory=dict)


def optimised(dispatch_of: DispatchOf) -> YearOf:
    """Return how a year is lived where all its prices are known: optimised as one."""
    return lambda calendar_year, site: audited(calendar_year, site, dispatch_of(site))


def live(plan: LifePlan, year_of: YearOf, tick: Tick = unheard) -> Life:
    """Return the life of a site; every year that is dispatched is settled and audited.

    `year_of` dispatches one site; `tick` is told how many of all years are done. Raises what a dispatch raises, and
    RejectedError where an audit fails. In a year that is not chosen the assets age as in the one before.
    """
    standings: Standings = {
        name: asset.begin(plan.spans[name].years, plan.spans[name].first_year) for name, asset in plan.assets.items()
    }
    years: list[Year] = []
    counted: dict[int, Counted] = {}
    ends: list[Ends] = []
    for number, calendar_year in enumerate(plan.calendar_years):
        ended = None if _required(plan, calendar_year, ends) else _expected_ends(plan, standings, calendar_year)
        # The year that calls for new cells and the one that has them stand on either side of a step.
        if ended is None or _bought(ended):
            standings, year = _dispatched(plan, calendar_year, standings, year_of)
            years.append(year)
            counted[calendar_year] = count(year, plan.spans)
            ended = _ends(plan, standings, year)
        ends.append(ended)
        standings = {name: end.standing for name, end in ended.items()}
        tick(number + 1, len(plan.calendar_years))
    return Life(lifetime=with_yearly_terms(_table(plan, counted, ends), plan), years=tuple(years))


def _required(plan: LifePlan, calendar_year: int, ends: Sequence[Ends]) -> bool:
    return calendar_year in plan.required_years or (bool(ends) and _bought(ends[-1]))


def _bought(ended: Ends) -> bool:
    return any(end.purchases for end in ended.values())


def _dispatched(plan: LifePlan, calendar_year: int, standings: Standings, year_of: YearOf) -> tuple[Standings, Year]:
    """Return the year; where an asset begins, its own use tells more of its middle, and the year is looked at again."""
    assets = {name: standing.asset for name, standing in standings.items()}
    site = plan.site_of(calendar_year, assets)
    year = year_of(calendar_year, site)
    if not any(span.first_year == calendar_year for span in plan.spans.values()):
        return standings, year
    better = {name: _expecting(plan, name, standing, year) for name, standing in standings.items()}
    seen = {name: standing.asset for name, standing in better.items()}
    if seen == assets:
        return better, year
    return better, year_of(calendar_year, plan.site_of(calendar_year, seen))


def _expecting(plan: LifePlan, name: str, standing: Standing[Any], year: Year) -> Standing[Any]:
    if plan.spans[name].first_year != year.calendar_year:
        return standing
    return standing.expecting(year.use_of(name, plan.spans[name]))


def _ends(plan: LifePlan, standings: Standings, year: Year) -> Ends:
    """Return what a dispatched year leaves of each asset."""
    return {
        name: standing.after(year.use_of(name, plan.spans[name]))
        if plan.operates(name, year.calendar_year)
        else YearEnd(standing=standing)
        for name, standing in standings.items()
    }


def _expected_ends(plan: LifePlan, standings: Standings, calendar_year: int) -> Ends:
    """Return what a year of the use expected leaves of each asset."""
    return {
        name: standing.after_expected() if plan.operates(name, calendar_year) else YearEnd(standing=standing)
        for name, standing in standings.items()
    }


def _table(plan: LifePlan, counted: Mapping[int, Counted], ends: Sequence[Ends]) -> Lifetime:
    years, known = plan.calendar_years, list(counted)
    chosen = [year in counted for year in years]

    def between(values: Sequence[float]) -> FloatArray:
        return np.interp(years, known, values)

    kinds: dict[StreamKind, None] = {kind: None for one in counted.values() for kind in one.yuan}
    streams = [stream_of(kind, between([one.yuan.get(kind, 0.0) for one in counted.values()])) for kind in kinds]
    return Lifetime(
        calendar_years=years,
        streams=tuple(streams),
        out_mwh={name: between([one.out_mwh[name] for one in counted.values()]) for name in plan.assets},
        in_mwh={name: between([one.in_mwh[name] for one in counted.values()]) for name in plan.assets},
        figures={name: _figures([end[name] for end in ends], chosen) for name in plan.assets},
        purchases={name: _purchases([end[name] for end in ends]) for name in plan.assets},
        dispatched=tuple(chosen),
        remarks=tuple(dict.fromkeys(f"{name}: {words}" for end in ends for name in end for words in end[name].remarks)),
    )


def _figures(ends: Sequence[YearEnd[Any]], chosen: Sequence[bool]) -> dict[str, FloatArray]:
    """Return each figure of an asset by year; zero where cells did not exist.

    What follows from use lies, as energy does, between the years that were dispatched.
    """
    keys = dict.fromkeys(key for end in ends for key in end.figures)
    found = {key: np.array([end.figures.get(key, 0.0) for end in ends]) for key in keys}
    places, known = np.arange(len(ends)), np.flatnonzero(chosen)
    for key in dict.fromkeys(key for end in ends for key in end.counted_by):
        times = np.array([end.counted_by.get(key, 0.0) for end in ends])
        whole = np.interp(places, known, (found[key] * times)[known])
        between = (times > 0) & ~np.array(chosen)
        found[key] = np.divide(whole, times, out=found[key], where=between)
    return found


def _purchases(ends: Sequence[YearEnd[Any]]) -> tuple[Purchase, ...]:
    return tuple(purchase for end in ends for purchase in end.purchases)
