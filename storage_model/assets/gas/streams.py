"""The money of a hub settled from arrays: what running costs, what it earns beside electricity."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.gas.carbon import credits_t
from storage_model.assets.gas.meters import BOUGHT
from storage_model.assets.gas.money import paying_users, thrift_of
from storage_model.assets.gas.operation import drawn_m3_per_h, running_sets, starts_of, taken_m3_per_h
from storage_model.assets.gas.pipes import vent
from storage_model.assets.gas.terms import ENRICHMENT, FLARE, OXIDISER, GasHubTerms
from storage_model.blocks import COST, REVENUE, FloatArray, Schedule, Stream
from storage_model.units import GJ_PER_MWH


def streams_of(hub: GasHubTerms, name: str, schedule: Schedule, step_h: float) -> Iterator[Stream]:
    """Yield every stream of a hub beside electricity, costs negative, VAT-inclusive [yuan by step]."""
    for key, cost_yuan, vat_frac in (*_of_gas(hub, schedule, step_h), *_of_sets(hub, schedule, step_h)):
        yield Stream(key=key, asset=name, side=COST, yuan=-cost_yuan, vat_frac=vat_frac)
    for key, cost_yuan, vat_frac in _of_equipment(hub, schedule, step_h):
        yield Stream(key=key, asset=name, side=COST, yuan=-cost_yuan, vat_frac=vat_frac)
    for key, income_yuan, vat_frac in _income(hub, schedule, step_h):
        yield Stream(key=key, asset=name, side=REVENUE, yuan=income_yuan, vat_frac=vat_frac)
    if any(thrift_of(hub, user) > 0 for user in hub.users):
        drawn = [thrift_of(hub, user) * drawn_m3_per_h(hub, user, schedule) for user in hub.users]
        yield Stream(
            key="gas_thrift", asset=name, side=COST, yuan=-step_h * np.add.reduce(drawn), vat_frac=0.0, cash=False
        )


Money = Iterator[tuple[str, FloatArray, float]]


def heat_to_mine_mw(hub: GasHubTerms, schedule: Schedule) -> FloatArray:
    """Return all heat the mine takes, shape (steps,) [MW]."""
    flows = [schedule[key] for key in ("genset_heat_mw", "oxidiser.heat_mw") if key in schedule]
    return np.add.reduce(flows) if flows else np.zeros_like(drawn_m3_per_h(hub, OXIDISER, schedule))


def _of_gas(hub: GasHubTerms, schedule: Schedule, step_h: float) -> Money:
    fuel, vented, flared = (np.zeros_like(drawn_m3_per_h(hub, FLARE, schedule)) for _ in range(3))
    for name, supply in hub.supplies.items():
        taken = taken_m3_per_h(hub, name, schedule, paying_users(hub, name))
        fuel = fuel + step_h * supply.gas_price_yuan_per_m3 * taken
        vented = vented + step_h * supply.venting_cost_yuan_per_m3 * schedule[vent(name)]
        if hub.flare:
            burned_off = taken_m3_per_h(hub, name, schedule, [FLARE])
            flared = flared + step_h * hub.flare.cost_yuan_per_m3 * burned_off
    yield "gas_fuel", fuel, hub.gas_vat_frac
    if any(supply.venting_cost_yuan_per_m3 > 0 for supply in hub.supplies.values()):
        yield "gas_venting", vented, 0.0
    if hub.flare:
        yield "gas_flaring", flared, hub.om_vat_frac


def _of_sets(hub: GasHubTerms, schedule: Schedule, step_h: float) -> Money:
    """Yield what all groups cost together, by kind; hours are those outages leave of the committed ones."""
    by_key: dict[str, FloatArray] = {}
    for name, group in hub.gensets.items():
        set_hours = step_h * group.availability_frac * running_sets(name, schedule)
        for key, cost_yuan, used in (
            ("gas_variable_om", group.variable_om_yuan_per_mwh * step_h * schedule[f"gensets[{name}].power_mw"], True),
            ("genset_upkeep", group.running_cost_yuan_per_h * set_hours, group.running_cost_yuan_per_h > 0),
            ("genset_overhaul", group.overhaul_yuan_per_h * set_hours, group.overhaul_yuan_per_h > 0),
            ("genset_starts", group.start_cost_yuan * starts_of(name, schedule), group.start_cost_yuan > 0),
        ):
            if used:
                by_key[key] = by_key.get(key, 0.0) + cost_yuan
    for key, cost_yuan in by_key.items():
        yield key, cost_yuan, hub.om_vat_frac


def _of_equipment(hub: GasHubTerms, schedule: Schedule, step_h: float) -> Money:
    if hub.oxidiser and hub.oxidiser.om_yuan_per_m3 > 0:
        oxidised = drawn_m3_per_h(hub, OXIDISER, schedule)
        yield "oxidiser_om", step_h * hub.oxidiser.om_yuan_per_m3 * oxidised, hub.om_vat_frac
    if hub.enrichment and hub.enrichment.om_yuan_per_m3 > 0:
        enriched = drawn_m3_per_h(hub, ENRICHMENT, schedule)
        yield "enrichment_om", step_h * hub.enrichment.om_yuan_per_m3 * enriched, hub.om_vat_frac
    if hub.site_supply and BOUGHT in schedule:
        bought_yuan = step_h * hub.site_supply.price_yuan_per_mwh * schedule[BOUGHT]
        yield "mine_power", bought_yuan, hub.site_supply.vat_frac


def _income(hub: GasHubTerms, schedule: Schedule, step_h: float) -> Money:
    if hub.heat:
        heat_gj = step_h * GJ_PER_MWH * heat_to_mine_mw(hub, schedule)
        yield "heat_sales", hub.heat.price_yuan_per_gj * heat_gj, hub.heat.vat_frac
    if hub.enrichment:
        sold_m3 = step_h * hub.enrichment.recovery_frac * drawn_m3_per_h(hub, ENRICHMENT, schedule)
        yield "gas_sales", hub.enrichment.price_yuan_per_m3 * sold_m3, hub.enrichment.price_vat_frac
    if hub.carbon and hub.carbon.credit_price_yuan_per_t > 0:
        price = hub.carbon.credit_price_yuan_per_t
        yield "carbon_credits", price * credits_t(hub, schedule, step_h), hub.carbon.credit_vat_frac
