"""The quick look at every size: a battery in a large market earns in proportion to its power at a given duration.

Without a connection that binds, most limits of the dispatch are proportional to power and energy, so a life at one
power gives the life at any power of the same duration. A product or a subsidy may have a limit of its own (50 MW of
regulation, so many yuan a year): then lives at three powers are dispatched. The optimum is concave in power and energy,
and a straight line between two dispatched sizes lies below it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from storage_model.assets.standing import Purchase
from storage_model.blocks import FloatArray
from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.own_effect import effect_stream, squares_mw2h
from storage_model.cases.sizing.sized import with_store
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Life
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime, StreamKind, YearlyStream
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Connection

WIDE_MW = 1e5
CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationLife:
    """A life at one duration and power; `metered` are its streams by the meter, `squares` by year."""

    duration_h: float
    power_mw: float
    lifetime: Lifetime
    metered: Mapping[StreamKind, YearlyStream]
    squares: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a dispatched life counts in that of a size: its battery, what else stands there, its squares of power."""

    life: DurationLife
    own: float
    others: float
    squares: float

    def of(self, own: bool) -> float:
        """Return what it counts in money and energy of the battery, or of what else stands there."""
        return self.own if own else self.others


def duration_life(
    scenario: Scenario, asked: Sizing, duration_h: float, power_mw: float, options: SolverOptions | None
) -> DurationLife:
    """Return the life of a duration and power behind a connection that does not bind."""
    years = asked.dispatched_years
    free = replace(
        with_store(scenario, asked, power_mw, duration_h * power_mw),
        connection=Connection(export_limit_mw=WIDE_MW, import_limit_mw=WIDE_MW),
        lifetime=LifetimeTerms(
            mode="representative" if years else "every_year", dispatched_years=years, wear=scenario.lifetime.wear
        ),
    )
    life = live_scenario(free, options)
    return DurationLife(
        duration_h=duration_h,
        power_mw=power_mw,
        lifetime=life.lifetime,
        metered={one.kind: one for one in metered(free, life)},
        squares=squares_mw2h(life, asked.store.asset),
    )


def metered(scenario: Scenario, life: Life) -> tuple[YearlyStream, ...]:
    """Return the streams of a life that are counted by the meter."""
    yearly = {(term.key, term.asset) for term in plan_of(scenario).yearly_terms}
    return tuple(one for one in life.lifetime.streams if (one.key, one.asset) not in yearly)


def at_size(lives: Sequence[DurationLife], asked: Sizing, power_mw: float, energy_mwh: float) -> Lifetime:
    """Return the metered life of a size, without what is paid by the year."""
    name, shares = asked.store.asset, _shares(lives, power_mw, energy_mwh / power_mw)
    base = max(shares, key=lambda one: one.own).life

    def together(weighed: Iterable[tuple[float, FloatArray]]) -> FloatArray:
        found: FloatArray = np.sum([weight * by_year for weight, by_year in weighed], axis=0)
        return found

    streams = []
    for kind, stream in {kind: stream for one in shares for kind, stream in one.life.metered.items()}.items():
        known = [one for one in shares if kind in one.life.metered]
        yuan = together((one.of(stream.asset == name), one.life.metered[kind].yuan) for one in known)
        streams.append(replace(stream, yuan=yuan))
    if asked.price_response_yuan_per_mwh_per_mw:
        streams.append(_effect(streams, asked, together((one.squares, one.life.squares) for one in shares)))
    out_mwh = {
        asset: together((one.of(asset == name), one.life.lifetime.out_mwh[asset]) for one in shares)
        for asset in base.lifetime.out_mwh
    }
    times = energy_mwh / (base.duration_h * base.power_mw)
    bought = tuple(_bought(one, times) for one in base.lifetime.purchases[name])
    return replace(
        base.lifetime,
        streams=tuple(streams),
        out_mwh=out_mwh,
        purchases={**base.lifetime.purchases, name: bought},
    )


def _shares(lives: Sequence[DurationLife], power_mw: float, duration_h: float) -> list[Share]:
    """Return what each of the dispatched lives about a size counts in it; one power stands for all in proportion."""
    powers = sorted({one.power_mw for one in lives})
    alone = len(powers) == 1
    by_power = [(powers[0], 1.0)] if alone else _about(powers, power_mw)
    by_duration = _about(sorted({one.duration_h for one in lives}), duration_h)
    times = power_mw / powers[0] if alone else 1.0
    found = {(one.power_mw, one.duration_h): one for one in lives}
    return [
        Share(life=found[power, hours], own=of * part * times, others=of * part, squares=of * part * times**2)
        for (power, of), (hours, part) in product(by_power, by_duration)
    ]


def _about(known: Sequence[float], wanted: float) -> list[tuple[float, float]]:
    """Return the known numbers on both sides of the wanted one, with weights on a straight line; one at itself."""
    low = max((one for one in known if one <= wanted + CLOSE), default=known[0])
    high = min((one for one in known if one >= wanted - CLOSE), default=known[-1])
    if high <= low:
        return [(low, 1.0)]
    share = (wanted - low) / (high - low)
    return [(low, 1.0 - share), (high, share)]


def _effect(streams: list[YearlyStream], asked: Sizing, squares: FloatArray) -> YearlyStream:
    vat_frac = max(one.vat_frac for one in streams if one.asset == asked.store.asset)
    return effect_stream(asked.store.asset, squares, asked.price_response_yuan_per_mwh_per_mw, vat_frac)


def _bought(purchase: Purchase, times: float) -> Purchase:
    return replace(purchase, yuan=purchase.yuan * times, salvage_yuan=purchase.salvage_yuan * times)
