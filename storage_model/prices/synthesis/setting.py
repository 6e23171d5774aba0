"""What a price year is made from: targets, published means, the calendar, and what chance brings."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.days import Days, days_of
from storage_model.prices.synthesis.hourly_curves import CurveFiles, curve_of, month_curves, quarter_hours
from storage_model.prices.synthesis.latent import STEP_H, Drawn, drawn
from storage_model.prices.synthesis.targets import SpotTargets
from storage_model.problems import InputError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One year to be made.

    `months` are published day-ahead means [yuan/MWh], shape (12, 24), `real_time_year` real-time ones, (24,);
    `quarters` and `real_time_quarters` the same by quarter-hour, (12, 96) and (96,).
    """

    targets: SpotTargets
    days: Days
    months: FloatArray
    real_time_year: FloatArray
    quarters: FloatArray
    real_time_quarters: FloatArray
    chance: Drawn

    def unified(self, node_prices: FloatArray) -> FloatArray:
        """Return the price of the unified settlement point: that of the node, never below its own floor."""
        prices: FloatArray = np.maximum(node_prices, self.targets.unified_floor_yuan_per_mwh)
        return prices


def setting_of(targets: SpotTargets, files: CurveFiles, seed: int) -> Setting:
    """Return the setting of a year; InputError for missing curves and for means the market's limits do not allow."""
    days = days_of(targets.year, targets.zone, STEP_H)
    months = month_curves(files, targets.day_ahead_months, targets.day_ahead_year, days.of_month)
    real_time_year = curve_of(files, targets.real_time_year)
    problems = [*_outside("day_ahead_months", months, targets), *_outside("real_time_year", real_time_year, targets)]
    if problems:
        raise InputError(problems)
    return Setting(
        targets=targets,
        days=days,
        months=months,
        real_time_year=real_time_year,
        quarters=np.stack([quarter_hours(hours) for hours in months]),
        real_time_quarters=quarter_hours(real_time_year),
        chance=drawn(targets.process, days, months.mean(axis=1), seed),
    )


def _outside(key: str, means: FloatArray, targets: SpotTargets) -> list[Problem]:
    """Return what is wrong with means that no price within the limits can have."""
    low, high = max(targets.floor_yuan_per_mwh, targets.unified_floor_yuan_per_mwh), targets.cap_yuan_per_mwh
    if low < means.min() <= means.max() < high:
        return []
    got = f"hourly means from {means.min():g} to {means.max():g} yuan/MWh"
    fix = "correct the means, or the limits in the targets file"
    return [
        Problem(code="E214", place="", key=key, got=got, expected=f"between {low:g} and {high:g} yuan/MWh", fix=fix)
    ]
