"""Money of a mine-gas hub by step, from the prices of its inputs and the flows of the table."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, StreamRow
from storage_model.runs.reaudit.hub import ENRICHMENT, FLARE, OXIDISER, Hub
from storage_model.runs.reaudit.yearly import in_year

GJ_PER_MWH = 3.6
# Density of methane at 0 °C and 101.325 kPa; tonnes of CO₂ of a tonne burned.
METHANE_T_PER_M3, BURNED_CO2_T_PER_T = 0.717e-3, 44.0 / 16.0
# Steers only: of schedules worth the same, the one that draws least gas.
THRIFT_YUAN_PER_M3 = 1e-4


def hub_money(evidence: Evidence, row: StreamRow) -> FloatArray | None:
    """Return the money of a stream by step, costs negative [yuan]; None for a kind unknown here."""
    of_an_hour = HOURLY.get(row.key)
    return None if of_an_hour is None else evidence.step_h * of_an_hour(Hub(evidence, row.asset))


def metered_policy(evidence: Evidence, row: StreamRow, policy: Mapping[str, Any]) -> FloatArray | None:
    """Return what a policy pays by step for gas used or for credits [yuan]; None for one that pays for neither."""
    if row.key not in PAID_BY_METER or evidence.assets[row.asset]["kind"] != "gas_hub":
        return None
    key, meter = PAID_BY_METER[row.key]
    year = int(evidence.annual["calendar_year"][0])
    pays = policy["first_year"] <= year <= policy["last_year"]
    rate = in_year(policy[key], year) * policy.get("certified_frac", 1.0) if pays else 0.0
    return np.asarray(evidence.step_h * rate * meter(Hub(evidence, row.asset)))


def methane_m3_per_h(hub: Hub) -> FloatArray:
    """Return the methane taken from the supplies and used: all but what the flare burns [m³/h]."""
    supplies = list(hub.part("supplies"))
    return _sum(hub.drawn(user, supplies) for user in hub.users if user != FLARE)


def credits_t_per_h(hub: Hub) -> FloatArray:
    """Return what flameless oxidation avoids: methane, power and heat it displaces, less power of its fans [t/h]."""
    carbon, oxidiser, oxidised = hub.part("carbon"), hub.part(OXIDISER), hub.drawn(OXIDISER)
    if not (carbon and oxidiser):
        return np.zeros_like(oxidised)
    destroyed_t = METHANE_T_PER_M3 * oxidiser["destruction_frac"] * oxidised
    power_t = carbon["grid_factor_t_per_mwh"] * (hub.column("oxidiser.power_mw") - hub.fans_mw)
    heat_t = carbon["boiler_factor_t_per_gj"] * GJ_PER_MWH * hub.column("oxidiser.heat_mw")
    found: FloatArray = destroyed_t * (carbon["gwp"] - BURNED_CO2_T_PER_T) + power_t + heat_t
    return found


def _fuel(hub: Hub) -> FloatArray:
    """All gas taken is paid for but what the flare burns."""
    users = [user for user in hub.users if user != FLARE]
    return -_sum(
        terms.get("gas_price_yuan_per_m3", 0.0) * hub.drawn(user, [supply])
        for supply, terms in hub.part("supplies").items() for user in users
    )  # fmt: skip


def _venting(hub: Hub) -> FloatArray:
    supplies = hub.part("supplies").items()
    return -_sum(terms.get("venting_cost_yuan_per_m3", 0.0) * hub.vented(supply) for supply, terms in supplies)


def _of_sets(per_hour: Callable[[Hub, str], FloatArray]) -> Callable[[Hub], FloatArray]:
    return lambda hub: -_sum(per_hour(hub, name) for name in hub.part("gensets"))


def _running_h(hub: Hub, name: str) -> FloatArray:
    """Return the sets outages leave of those committed."""
    available = hub.part("gensets")[name]["availability_frac"]
    found: FloatArray = available * hub.column(f"gensets[{name}].running_sets")
    return found


def _variable_om(hub: Hub, name: str) -> FloatArray:
    rate = hub.part("gensets")[name].get("variable_om_yuan_per_mwh", 0.0)
    found: FloatArray = rate * hub.column(f"gensets[{name}].power_mw")
    return found


def _upkeep(hub: Hub, name: str) -> FloatArray:
    return np.asarray(hub.part("gensets")[name].get("running_cost_yuan_per_h", 0.0) * _running_h(hub, name))


def _overhaul(hub: Hub, name: str) -> FloatArray:
    group = hub.part("gensets")[name]
    interval_h = group.get("overhaul_interval_h")
    per_h = 0.0 if interval_h is None else group.get("overhaul_cost_yuan", 0.0) / interval_h
    return np.asarray(per_h * _running_h(hub, name))


def _starts(hub: Hub, name: str) -> FloatArray:
    cost = hub.part("gensets")[name].get("start_cost_yuan", 0.0)
    return np.asarray(cost * hub.column(f"gensets[{name}].starts") / hub.evidence.step_h)


def _thrift(hub: Hub) -> FloatArray:
    """Groups with a curved table of fuel."""
    curved = [name for name, group in hub.part("gensets").items() if len(group["part_load"]) > 2]
    return -_sum(THRIFT_YUAN_PER_M3 * hub.drawn(name) for name in curved)


def _sum(parts: Iterable[FloatArray]) -> FloatArray:
    found: FloatArray = np.sum(list(parts), axis=0)
    return found


# What a policy pays by: the key of its rate, and what is counted.
PAID_BY_METER: dict[str, tuple[str, Callable[[Hub], FloatArray]]] = {
    "carbon_credits": ("yuan_per_t", credits_t_per_h),
    "drainage_subsidy": ("yuan_per_m3", methane_m3_per_h),
}
HOURLY: dict[str, Callable[[Hub], FloatArray]] = {
    "gas_fuel": _fuel,
    "gas_venting": _venting,
    "gas_flaring": lambda hub: -hub.part(FLARE).get("cost_yuan_per_m3", 0.0) * hub.drawn(FLARE),
    "gas_variable_om": _of_sets(_variable_om),
    "genset_upkeep": _of_sets(_upkeep),
    "genset_overhaul": _of_sets(_overhaul),
    "genset_starts": _of_sets(_starts),
    "gas_thrift": _thrift,
    "oxidiser_om": lambda hub: -hub.part(OXIDISER)["om_yuan_per_m3"] * hub.drawn(OXIDISER),
    "enrichment_om": lambda hub: -hub.part(ENRICHMENT)["om_yuan_per_m3"] * hub.drawn(ENRICHMENT),
    "mine_power": lambda hub: -hub.part("site_supply")["price_yuan_per_mwh"] * hub.column("site_supply.bought_mw"),
    "heat_sales": lambda hub: hub.part("heat")["price_yuan_per_gj"] * GJ_PER_MWH * hub.heat_to_mine_mw,
    "gas_sales": lambda hub: (
        hub.part(ENRICHMENT)["price_yuan_per_m3"] * hub.part(ENRICHMENT)["recovery_frac"] * hub.drawn(ENRICHMENT)
    ),
    "carbon_credits": lambda hub: hub.part("carbon")["credit_price_yuan_per_t"] * credits_t_per_h(hub),
}
