"""What the meter sees: electricity of gensets and turbine, less what own equipment takes, plus what is bought."""

from typing import Any

import numpy as np

from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.gensets import Group
from storage_model.assets.gas.heat import Warmth
from storage_model.assets.gas.operation import drawn_m3_per_h
from storage_model.assets.gas.paid_meters import paid_meters
from storage_model.assets.gas.terms import ENRICHMENT, OXIDISER, GasHubTerms
from storage_model.blocks import FloatArray, Flows, Schedule
from storage_model.units import KWH_PER_MWH

BOUGHT = "site_supply.bought_mw"


def fan_mwh_per_m3(hub: GasHubTerms) -> float:
    """Return the electricity of the fans per methane oxidised [MWh/m³]."""
    if hub.oxidiser is None:
        return 0.0
    return hub.oxidiser.fan_kwh_per_m3 / KWH_PER_MWH / hub.oxidiser.feed_methane_frac


def enriching_mwh_per_m3(hub: GasHubTerms) -> float:
    """Return the electricity of enrichment per methane taken in [MWh/m³]."""
    return 0.0 if hub.enrichment is None else hub.enrichment.power_use_kwh_per_m3 / KWH_PER_MWH


def write_meters(draft: Draft, groups: dict[str, Group], warmth: Warmth, enriched: Any) -> Any:
    """Publish `out_mw`, `in_mw`, `net_mw`; returns the power bought from the mine, None where nothing draws any.

    The hub draws nothing from the grid: what it lacks comes from the mine at its own price.
    """
    import pyomo.core as pyo

    block, steps, supply = draft.block, draft.time.steps, draft.hub.site_supply
    made = [(1.0 - group.gensets.own_use_frac, group.power) for group in groups.values()]
    made += [] if warmth.turbine is None else [(1.0, warmth.turbine)]
    used = [(fan_mwh_per_m3(draft.hub), warmth.oxidised), (enriching_mwh_per_m3(draft.hub), enriched)]
    used = [(weight, flow) for weight, flow in used if flow is not None and weight > 0]
    constant_mw = 0.0 if supply is None else supply.constant_mw
    bought = None
    if supply is not None and (used or constant_mw > 0):
        bought = draft.add(BOUGHT, pyo.Var(steps, bounds=(0, None)))
        own_mw = draft.sum("site_supply.used_mw", used, "taken by equipment whose use varies [MW]") if used else None
        draft.rule(
            "site_supply.at_most_used",
            lambda _, t: bought[t] <= constant_mw + (0.0 if own_mw is None else own_mw[t]),
            "bought from the mine <= own consumption [MW]",
        )

    def net(_: Any, t: Any) -> Any:
        total = -constant_mw
        for weight, flow in made:
            total += weight * flow[t]
        for weight, flow in used:
            total -= weight * flow[t]
        return total if bought is None else total + bought[t]

    block.out_mw = pyo.Expression(steps, rule=net, doc="metered outward [MW]")
    block.in_mw = pyo.Expression(steps, rule=lambda *_: 0.0, doc="metered inward: nothing [MW]")
    block.net_mw = pyo.Expression(steps, rule=net, doc="to the grid [MW]")
    if bought is not None:
        draft.rule("site_supply.covered", lambda b, t: b.out_mw[t] >= 0, "own consumption is covered [MW]")
    return bought


def consumed_mw(hub: GasHubTerms, schedule: Schedule) -> FloatArray:
    """Return what the hub's own equipment takes beside the gensets' own use, shape (steps,) [MW]."""
    constant_mw = 0.0 if hub.site_supply is None else hub.site_supply.constant_mw
    return (
        constant_mw
        + fan_mwh_per_m3(hub) * drawn_m3_per_h(hub, OXIDISER, schedule)
        + enriching_mwh_per_m3(hub) * drawn_m3_per_h(hub, ENRICHMENT, schedule)
    )


def flows_of(hub: GasHubTerms, schedule: Schedule) -> Flows:
    """Return what the meters see, shape (steps,)."""
    out_mw = -consumed_mw(hub, schedule) + schedule.get(BOUGHT, 0.0)
    for name, group in hub.gensets.items():
        out_mw = out_mw + (1.0 - group.own_use_frac) * schedule[f"gensets[{name}].power_mw"]
    if hub.oxidiser:
        out_mw = out_mw + schedule["oxidiser.power_mw"]
    return Flows(out_mw=out_mw, in_mw=np.zeros_like(out_mw), meters=paid_meters(hub, schedule))
