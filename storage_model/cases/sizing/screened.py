"""The quick look at every size: a battery in a large market earns in proportion to its power at a given duration.

Without a connection that binds, every limit of the dispatch is proportional to power and energy, so a life at one power
gives the life at any power of the same duration; between durations the optimum is concave in energy, and the straight
line between two dispatched durations lies below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storage_model.assets.standing import Purchase
from storage_model.blocks import FloatArray
from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.own_effect import effect_stream, squares_mw2h
from storage_model.cases.sizing.sized import battery_of, with_store
from storage_model.dispatch.highs import SolverOptions
from storage_model.lifetime.live import Life
from storage_model.lifetime.lived import live_scenario
from storage_model.lifetime.plan import plan_of
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Connection

WIDE_MW = 1e5
Kind = tuple[str, str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationLife:
    """A life at one duration, at the case's own power; `metered` are its streams by the meter, `squares` by year."""

    duration_h: float
    power_mw: float
    lifetime: Lifetime
    metered: Mapping[Kind, YearlyStream]
    squares: FloatArray


def duration_life(scenario: Scenario, asked: Sizing, duration_h: float, options: SolverOptions | None) -> DurationLife:
    """Return the life of a duration behind a connection that does not bind."""
    years = asked.dispatched_years
    power_mw = battery_of(scenario, asked.store.asset).power_mw
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
        metered={_kind(one): one for one in metered(free, life)},
        squares=squares_mw2h(life, asked.store.asset),
    )


def metered(scenario: Scenario, life: Life) -> tuple[YearlyStream, ...]:
    """Return the streams of a life that are counted by the meter."""
    yearly = {(term.key, term.asset) for term in plan_of(scenario).yearly_terms}
    return tuple(one for one in life.lifetime.streams if (one.key, one.asset) not in yearly)


def _kind(stream: YearlyStream) -> Kind:
    return stream.key, stream.asset, stream.side, stream.vat_frac


def at_size(lives: Sequence[DurationLife], asked: Sizing, power_mw: float, energy_mwh: float) -> Lifetime:
    """Return the metered life of a size, without what is paid by the year."""
    duration, name = energy_mwh / power_mw, asked.store.asset
    low = max((one for one in lives if one.duration_h <= duration + 1e-9), key=lambda one: one.duration_h)
    high = min((one for one in lives if one.duration_h >= duration - 1e-9), key=lambda one: one.duration_h)
    share = 0.0 if high is low else (duration - low.duration_h) / (high.duration_h - low.duration_h)
    times = power_mw / low.power_mw
    nothing = np.zeros(len(low.lifetime.calendar_years))

    def between(at_low: FloatArray, at_high: FloatArray, grown: float = times) -> FloatArray:
        return grown * ((1.0 - share) * at_low + share * at_high)

    streams = []
    for kind, stream in {**low.metered, **high.metered}.items():
        own = [one.metered[kind].yuan if kind in one.metered else nothing for one in (low, high)]
        streams.append(replace(stream, yuan=between(own[0], own[1], times if stream.asset == name else 1.0)))
    if asked.price_response_yuan_per_mwh_per_mw:
        squares = between(low.squares, high.squares, times**2)
        streams.append(_effect(streams, asked, squares))
    out_mwh = {
        asset: between(low.lifetime.out_mwh[asset], high.lifetime.out_mwh[asset], times if asset == name else 1.0)
        for asset in low.lifetime.out_mwh
    }
    near = low if share < 0.5 else high
    bought = tuple(
        _bought(one, energy_mwh / (near.duration_h * near.power_mw)) for one in near.lifetime.purchases[name]
    )
    return replace(
        near.lifetime,
        streams=tuple(streams),
        out_mwh=out_mwh,
        purchases={**near.lifetime.purchases, name: bought},
    )


def _effect(streams: list[YearlyStream], asked: Sizing, squares: FloatArray) -> YearlyStream:
    vat_frac = max(one.vat_frac for one in streams if one.asset == asked.store.asset)
    return effect_stream(asked.store.asset, squares, asked.price_response_yuan_per_mwh_per_mw, vat_frac)


def _bought(purchase: Purchase, times: float) -> Purchase:
    return replace(purchase, yuan=purchase.yuan * times, salvage_yuan=purchase.salvage_yuan * times)
