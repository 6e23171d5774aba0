"""What a made price year shows, beside what it was to show."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.made import Achieved, How
from storage_model.prices.synthesis.real_time import hourly_noise
from storage_model.prices.synthesis.setting import Setting
from storage_model.prices.synthesis.statistics import day_statistics
from storage_model.prices.synthesis.targets import SpotTargets

FITTED = (
    "spread_mean_yuan_per_mwh",
    "spread_p10_yuan_per_mwh",
    "spread_p50_yuan_per_mwh",
    "spread_p90_yuan_per_mwh",
    "days_near_floor_frac",
    "days_scarce_frac",
    "steps_at_floor_frac",
)
FOLLOWS = ("scarcity_run_days", "weekend_to_weekday_frac", "rt_minus_da_yuan_per_mwh")
# Published means are whole yuan; the made ones are set to them.
PUBLISHED_TO_YUAN_PER_MWH = 0.5


def node_statistics(prices: FloatArray, targets: SpotTargets) -> Mapping[str, float]:
    """Return the daily statistics of node prices, shape (days, 96), by name."""
    return asdict(
        day_statistics(
            prices,
            floor_yuan_per_mwh=targets.floor_yuan_per_mwh,
            near_floor_yuan_per_mwh=targets.near_floor_yuan_per_mwh,
            scarce_above_yuan_per_mwh=targets.scarce_above_yuan_per_mwh,
        )
    )


def compared(setting: Setting, node: FloatArray, real_time: FloatArray) -> tuple[Achieved, ...]:
    """Return the table of aims for day-ahead and real-time node prices, shape (days, 96)."""
    days, targets = setting.days, setting.targets
    weekend, day_means = days.weekend.astype(bool), node.mean(axis=1)
    unified_hours = setting.unified(node).reshape(days.count, 24, 4).mean(axis=2)
    rt_hours = setting.unified(real_time).reshape(days.count, 24, 4).mean(axis=2)
    by_month = np.stack([unified_hours[days.month == month].mean(axis=0) for month in range(12)])
    found = {
        **node_statistics(node, targets),
        "unified_mean_yuan_per_mwh": float(unified_hours.mean()),
        "weekend_to_weekday_frac": float(np.median(day_means[weekend]) / np.median(day_means[~weekend])),
        "rt_noise_yuan_per_mwh": hourly_noise(real_time, node),
        "rt_minus_da_yuan_per_mwh": float((real_time - node).mean()),
    }
    return (
        _kept("month_hour_largest_miss_yuan_per_mwh", float(abs(by_month - setting.months).max())),
        _kept("rt_hour_largest_miss_yuan_per_mwh", float(abs(rt_hours.mean(axis=0) - setting.real_time_year).max())),
        *(_row(key, value, targets) for key, value in found.items()),
    )


def _kept(key: str, miss: float) -> Achieved:
    return Achieved(key=key, aim=0.0, achieved=miss, tolerance=PUBLISHED_TO_YUAN_PER_MWH, how="kept")


def _row(key: str, value: float, targets: SpotTargets) -> Achieved:
    aim = getattr(targets.aims, key)
    how: How = "fitted" if key in FITTED else "follows" if key in FOLLOWS else "kept"
    return Achieved(key=key, aim=aim.aim, achieved=value, tolerance=aim.tolerance, how=how)
