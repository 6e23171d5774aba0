"""Physics of a hub beside its sets: where every cubic metre went, no mixture that must not be, heat, electricity."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from storage_model.deviations import largest
from storage_model.runs.reaudit.battery import PHYSICS
from storage_model.runs.reaudit.evidence import Evidence, Law, rated_mw, series_of_year
from storage_model.runs.reaudit.hub import ENRICHMENT, EXPLOSIVE_TO_FRAC, FLARE, HOLDER, OXIDISER, Hub
from storage_model.runs.reaudit.hub_money import credits_t_per_h, methane_m3_per_h
from storage_model.runs.reaudit.hub_sets import set_laws
from storage_model.runs.reaudit.plants import METHANE_MWH_PER_M3

# Oxidation is for gas below this share (CCER-10-001-V01).
OXIDISED_BELOW_FRAC = 0.08
# Where less is taken all year, deviations are shares of this: rounding is no flow.
LEAST_M3_PER_H = 1.0
# Key of a law, how far the schedule is from it, and the size of what it is about.
Found = Iterator[tuple[str, float, float]]


def hub_laws(evidence: Evidence, name: str) -> Iterator[Law]:
    """Yield every law of one hub; deviations are shares of the flow, content or rating they are about."""
    hub, worst = Hub(evidence, name), dict[str, float]()
    for part in (_supplies(hub), _mixtures(hub), _equipment(hub), _holder(hub), _heat(hub), _meters(hub)):
        for key, deviation, scale in part:
            share = deviation / max(scale, 1e-9)
            worst[key] = share if not share <= worst.get(key, 0.0) else worst.get(key, 0.0)
    yield from (Law(name=f"{name}.{key}", deviation=share, tolerance=PHYSICS) for key, share in worst.items())
    for group in hub.part("gensets"):
        yield from set_laws(hub, group)


def _supplies(hub: Hub) -> Found:
    """What a supply gives is used or vented; nothing flows backwards."""
    for supply, flow in hub.flow_m3_per_h.items():
        users = [user for user, sources in hub.users.items() if supply in sources]
        gone = hub.vented(supply) + sum(hub.pipe(supply, user) for user in users)
        most = max(float(flow.max()), LEAST_M3_PER_H)
        yield "gas_supply", largest(flow - gone), most
        for one in (hub.vented(supply), *(hub.pipe(supply, user) for user in users)):
            yield "gas_supply", _above(-one), most


def _mixtures(hub: Hub) -> Found:
    """What users draw together is as rich as they need, never thinned into the explosive band."""
    for user, sources in hub.users.items():
        drawn, methane = hub.drawn(user), hub.methane_frac
        flows = {source: hub.pipe(source, user) for source in sources}
        most = max(float(drawn.max()), LEAST_M3_PER_H)
        wet = sum(flow / np.maximum(methane[source], 1e-9) for source, flow in flows.items())
        short = _above(hub.least_frac(user) * wet - drawn)
        if user == OXIDISER:
            yield "oxidiser_feed", short, most
            for source, flow in flows.items():
                yield "oxidises_only_below_8_percent", _above(flow[methane[source] >= OXIDISED_BELOW_FRAC]), most
            continue
        yield "runs_below_safe_methane", short, most
        for source, flow in flows.items():
            yield "runs_below_safe_methane", _above(flow[methane[source] < hub.safe_alone_frac(user)]), most
        rich, rest = (
            sum(np.where((methane[source] >= EXPLOSIVE_TO_FRAC) == side, flow, 0.0) for source, flow in flows.items())
            for side in (True, False)
        )
        yield "no_mixing_into_explosive_band", _above(np.minimum(rich, rest)), most


def _equipment(hub: Hub) -> Found:
    """Flare, enrichment and oxidiser take no more than they can."""
    for user in (FLARE, ENRICHMENT):
        if terms := hub.part(user):
            most = terms["capacity_m3_per_h"]
            yield f"{user}_capacity", _above(hub.drawn(user) - most), most
    if oxidiser := hub.part(OXIDISER):
        most = _most_oxidised(oxidiser)
        yield "oxidiser_capacity", _above(hub.drawn(OXIDISER) - most), most


def _most_oxidised(oxidiser: Any) -> float:
    return float(oxidiser["feed_m3_per_h"] * oxidiser["feed_methane_frac"] * oxidiser["availability_frac"])


def _holder(hub: Hub) -> Found:
    """What is stored follows from what goes in and out, stays within the holder, and ends as it began."""
    if not (holder := hub.part(HOLDER)):
        return
    most = holder["capacity_m3"] * holder["methane_frac"]
    stored, after = hub.column("holder.stored_m3"), hub.column("holder.stored_end_m3")
    taken = [hub.pipe(HOLDER, user) for user, sources in hub.users.items() if HOLDER in sources]
    gained = hub.evidence.step_h * (hub.drawn(HOLDER) - sum(taken))
    points = np.append(stored, after[-1])
    yield "holder_balance", largest(after - stored - gained), most
    yield "holder_balance", max((_above(-flow) for flow in taken), default=0.0), most
    yield "holder_balance", largest(stored[1:] - after[:-1]), most
    yield "holder_limits", _above(np.abs(points - points.clip(most * holder.get("least_share_frac", 0.0), most))), most
    yield "holder_ends_as_it_began", abs(float(points[-1] - points[0])), most


def _heat(hub: Hub) -> Found:
    """Excess heat of oxidation is used, no set gives off more than it has, and the mine takes no more than it can."""
    recovered, given, rated = hub.column("genset_heat_mw"), 0.0, 0.0
    for name, group in hub.part("gensets").items():
        share = group.get("heat_per_power", 0.0)
        given = given + share * hub.column(f"gensets[{name}].power_mw")
        rated += share * group["sets"] * group["set_power_mw"]
    yield "genset_heat", max(_above(recovered - given), _above(-recovered)), max(rated, 1.0)
    if oxidiser := hub.part(OXIDISER):
        turbine, warming = hub.column("oxidiser.power_mw"), hub.column("oxidiser.heat_mw")
        released = METHANE_MWH_PER_M3 * oxidiser["destruction_frac"] * hub.drawn(OXIDISER)
        left = oxidiser["excess_heat_frac"] * released - turbine / oxidiser["efficiency_frac"] - warming
        scale = METHANE_MWH_PER_M3 * _most_oxidised(oxidiser)
        yield "oxidiser_heat_used", max(largest(left), _above(-warming)), scale
        yield "turbine_limits", max(_above(turbine - oxidiser["turbine_mw"]), _above(-turbine)), scale
    if hub.part("heat"):
        demand = series_of_year(hub.evidence, hub.name, "heat.demand", "mw")
        yield "heat_demand", _above(hub.heat_to_mine_mw - demand), max(float(demand.max()), 1.0)


def _meters(hub: Hub) -> Found:
    """The meter shows what sets and turbine make, less what the hub uses, plus what the mine sells it for that; beside
    it stand the gas used and the credits earned.
    """
    rated, bought = rated_mw(hub.evidence, hub.name), hub.column("site_supply.bought_mw")
    sent = hub.column("oxidiser.power_mw") - hub.consumed_mw + bought
    for name, group in hub.part("gensets").items():
        sent = sent + (1.0 - group["own_use_frac"]) * hub.column(f"gensets[{name}].power_mw")
    yield "meters_see_the_schedule", largest(hub.column("out_mw") - sent) + largest(hub.column("in_mw")), rated
    beyond = max(_above(-hub.column("out_mw")), _above(bought - hub.consumed_mw), _above(-bought))
    yield "own_consumption_covered", beyond, rated
    for meter, counted in (("methane_m3_per_h", methane_m3_per_h(hub)), ("credits_t_per_h", credits_t_per_h(hub))):
        shown = hub.evidence.dispatch.get(f"{hub.name}_{meter}", counted)
        yield "gas_and_credits_counted", largest(shown - counted), max(largest(counted), 1.0)


def _above(values: Any) -> float:
    return float(np.max(values, initial=0.0))
