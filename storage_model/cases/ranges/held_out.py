"""Some draws dispatched in full, every year at its own prices: how far the quick valuation is from them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray, IntArray
from storage_model.cases.ranges.asked import PRICE_MOVES
from storage_model.cases.ranges.dispatched import Dispatched
from storage_model.cases.ranges.drawn_life import Draws, policy_shares, times_of
from storage_model.cases.ranges.price_parts import stretched
from storage_model.cases.ranges.priced_life import PricedLife
from storage_model.cases.ranges.responses import with_gas
from storage_model.cases.ranges.valued import INDICATORS, Valued, valued
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.foreseen import years_on_forecasts
from storage_model.lifetime.live import Tick
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime
from storage_model.markets.energy_adder import EnergyAdder
from storage_model.markets.market import Market
from storage_model.prices.series import Series
from storage_model.scenario.build_site import prices_of
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.policy_terms import operating_years
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site

WORTH = INDICATORS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Drawn multiples of each factor, (draws,), price year of each operating year, (draws, years), what came of them.

    `found` holds the indicators of every draw, (draws,) each.
    """

    factors: Draws
    chosen: IntArray
    found: Valued


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """One draw in both ways: `quick` from held schedules, `full` from a dispatch of every year; None without value."""

    draw: int
    quick: dict[str, float | None]
    full: dict[str, float | None]


def chosen_draws(found: Valued, count: int) -> tuple[int, ...]:
    """Return draws evenly spaced in the order of their worth, worst and best sides alike."""
    by_worth = np.argsort(found[WORTH].values, kind="stable")
    places = ((np.arange(count) + 0.5) / max(count, 1) * len(by_worth)).astype(np.int64)
    return tuple(int(by_worth[place]) for place in places)


def held_out(
    given: Dispatched,
    project: str,
    sample: Sample,
    options: SolverOptions | None,
    tick: Tick,
) -> tuple[HeldOut, ...]:
    """Return some draws in both ways; `tick` is told how many operating years of all of them are done."""
    rows: list[HeldOut] = []
    numbers = chosen_draws(sample.found, given.asked.held_out)

    def years(done: int, whole: int) -> None:
        tick(len(rows) * whole + done, len(numbers) * whole)

    for number in numbers:
        draw = {name: values[number : number + 1] for name, values in sample.factors.items()}
        full = _in_full(given, project, draw, sample.chosen[number], options, tick=years)
        rows.append(HeldOut(draw=number, quick=_at(sample.found, number), full=_at(full, 0)))
    return tuple(rows)


def _in_full(
    given: Dispatched, project: str, draw: Draws, chosen: IntArray, options: SolverOptions | None, *, tick: Tick
) -> Valued:
    """Return the indicators of one draw after a dispatch of every year at its own prices, gas, fade and fees.

    Then only the money that no dispatch sees is still to be multiplied.
    """
    scenario = as_drawn(given, draw, chosen)
    lifetime = _lived(scenario, given.foresight, policy_shares(given, draw), options, tick=tick)
    life = PricedLife(lifetime=lifetime, parts={}, steering=np.zeros(len(chosen)), known=lifetime.calendar_years)
    rest = {
        name: np.ones_like(values) if given.asked.factors[name].moves in (*PRICE_MOVES, "fade", "gas_flow") else values
        for name, values in draw.items()
    }
    once = given.asked.model_copy(update={"dispatched_at": [1.0]})
    alone = replace(given, scenario=scenario, asked=once, prices=given.prices[:1], lives=(life,), gas={})
    return valued(alone, project, rest, np.zeros((1, len(chosen)), dtype=np.int64))


def as_drawn(given: Dispatched, draw: Draws, chosen: IntArray) -> Scenario:
    """Return the case of one draw: what a dispatch can see of it, prices of every operating year among it."""
    factors, scenario = given.asked.factors, given.scenario
    stretch = {move: float(times_of(factors, draw, move)[0]) for move in PRICE_MOVES}
    by_year = dict(zip(operating_years(scenario), chosen.tolist(), strict=True))
    fade = float(times_of(factors, draw, "fade")[0])
    gas = with_gas(scenario, float(times_of(factors, draw, "gas_flow")[0]))
    return replace(
        gas,
        assets={name: faster_fading(asset, fade) for name, asset in scenario.assets.items()},
        prices_of_year={year: _prices(given, year, number, stretch) for year, number in by_year.items()},
        lifetime=LifetimeTerms(wear=scenario.lifetime.wear),
    )


def _lived(
    scenario: Scenario,
    foresight: ForesightTerms | None,
    shares: Mapping[tuple[str, str], FloatArray],
    options: SolverOptions | None,
    *,
    tick: Tick,
) -> Lifetime:
    """Return the life dispatched at fees as drawn, its money written as at the fees of the case."""
    plan = plan_of(scenario)
    times = {stream: float(share[0, 0]) for stream, share in shares.items() if share[0, 0] > 0}
    charged: set[tuple[str, str]] = set()

    def charging(market: Market) -> Market:
        """Return a fee per MWh so many times as high; any other product as it is."""
        if not isinstance(market, EnergyAdder):
            return market
        stream = (market.stream or market.key, market.participants[0])
        charged.add(stream)
        return replace(market, yuan_per_mwh=market.yuan_per_mwh * times.get(stream, 1.0))

    def at_fees(site: Site) -> Site:
        return replace(site, markets=tuple(charging(market) for market in site.markets))

    def site_of(year: int, assets: Mapping[str, Asset]) -> Site:
        return at_fees(plan.site_of(year, assets))

    year_of = None if foresight is None else years_on_forecasts(scenario, foresight, options, at_fees)
    found = live_scenario(scenario, options, plan=replace(plan, site_of=site_of), year_of=year_of, tick=tick).lifetime
    written = {stream: 1.0 / times[stream] for stream in charged if stream in times}
    return replace(
        found,
        streams=tuple(replace(one, yuan=one.yuan * written.get((one.key, one.asset), 1.0)) for one in found.streams),
    )


def _prices(given: Dispatched, year: int, number: int, stretch: dict[str, float]) -> dict[str, Series]:
    scenario = given.scenario
    own = {name: replace(one, values=given.prices[number][name].copy()) for name, one in scenario.prices.items()}
    later = prices_of(replace(scenario, prices=own), year)
    return {
        name: replace(one, values=np.array(stretched(later[name], scenario.horizon, stretch)))
        for name, one in own.items()
    }


def faster_fading(asset: Asset, times: float) -> Asset:
    """Return a battery whose cells lose so many times as much; any other asset as it is."""
    if not isinstance(asset, Battery) or times == 1.0:
        return asset
    return asset.model_copy(update={"ageing": asset.ageing.faster(times)})


def _at(found: Valued, number: int) -> dict[str, float | None]:
    return {key: found[key].at(number).value for key in INDICATORS}
