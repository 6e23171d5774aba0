"""A year of a mine's heat demand: hot water all year, heating by the cold of the day."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.days import Days, days_of
from storage_model.prices.synthesis.draws import normals, remembering
from storage_model.prices.synthesis.made import Achieved, Column, MadeYear
from storage_model.prices.synthesis.targets import HeatTargets

HOURS = 24
WARMEST_HOUR = 15
_DAYS = 1


def make_heat_year(targets: HeatTargets, seed: int) -> MadeYear:
    """Return a year of hours; the same targets and seed give the same numbers."""
    days = days_of(targets.year, targets.zone, 1.0)
    outdoor_c = outdoor(targets, days, seed)
    cold = (targets.indoor_c - outdoor_c) / (targets.indoor_c - targets.design_c)
    heats = outdoor_c.mean(axis=1, keepdims=True) < targets.heated_below_c
    demand = np.round(targets.hot_water_mw + targets.heating_mw * np.where(heats, np.clip(cold, 0, 1), 0.0), 3)
    column = Column(
        values=demand.ravel(),
        decimals=3,
        unit="mw",
        zh="矿方热负荷",
        en="heat the mine can take in place of its boiler",
    )
    mean = targets.mean_mw
    return MadeYear(
        horizon=days.horizon,
        source=f"合成序列(假设) · synthetic, assumed; seed {seed}; {targets.source}",
        columns={"heat_mw": column},
        achieved=(
            Achieved(
                key="mean_mw", aim=mean.aim, achieved=float(demand.mean()), tolerance=mean.tolerance, how="follows"
            ),
        ),
        fitted={},
    )


def outdoor(targets: HeatTargets, days: Days, seed: int) -> FloatArray:
    """Return the outdoor temperature by day and hour, shape (days, 24) [°C].

    Monthly means stand at mid-month with straight lines between, days deviate and remember each other, hours swing
    about their day.
    """
    middle = np.array([np.flatnonzero(days.month == month).mean() for month in range(12)])
    seasonal = np.interp(np.arange(days.count), middle, targets.month_mean_c, period=days.count)
    deviates = remembering(normals(seed, _DAYS, days.count), targets.day_to_day_correlation_frac)
    swing = targets.day_swing_c / 2 * np.cos((np.arange(HOURS) + 0.5 - WARMEST_HOUR) * 2 * np.pi / HOURS)
    found: FloatArray = (seasonal + targets.day_deviation_c * deviates)[:, None] + swing
    return found
