"""What numbers usually are, with what is known of them: far outside, a slip of the unit is likelier than the number."""

from dataclasses import dataclass
from math import inf
from typing import Final


@dataclass(frozen=True, slots=True)
class Usual:
    """Ends a number other than zero seldom leaves, its unit, and what documents and markets say."""

    least: float
    most: float
    unit: str
    known: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value is nothing or within the ends; a salvage below zero costs as much as it might bring."""
        return value == 0 or self.least <= value <= self.most


_BID = Usual(0.5, 100, "yuan/MW", "5 to 15 in Shanxi; at most 15 by 发改价格〔2024〕196号")
_CELLS = Usual(100, 3_000, "yuan/kWh", "2 h systems at 478 to 700 in November 2025")
_FEE = Usual(2, 2_000, "yuan/MWh", "13 to 117 for what storage pays in Shanxi, 60 to 130 to run lean-gas sets")
_ONE_WAY = Usual(0.5, 1, "a fraction", "85 to 88 % there and back, metered at the grid")
_HURDLE = Usual(0.005, 0.3, "a fraction", "5 to 10 % in 建设项目经济评价")
_VAT = Usual(0.01, 0.17, "a fraction", "0.13 for electricity and equipment, 0.09 for building, 0.06 for services")
_FADE = Usual(0.0001, 0.1, "a fraction", "0.018 to 0.022 a year after the first")
_CARBON = Usual(5, 1_000, "yuan/t", "60 to 90 for CCER, 2025 and 2026")
_DAYS = Usual(0, 365, "days")
_SET_HOURS = Usual(0, 24, "h", "hours, not minutes; a lean-gas set starts in 5 to 10 minutes")
_FACTOR = Usual(0.2, 2, "a multiple", "0.85 to 0.9 of the output below 10 % methane")
_AMOUNT = Usual(1_000, inf, "yuan")

USUAL: Final = {
    "demand_charge_yuan_per_kw_month": Usual(5, 150, "yuan/kW·month", "30.0 in Shanxi by 发改价格〔2026〕1077号"),
    "rate_yuan_per_kw_year": Usual(1, 1_000, "yuan/kW·yr", "100 to 370 in the provinces, 发改价格〔2023〕1501号: 330"),
    "rent_yuan_per_kw_year": Usual(1, 1_000, "yuan/kW·yr", "100 to 300 for storage that is let"),
    "yuan_per_kw_year": Usual(1, 500, "yuan/kW·yr", "20 to 40 for a storage station, all in"),
    "yuan_per_kw": Usual(1, 5_000, "yuan/kW", "10 to 30 of working capital, 100 to 230 of grants"),
    "yuan_per_kwh": Usual(5, 2_000, "yuan/kWh", "100 to 200 of grants"),
    "price_yuan_per_kwh": _CELLS,
    "cells_yuan_per_kwh": _CELLS,
    "salvage_yuan_per_kwh": Usual(-500, 500, "yuan/kWh", "taking away costs 30 to 60"),
    "line_loss_fee_yuan_per_mwh": _FEE,
    "system_operation_fee_yuan_per_mwh": _FEE,
    "loss_tariff_yuan_per_mwh": _FEE,
    "loss_funds_yuan_per_mwh": _FEE,
    "wear_cost_yuan_per_mwh": _FEE,
    "variable_cost_yuan_per_mwh": _FEE,
    "variable_om_yuan_per_mwh": _FEE,
    "yuan_per_mwh_out": Usual(0.1, 1_000, "yuan/MWh", "70 to 130 for lean-gas sets"),
    "price_yuan_per_mw": Usual(0.5, 100, "yuan/MW", "6 by 晋监能市场规〔2026〕2号"),
    "bid_yuan_per_mw": _BID,
    "bid_cap_yuan_per_mw": _BID,
    "bid_floor_yuan_per_mw": _BID,
    "price_yuan_per_mw_h": Usual(0.1, 5_000, "yuan/MW·h"),
    "blocks_per_day": Usual(0, 2_880, "blocks of 30 s a day", "a day has 2880"),
    "mileage_per_mw_h": Usual(0.02, 60, "times an hour", "about 2.4 in Shanxi"),
    "sustain_h": Usual(0, 12, "h", "0.25 for regulation in Shandong"),
    "required_hours": Usual(0.5, 24, "h", "4 to 10 in the provinces, 24 in Shandong"),
    "least_hours": Usual(0.25, 24, "h", "2 to 4 in Hebei"),
    "per_day": Usual(0.05, 10, "full cycles a day", "1 to 2"),
    "per_year": Usual(10, 3_000, "full cycles a year", "250 to 350 guaranteed in the provinces"),
    "lifetime": Usual(300, 50_000, "full cycles", "6000 to 10000 for LFP cells"),
    "cycles_per_year": Usual(10, 2_000, "full cycles a year", "250 to 350 in the provinces"),
    "charge_efficiency_frac": _ONE_WAY,
    "discharge_efficiency_frac": _ONE_WAY,
    "availability_frac": Usual(0.3, 1, "a fraction", "0.95 to 0.98 for storage, 0.8 to 0.92 for gas sets"),
    "forced_outage_frac": Usual(0, 0.3, "a fraction", "0.02 to 0.05 for storage"),
    "soh_frac": Usual(0.4, 1, "a fraction", "cells are replaced at about 0.7"),
    "soc_max_frac": Usual(0.5, 1, "a fraction", "0.95"),
    "soc_min_frac": Usual(0, 0.5, "a fraction", "0.05"),
    "age_years": Usual(0, 40, "years", "years in use, not the year of make"),
    "lifetime_years": Usual(1, 60, "years", "years, not cycles"),
    "cell_temperature_c": Usual(-20, 60, "°C", "about 25 with cooling"),
    "self_discharge_frac_per_h": Usual(0, 0.01, "a fraction", "2 to 3 % a month is about 0.00004 an hour"),
    "first_year_fade_frac": Usual(0.0001, 0.2, "a fraction", "0.04 to 0.06"),
    "later_fade_frac_per_year": _FADE,
    "calendar_fade_frac_per_year": _FADE,
    "gas_price_yuan_per_m3": Usual(0.005, 10, "yuan/m³", "0 to 0.3 for a cubic metre of pure methane"),
    "yuan_per_m3": Usual(0.005, 5, "yuan/m³", "0.1 to 0.3 for drained gas"),
    "yuan_per_t": _CARBON,
    "credit_price_yuan_per_t": _CARBON,
    "grid_factor_t_per_mwh": Usual(0.01, 2, "t/MWh", "0.53 to 0.7 in China"),
    "boiler_factor_t_per_gj": Usual(0.02, 0.5, "t/GJ", "coal holds 0.09 to 0.1"),
    "gwp": Usual(20, 90, "t/t", "27.9 to 29.8 (AR6), 21 in old figures"),
    "efficiency_frac": Usual(0.1, 1, "a fraction", "0.30 to 0.42 for gas sets"),
    "own_use_frac": Usual(0.001, 0.3, "a fraction", "0.03 to 0.07 for gas sets"),
    "set_power_mw": Usual(0.05, 20, "MW", "0.5 to 4 for one gas set"),
    "sets": Usual(1, 200, "sets"),
    "minimum_methane_frac": Usual(0.03, 0.5, "a fraction", "0.08 to 0.1 for lean-gas sets, 0.25 to 0.3 for others"),
    "output_factor": _FACTOR,
    "efficiency_factor": _FACTOR,
    "start_time_min": Usual(0.5, 240, "min", "5 to 10 for a lean-gas set"),
    "minimum_up_h": _SET_HOURS,
    "minimum_down_h": _SET_HOURS,
    "start_cost_yuan": Usual(5, 100_000, "yuan", "100 to 300 for a lean-gas set"),
    "overhaul_cost_yuan": Usual(5_000, 50_000_000, "yuan", "15 to 25 % of what a set costs"),
    "overhaul_interval_h": Usual(1_000, 200_000, "h", "20000 to 60000"),
    "yuan_per_person_year": Usual(10_000, 2_000_000, "yuan/yr", "120000 to 150000"),
    "rate_frac": Usual(0.005, 0.25, "a fraction", "0.030 to 0.035 for loans, 0.15 to 0.25 of income tax"),
    "points_frac": Usual(0.001, 0.05, "a fraction", "1 to 2.5 points are 0.01 to 0.025"),
    "equity_frac": _HURDLE,
    "project_pre_tax_frac": _HURDLE,
    "project_after_tax_frac": _HURDLE,
    "share_of_investment_frac_per_year": Usual(1e-5, 0.1, "a fraction", "0.005 to 0.015, insurance 0.001 to 0.003"),
    "spread_erosion_frac_per_year": Usual(-0.3, 0.3, "a fraction", "0 to 0.08"),
    "level_change_frac_per_year": Usual(-0.3, 0.3, "a fraction"),
    "escalation_frac_per_year": Usual(-0.1, 0.2, "a fraction", "0 at constant prices"),
    "price_rise_frac_per_year": Usual(-0.1, 0.2, "a fraction", "0 at constant prices"),
    "above_irr_frac": Usual(0.01, 0.3, "a fraction", "5 to 10 % in 建设项目经济评价"),
    "loss_carry_forward_years": Usual(1, 10, "years", "5; 10 for high technology"),
    "exempt_years": Usual(1, 10, "years", "3 of 三免三减半"),
    "half_years": Usual(1, 10, "years", "3 of 三免三减半"),
    "price_change_frac_per_year": Usual(-0.3, 0.3, "a fraction", "-0.03 for cells"),
    "vat_frac": _VAT,
    "energy_vat_frac": _VAT,
    "om_vat_frac": _VAT,
    "gas_vat_frac": _VAT,
    "credit_vat_frac": _VAT,
    "price_vat_frac": _VAT,
    "variable_cost_vat_frac": _VAT,
    "income_tax_frac": Usual(0.02, 0.4, "a fraction", "0.25, with reliefs 0.125 or 0.15"),
    "surtax_frac": Usual(0.01, 0.2, "a fraction", "0.06 to 0.12 of the VAT paid"),
    "receivable_days": _DAYS,
    "stock_days": _DAYS,
    "cash_days": _DAYS,
    "payable_days": _DAYS,
    "yuan_per_year": _AMOUNT,
    "yuan_by_year": _AMOUNT,
    "yuan": _AMOUNT,
    "most_yuan": _AMOUNT,
    "most_yuan_per_year": _AMOUNT,
}  # fmt: skip

# What else a number of this unit is given in → how many of ours one of those is.
_OTHERS: Final = (
    ("/kWh", (("/MWh", 1e-3), ("/Wh", 1e3))),
    ("/kW", (("/MW", 1e-3),)),
    ("/MW", (("/kW", 1e3),)),
    ("yuan", (("万元", 1e4),)),
    ("t/", (("kg/", 1e-3),)),
    ("a fraction", (("percent", 1e-2),)),
    ("a multiple", (("percent", 1e-2),)),
    ("min", (("h", 60.0), ("s", 1 / 60))),
    ("h", (("min", 1 / 60), ("kh", 1e3))),
)


def in_other_unit(usual: Usual, value: float) -> tuple[str, float]:
    """Return the unit in which a value would be usual, and what it is in ours; no unit where none fits."""
    for part, others in _OTHERS:
        ours = part in usual.unit if part[0] == "/" else usual.unit.startswith(part)
        for other, times in others if ours else ():
            if usual.holds(value * times):
                return usual.unit.replace(part, other, 1), value * times
    return "", value
