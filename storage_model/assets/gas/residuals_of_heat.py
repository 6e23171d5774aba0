"""Laws of heat and of the hub's own electricity."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.gas.heat import most_oxidised_m3_per_h
from storage_model.assets.gas.meters import BOUGHT, consumed_mw, flows_of
from storage_model.assets.gas.operation import drawn_m3_per_h
from storage_model.assets.gas.streams import heat_to_mine_mw
from storage_model.assets.gas.terms import OXIDISER, GasHubTerms
from storage_model.assets.gas.terms_heat import Oxidiser
from storage_model.blocks import ArrayFrame, Schedule
from storage_model.deviations import largest, outside
from storage_model.units import METHANE_MWH_PER_M3

Breaches = Iterator[tuple[str, float]]


def of_heat(hub: GasHubTerms, schedule: Schedule, frame: ArrayFrame) -> Breaches:
    """Yield the laws of oxidation and heat, as shares of what the oxidiser or the demand can be at most."""
    if hub.oxidiser:
        yield from _of_oxidiser(hub, hub.oxidiser, schedule)
    if "genset_heat_mw" in schedule:
        given = sum(g.heat_per_power * schedule[f"gensets[{name}].power_mw"] for name, g in hub.gensets.items())
        scale = sum(g.heat_per_power * g.rated_mw for g in hub.gensets.values())
        yield "genset_heat", outside(schedule["genset_heat_mw"], 0.0, np.asarray(given)) / scale
    if hub.heat:
        demand = frame.series["heat.demand"]
        beyond_mw = outside(heat_to_mine_mw(hub, schedule), 0.0, demand)
        yield "heat_demand", beyond_mw / max(float(demand.max()), 1.0)


def _of_oxidiser(hub: GasHubTerms, oxidiser: Oxidiser, schedule: Schedule) -> Breaches:
    oxidised, most = drawn_m3_per_h(hub, OXIDISER, schedule), most_oxidised_m3_per_h(oxidiser)
    turbine, warming = schedule["oxidiser.power_mw"], schedule["oxidiser.heat_mw"]
    released_mw = METHANE_MWH_PER_M3 * oxidiser.destruction_frac * oxidised
    left_mw = oxidiser.excess_heat_frac * released_mw - turbine / oxidiser.efficiency_frac - warming
    yield "oxidiser_capacity", outside(oxidised, 0.0, most) / most
    yield "oxidiser_heat_used", largest(left_mw) / (METHANE_MWH_PER_M3 * most)
    yield "oxidiser_heat_used", outside(warming, 0.0, np.inf) / (METHANE_MWH_PER_M3 * most)
    yield "turbine_limits", outside(turbine, 0.0, oxidiser.turbine_mw) / max(oxidiser.turbine_mw, 1.0)


def of_site_supply(hub: GasHubTerms, schedule: Schedule) -> Breaches:
    """Yield what is bought beyond the hub's own consumption, or consumed without being covered."""
    bought = schedule.get(BOUGHT, np.zeros(1))
    rating_mw = hub.rated_power_mw
    yield "own_consumption_covered", outside(flows_of(hub, schedule).out_mw, 0.0, np.inf) / rating_mw
    yield "own_consumption_covered", outside(bought, 0.0, consumed_mw(hub, schedule)) / rating_mw
