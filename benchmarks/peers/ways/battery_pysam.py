"""A battery year in SAM: its automated dispatch before the meter follows a rule on the prices some hours ahead.

The battery is ours: both efficiencies at the converter, no resistance in the cells, no ageing. SAM's flows are settled
at our prices.
"""

from typing import Any

import numpy as np
import PySAM.Battery as Sam
from asked import Found, answer

AUTOMATED, PERFECT_FORECAST, POWER_LIMITS, VOLTAGE_TABLE, OWN_PRICE = 0, 0, 0, 1, 1
KW, HOURS = 1000.0, 8760
ALWAYS = [[-50.0, 100.0], [0.0, 100.0], [50.0, 100.0]]
NEVER_OLD = [[depth, cycles, 100.0] for depth in (50.0, 100.0) for cycles in (0.0, 1e5)]


def build(q: Any) -> Any:
    """Fill in a battery that stands alone; SAM buys and sells at one price, which the rule sees."""
    from PySAM.BatteryTools import battery_model_sizing

    if len(q.sale) != HOURS:
        raise ValueError("SAM takes a whole year by the hour")
    model = Sam.default("StandaloneBatterySingleOwner")
    into, out = q.charge_efficiency_frac, q.discharge_efficiency_frac
    _fill(model, {"batt_ac_dc_efficiency": 100 * into, "batt_dc_ac_efficiency": 100 * out})
    battery_model_sizing(model, q.power_mw * KW, q.energy_mwh * KW, 500.0, size_by_ac_not_dc=False)
    volt = model.value("batt_Vnom_default")
    _fill(model, {
        "batt_power_charge_max_kwac": q.power_mw * KW, "batt_power_charge_max_kwdc": q.power_mw * KW * into,
        "batt_power_discharge_max_kwac": q.power_mw * KW, "batt_power_discharge_max_kwdc": q.power_mw * KW / out,
        "batt_current_choice": POWER_LIMITS, "batt_minimum_modetime": 0,
        "batt_minimum_SOC": 0, "batt_maximum_SOC": 100, "batt_initial_SOC": 0,
        "batt_resistance": 1e-9, "batt_voltage_choice": VOLTAGE_TABLE,
        "batt_voltage_matrix": [[0, volt + 1e-4], [50, volt], [100, volt - 1e-4]], "cap_vs_temp": ALWAYS,
        "batt_life_model": 0, "batt_lifetime_matrix": NEVER_OLD, "batt_calendar_choice": 0,
        "batt_replacement_option": 0, "om_batt_replacement_cost": [0], "analysis_period": 1,
        "system_use_lifetime_output": 0, "enable_interconnection_limit": 0,
        "batt_dispatch_choice": AUTOMATED, "batt_dispatch_wf_forecast_choice": PERFECT_FORECAST,
        "batt_dispatch_auto_can_gridcharge": 1, "batt_look_ahead_hours": q.look_ahead_h,
        "batt_cycle_cost_choice": 1, "batt_cycle_cost": [q.wear_yuan_per_mwh / KW * out],
        "ppa_multiplier_model": OWN_PRICE, "dispatch_factors_ts": q.sale.tolist(), "ppa_price_input": [1 / KW],
        "ppa_escalation": 0,
    })  # fmt: skip
    return model


def _fill(model: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        model.value(name, value)


def solve(q: Any, model: Any) -> Found:
    """Run the rule; settle what it did."""
    model.execute(0)
    sent_mw = np.array(model.Outputs.batt_power) / KW
    sold, bought = np.maximum(sent_mw, 0.0), np.maximum(-sent_mw, 0.0)
    money = q.step_h * float((q.sale - q.wear_yuan_per_mwh) @ sold - q.purchase @ bought)
    return Found(objective_yuan=money, proved=False)


answer(build, solve, "NREL-PySAM")
