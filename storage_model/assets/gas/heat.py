"""Heat: what oxidation leaves over turns the turbine or warms the mine, beside what gensets give off."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.gensets import Group
from storage_model.assets.gas.pipes import drawn, pipe
from storage_model.assets.gas.terms import OXIDISER
from storage_model.assets.gas.terms_heat import Oxidiser
from storage_model.units import METHANE_MWH_PER_M3


@dataclass(frozen=True, slots=True, kw_only=True)
class Warmth:
    """Heat flows as written, by step: methane oxidised [m³/h]; turbine power, the oxidiser's heat to the mine and all
    heat to the mine [MW]; None is none.
    """

    oxidised: Any = None
    turbine: Any = None
    warming: Any = None
    to_mine: Any = None


def excess_heat_mwh_per_m3(oxidiser: Oxidiser) -> float:
    """Return the heat that is left for use from a cubic metre of methane oxidised [MWh/m³]."""
    return METHANE_MWH_PER_M3 * oxidiser.destruction_frac * oxidiser.excess_heat_frac


def most_oxidised_m3_per_h(oxidiser: Oxidiser) -> float:
    """Return the methane in the feed at full capacity [m³/h]."""
    return oxidiser.feed_m3_per_h * oxidiser.feed_methane_frac * oxidiser.availability_frac


def write_heat(draft: Draft, groups: dict[str, Group]) -> Warmth:
    """Write the oxidiser and all heat to the mine."""
    oxidised, turbine, warming = (
        _write_oxidiser(draft, draft.hub.oxidiser) if draft.hub.oxidiser else (None, None, None)
    )
    if draft.hub.heat is None:
        return Warmth(oxidised=oxidised, turbine=turbine, warming=warming)
    parts = [] if warming is None else [(1.0, warming)]
    if any(group.gensets.heat_per_power > 0 for group in groups.values()):
        parts.append((1.0, _write_recovery(draft, groups)))
    demand = draft.param("heat_demand_mw", draft.frame.series["heat.demand"])
    to_mine = draft.sum("heat_to_mine_mw", parts, "heat to the mine [MW]")
    if parts:
        draft.rule("heat_demand", lambda _, t: to_mine[t] <= demand[t], "heat to the mine <= what it can take [MW]")
    return Warmth(oxidised=oxidised, turbine=turbine, warming=warming, to_mine=to_mine)


def _write_recovery(draft: Draft, groups: dict[str, Group]) -> Any:
    most_mw = sum(
        group.gensets.heat_per_power * group.gensets.sets * np.max(group.limits.set_mw) for group in groups.values()
    )
    recovered = draft.rate("genset_heat_mw", float(most_mw))
    given = draft.sum(
        "genset_heat_at_most_mw",
        [(group.gensets.heat_per_power, group.power) for group in groups.values()],
        "heat given off [MW]",
    )
    draft.rule("genset_heat", lambda _, t: recovered[t] <= given[t], "heat recovered <= heat given off [MW]")
    return recovered


def _write_oxidiser(draft: Draft, oxidiser: Oxidiser) -> tuple[Any, Any, Any]:
    """Return methane oxidised, turbine power, heat to the mine. All excess heat is used, so all of it counts."""
    oxidised, most = drawn(draft, OXIDISER), most_oxidised_m3_per_h(oxidiser)
    draft.rule("oxidiser.capacity", lambda _, t: oxidised[t] <= most, "methane oxidised <= capacity [m³/h]")
    parts = []
    for supply, limit in draft.gas.most_m3_per_h[OXIDISER].items():
        leaner = 1.0 / np.maximum(draft.gas.methane_frac[supply], 1e-9) - 1.0 / oxidiser.feed_methane_frac
        air = draft.param(f"oxidiser.surplus_air_of_{supply}", np.where(limit > 0, leaner, 0.0))
        parts.append((air, draft.block.component(pipe(supply, OXIDISER))))
    surplus = draft.sum("oxidiser.surplus_air", parts, "air beyond the design feed [m³/h]")
    draft.rule("oxidiser.feed", lambda _, t: surplus[t] <= 0, "the mixture reaches the design feed before air is added")
    turbine = draft.rate("oxidiser.power_mw", oxidiser.turbine_mw)
    demand = draft.frame.series.get("heat.demand", np.zeros(draft.time.count))
    warming = draft.rate("oxidiser.heat_mw", demand)
    per_m3, efficiency = excess_heat_mwh_per_m3(oxidiser), oxidiser.efficiency_frac
    draft.rule(
        "oxidiser.heat_used",
        lambda _, t: per_m3 * oxidised[t] == 1 / efficiency * turbine[t] + warming[t],
        "excess heat = heat to the turbine + heat to the mine [MW]",
    )
    return oxidised, turbine, warming
