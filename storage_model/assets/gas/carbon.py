"""Credits by CCER-10-001-V01 (3 January 2025): flameless oxidation of gas below 8 % whose heat is used, nothing else.

Emissions avoided = methane destroyed × (warming − 2.75) + displaced electricity and heat − electricity of its fans.
Engines on richer gas earn none, nor does richer gas diluted below 8 %: none may be piped to the oxidiser.
"""

from typing import Final

import numpy as np

from storage_model.assets.gas.operation import drawn_m3_per_h
from storage_model.assets.gas.terms import OXIDISER, GasHubTerms
from storage_model.blocks import FloatArray, Schedule
from storage_model.units import GJ_PER_MWH, KWH_PER_MWH

# Density of methane at 0 °C and 101.325 kPa; tonnes of CO₂ from burning a tonne of it (44 ÷ 16). Physical constants.
METHANE_T_PER_M3: Final = 0.717e-3
BURNED_CO2_T_PER_T: Final = 2.75


def credits_t_per_m3(hub: GasHubTerms) -> float:
    """Return the tonnes of CO₂e avoided by a cubic metre of methane oxidised, before energy [t/m³]."""
    if hub.carbon is None or hub.oxidiser is None:
        return 0.0
    destroyed_t = METHANE_T_PER_M3 * hub.oxidiser.destruction_frac
    fan_mwh = hub.oxidiser.fan_kwh_per_m3 / KWH_PER_MWH / hub.oxidiser.feed_methane_frac
    return destroyed_t * (hub.carbon.gwp - BURNED_CO2_T_PER_T) - fan_mwh * hub.carbon.grid_factor_t_per_mwh


def credits_t_per_mwh(hub: GasHubTerms) -> tuple[float, float]:
    """Return the tonnes avoided by a MWh of turbine power, and by a MWh of oxidiser heat to the mine [t/MWh]."""
    if hub.carbon is None or hub.oxidiser is None:
        return 0.0, 0.0
    return hub.carbon.grid_factor_t_per_mwh, hub.carbon.boiler_factor_t_per_gj * GJ_PER_MWH


def credits_t(hub: GasHubTerms, schedule: Schedule, step_h: float) -> FloatArray:
    """Return the credits earned in each step, shape (steps,) [t]; none without an oxidiser."""
    oxidised = drawn_m3_per_h(hub, OXIDISER, schedule)
    if hub.carbon is None or hub.oxidiser is None:
        return np.zeros_like(oxidised)
    carbon, oxidiser = hub.carbon, hub.oxidiser
    destroyed_t = METHANE_T_PER_M3 * oxidiser.destruction_frac * step_h * oxidised
    fan_mwh = step_h * oxidised / oxidiser.feed_methane_frac * oxidiser.fan_kwh_per_m3 / KWH_PER_MWH
    power_mwh, heat_gj = step_h * schedule["oxidiser.power_mw"], step_h * GJ_PER_MWH * schedule["oxidiser.heat_mw"]
    displaced_t = carbon.grid_factor_t_per_mwh * (power_mwh - fan_mwh) + carbon.boiler_factor_t_per_gj * heat_gj
    credited: FloatArray = destroyed_t * (carbon.gwp - BURNED_CO2_T_PER_T) + displaced_t
    return credited
