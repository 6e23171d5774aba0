"""A life at one price year, its money taken apart by what stretches it: dispatched once, valued for any stretch.

The same year is dispatched at several spreads; a draw then takes the schedule that is best for its own prices. What any
held schedule earns is a lower bound of what a new dispatch would, and the best of several a closer one. Schedules
decided on forecasts bound nothing: a draw takes those of the nearest spread, for the best would be found in hindsight.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from storage_model.blocks import FloatArray, SeriesByField
from storage_model.cases.ranges.price_parts import linear_parts, wider
from storage_model.cases.ranges.price_years import at_prices
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.foreseen import years_on_forecasts
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime, StreamKind
from storage_model.lifetime.year import Counted, Year, count
from storage_model.problems import RejectedError
from storage_model.scenario.build_site import build_site, prices_of
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.scenario import Scenario

EXACT_FRAC = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLife:
    """A life, and what its metered money is made of by stream kind, shape (1 + parts of the price, years) [yuan].

    `steering` is the money that steers and is never paid, (years,). `known` are the calendar years that were optimised;
    `realised_yuan` is their margin as dispatched, `perfect_yuan` the most with all prices known, before outages.
    """

    lifetime: Lifetime
    parts: Mapping[StreamKind, FloatArray]
    steering: FloatArray
    known: tuple[int, ...]
    realised_yuan: float = 0.0
    perfect_yuan: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A life to be dispatched: a case at a price year, its schedules those of prices `spread` times as wide.

    `chosen` says which years are dispatched; `foresight` how they look ahead, None where all their prices are known.
    """

    scenario: Scenario
    prices: SeriesByField
    chosen: LifetimeTerms
    spread: float = 1.0
    foresight: ForesightTerms | None = None
    options: SolverOptions | None = None


def priced_life(wanted: Wanted, tick: Tick = unheard) -> PricedLife:
    """Return a life with its money taken apart; `tick` is told how many of its operating years are done."""
    scenario, prices = wanted.scenario, wanted.prices
    wide = replace(at_prices(scenario, wider(prices, scenario.horizon, wanted.spread)), lifetime=wanted.chosen)
    year_of = None if wanted.foresight is None else years_on_forecasts(wide, wanted.foresight, wanted.options)
    life = live_scenario(wide, wanted.options, year_of=year_of, tick=tick)
    priced = at_prices(scenario, prices)
    known = [year.calendar_year for year in life.years]
    found = [_apart(priced, year) for year in life.years]
    apart, steering = [one for one, _ in found], [yuan for _, yuan in found]
    kinds = dict.fromkeys(kind for one in apart for kind in one)
    nothing = np.zeros_like(next(iter(apart[0].values())))

    def between(values: FloatArray) -> FloatArray:
        return np.interp(life.lifetime.calendar_years, known, values)

    def parts(kind: StreamKind) -> FloatArray:
        rows = np.stack([one.get(kind, nothing) for one in apart], axis=-1)
        return np.stack([between(row) for row in rows])

    return PricedLife(
        lifetime=life.lifetime,
        parts={kind: parts(kind) for kind in kinds},
        steering=between(np.array(steering)),
        known=tuple(known),
        realised_yuan=sum(year.dispatch.objective_yuan for year in life.years),
        perfect_yuan=sum(-year.dispatch.certificate.bound_yuan for year in life.years),
    )


def bent(life: PricedLife, own: PricedLife) -> PricedLife:
    """Return a life whose years between those dispatched lie off the straight line as those of `own` do.

    `own` has more years dispatched. Prices narrow and cells fade in every life alike; at the years a life was
    dispatched in it stays as it is.
    """
    years = own.lifetime.calendar_years
    places = np.searchsorted(years, life.known)

    def off(values: FloatArray) -> FloatArray:
        """Return how far a row of own values lies from the straight line between the known years, (years,)."""
        return values - np.interp(years, life.known, values[places])

    def rows_off(kind: StreamKind) -> FloatArray | float:
        return np.stack([off(row) for row in own.parts[kind]]) if kind in own.parts else 0.0

    out_mwh = {name: mwh + off(own.lifetime.out_mwh[name]) for name, mwh in life.lifetime.out_mwh.items()}
    return replace(
        life,
        lifetime=replace(life.lifetime, out_mwh=out_mwh),
        parts={kind: rows + rows_off(kind) for kind, rows in life.parts.items()},
        steering=life.steering + off(own.steering),
    )


def _apart(scenario: Scenario, year: Year) -> tuple[dict[StreamKind, FloatArray], float]:
    """Return the money of one year by kind, shape (1 + parts,), and what steers; RejectedError where it is not linear.

    Linear in the price it must be, or draws cannot stretch it.
    """
    spans, prices = plan_of(scenario).spans, prices_of(scenario, year.calendar_year)

    def counted(trial: SeriesByField) -> Counted:
        site = replace(build_site(scenario, year.calendar_year, year.site.assets, trial), ends=year.site.ends)
        return count(replace(year, site=site), spans)

    own = counted(prices)
    whole = own.yuan
    kinds = list(whole)

    def money_at(trial: SeriesByField) -> FloatArray:
        yuan = counted(trial).yuan
        return np.array([yuan.get(kind, 0.0) for kind in kinds])

    found = linear_parts(money_at, prices, scenario.horizon)
    missed = float(np.abs(found.sum(axis=0) - np.array(list(whole.values()))).max())
    if missed > EXACT_FRAC * max(1.0, float(np.abs(found).max())):
        raise RejectedError(
            f"{year.calendar_year}: the parts of the price bring {missed:.2f} yuan more or less than the price itself; "
            "a market of this case does not pay in proportion to its price, so draws cannot stretch it"
        )
    return dict(zip(kinds, found.T, strict=True)), own.steering_yuan
