"""Two mine-gas hubs, small and with numbers that are not round: the sets of one, all the rest in the other."""

import numpy as np

from storage_model.assets.gas import GasHub
from storage_model.blocks import SeriesByField
from tests.gas_sites import NO_SERIES, REFERENCE, gensets, hub, supply

CURVE = [
    {"load_frac": 0.5, "efficiency_frac": 0.30}, {"load_frac": 0.8, "efficiency_frac": 0.345},
    {"load_frac": 1.0, "efficiency_frac": 0.36},
]  # fmt: skip


def hub_of_sets() -> GasHub:
    """Return three sets with a curve, starts, times, a ramp and upkeep on one supply."""
    group = gensets(
        sets=3, minimum_load_frac=0.5, part_load=CURVE, start_cost_yuan=200.0, start_time_min=10.0, minimum_up_h=0.5,
        minimum_down_h=0.5, ramp_frac_per_min=0.05, own_use_frac=0.05, availability_frac=0.9,
        variable_om_yuan_per_mwh=80.0, running_cost_yuan_per_h=15.0,
    )  # fmt: skip
    return hub({"sets": group}, supplies={"drained": {**REFERENCE, "gas_price_yuan_per_m3": 0.1}})


def hub_of_everything_else() -> GasHub:
    """Return two plain sets with holder, flare, oxidiser, enrichment, heat, credits and own electricity."""
    gas = {**REFERENCE, "gas_price_yuan_per_m3": 0.1, "venting_cost_yuan_per_m3": 0.05}
    return hub(
        {"sets": gensets(sets=2, blending=True, heat_per_power=0.5, supplies=["drained", "rich", "holder"])},
        commitment="relaxed",
        supplies={"drained": gas, "rich": gas, "air": REFERENCE},
        holder={"capacity_m3": 5_000.0, "methane_frac": 0.12, "least_share_frac": 0.1, "supplies": ["drained"]},
        flare={
            "capacity_m3_per_h": 120.0, "minimum_methane_frac": 0.1, "destruction_frac": 0.95,
            "cost_yuan_per_m3": 0.02, "supplies": ["drained"],
        },
        oxidiser={
            "feed_m3_per_h": 30_000.0, "feed_methane_frac": 0.012, "destruction_frac": 0.97,
            "excess_heat_frac": 0.5, "availability_frac": 0.9, "turbine_mw": 0.4, "efficiency_frac": 0.25,
            "fan_kwh_per_m3": 0.002, "om_yuan_per_m3": 0.15, "supplies": ["drained", "air"],
        },
        enrichment={
            "capacity_m3_per_h": 90.0, "minimum_methane_frac": 0.25, "recovery_frac": 0.95,
            "power_use_kwh_per_m3": 0.6, "om_yuan_per_m3": 0.2, "price_yuan_per_m3": 1.7, "price_vat_frac": 0.09,
            "supplies": ["rich"],
        },
        heat={"demand": NO_SERIES, "price_yuan_per_gj": 40.0, "vat_frac": 0.09},
        carbon={
            "gwp": 28.0, "grid_factor_t_per_mwh": 0.65, "boiler_factor_t_per_gj": 0.1, "credit_price_yuan_per_t": 80.0
        },
        site_supply={"constant_mw": 0.05, "price_yuan_per_mwh": 520.0},
    )  # fmt: skip


def series_of_sets(count: int) -> SeriesByField:
    """Return gas for two and a half sets, in every third step too lean to burn."""
    steps = np.arange(count)
    return supply(700.0 + 10.0 * (steps % 4), np.where(steps % 3 == 1, 0.08, 0.11))


def series_of_everything_else(count: int) -> SeriesByField:
    """Return lean, rich and ventilation gas with the mine's heat; drained gas may be oxidised in every other step."""
    steps = np.arange(count)
    return {
        **supply(300.0 + 20.0 * (steps % 3), np.where(steps % 2 == 1, 0.07, 0.12)),
        **supply(150.0 + 5.0 * (steps % 5), 0.3, "rich"), **supply(np.full(count, 400.0), 0.006, "air"),
        "heat.demand": 1.2 + 0.1 * (steps % 2),
    }  # fmt: skip
