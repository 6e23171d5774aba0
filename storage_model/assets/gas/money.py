"""What running a hub costs, less what it earns beside electricity, as the optimisation sees it."""

from collections.abc import Iterator
from typing import Any

from storage_model.assets.gas.carbon import credits_t_per_m3, credits_t_per_mwh
from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.gensets import Group
from storage_model.assets.gas.heat import Warmth
from storage_model.assets.gas.pipes import pipe, vent
from storage_model.assets.gas.terms import FLARE, HOLDER, GasHubTerms
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.units import GJ_PER_MWH

# Steers only, never paid: of schedules worth the same, the one that draws least gas [yuan/m³].
THRIFT_YUAN_PER_M3 = 1e-4


def thrift_of(hub: GasHubTerms, user: str) -> float:
    """Return what drawing a cubic metre counts for a curved group where gas is worth nothing, else 0 [yuan/m³].

    Without it a schedule might draw more than equal loads ask for, at no gain.
    """
    free = hub.holder is not None or any(
        supply.gas_price_yuan_per_m3 <= supply.venting_cost_yuan_per_m3 for supply in hub.supplies.values()
    )
    curved = user in hub.gensets and len(hub.gensets[user].part_load) > 2
    return THRIFT_YUAN_PER_M3 if free and curved else 0.0


def paying_users(hub: GasHubTerms, supply: str) -> list[str]:
    """Return the users whose gas from a supply is paid for: all but the flare."""
    return [user for user, sources in hub.users.items() if user != FLARE and supply in sources]


def running_yuan_per_h(group: Gensets) -> float:
    """Return upkeep and overhaul of one committed set, for the hours outages leave it [yuan/h]."""
    return group.availability_frac * (group.running_cost_yuan_per_h + group.overhaul_yuan_per_h)


def write_cost(draft: Draft, groups: dict[str, Group], warmth: Warmth, enriched: Any, bought: Any) -> None:
    """Publish `cost_yuan`: all costs less what is earned beside electricity."""
    import pyomo.core as pyo

    step_h, hub = draft.time.step_h, draft.hub
    parts = [*_gas_parts(draft), *_group_parts(hub, groups, step_h), *_heat_parts(hub, warmth)]
    if hub.enrichment and enriched is not None:
        earned = hub.enrichment.price_yuan_per_m3 * hub.enrichment.recovery_frac
        parts.append((hub.enrichment.om_yuan_per_m3 - earned, enriched))
    if hub.site_supply and bought is not None:
        parts.append((hub.site_supply.price_yuan_per_mwh, bought))
    parts = [(weight, flow) for weight, flow in parts if weight != 0 and flow is not None]

    def rule(_: Any, t: Any) -> Any:
        total = 0.0
        for weight, flow in parts:
            total += step_h * weight * flow[t]
        return total

    draft.block.cost_yuan = pyo.Expression(draft.time.steps, rule=rule, doc="costs - other income [yuan]")


Parts = Iterator[tuple[float, Any]]


def _gas_parts(draft: Draft) -> Parts:
    for name, supply in draft.hub.supplies.items():
        for user in paying_users(draft.hub, name):
            weight = supply.gas_price_yuan_per_m3 + thrift_of(draft.hub, user)
            yield weight, draft.block.component(pipe(name, user))
        yield supply.venting_cost_yuan_per_m3, draft.block.component(vent(name))
        if draft.hub.flare and name in draft.hub.users[FLARE]:
            yield draft.hub.flare.cost_yuan_per_m3, draft.block.component(pipe(name, FLARE))
    for user, sources in draft.hub.users.items():
        if HOLDER in sources:
            yield thrift_of(draft.hub, user), draft.block.component(pipe(HOLDER, user))


def _group_parts(hub: GasHubTerms, groups: dict[str, Group], step_h: float) -> Parts:
    for name, group in groups.items():
        terms = hub.gensets[name]
        yield terms.variable_om_yuan_per_mwh, group.power
        yield running_yuan_per_h(terms), group.commitment.running
        yield terms.start_cost_yuan / step_h, group.commitment.starts


def _heat_parts(hub: GasHubTerms, warmth: Warmth) -> Parts:
    price = hub.carbon.credit_price_yuan_per_t if hub.carbon else 0.0
    per_mwh, per_mwh_heat = credits_t_per_mwh(hub)
    if hub.oxidiser:
        yield hub.oxidiser.om_yuan_per_m3 - price * credits_t_per_m3(hub), warmth.oxidised
        yield -price * per_mwh, warmth.turbine
        yield -price * per_mwh_heat, warmth.warming
    if hub.heat:
        yield -hub.heat.price_yuan_per_gj * GJ_PER_MWH, warmth.to_mine
