"""What a price year looks like day by day."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray

TWO_HOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStatistics:
    """Daily statistics of a price year [yuan/MWh]; shares and days as their names say.

    Top and bottom of a day are the means of its eight highest and eight lowest quarter-hours, wherever they lie.
    """

    spread_mean_yuan_per_mwh: float
    spread_p10_yuan_per_mwh: float
    spread_p50_yuan_per_mwh: float
    spread_p90_yuan_per_mwh: float
    days_near_floor_frac: float
    days_scarce_frac: float
    steps_at_floor_frac: float
    scarcity_run_days: float


def day_statistics(
    prices: FloatArray, *, floor_yuan_per_mwh: float, near_floor_yuan_per_mwh: float, scarce_above_yuan_per_mwh: float
) -> DayStatistics:
    """Return the statistics of prices by day and quarter-hour, shape (days, 96)."""
    ordered = np.sort(prices, axis=1)
    bottom, top = ordered[:, :TWO_HOURS].mean(axis=1), ordered[:, -TWO_HOURS:].mean(axis=1)
    p10, p50, p90 = np.quantile(top - bottom, [0.1, 0.5, 0.9])
    scarce = top > scarce_above_yuan_per_mwh
    return DayStatistics(
        spread_mean_yuan_per_mwh=float((top - bottom).mean()),
        spread_p10_yuan_per_mwh=float(p10),
        spread_p50_yuan_per_mwh=float(p50),
        spread_p90_yuan_per_mwh=float(p90),
        days_near_floor_frac=float((bottom <= floor_yuan_per_mwh + near_floor_yuan_per_mwh).mean()),
        days_scarce_frac=float(scarce.mean()),
        steps_at_floor_frac=float((prices == floor_yuan_per_mwh).mean()),
        scarcity_run_days=_mean_run(scarce),
    )


def _mean_run(days: "np.typing.NDArray[np.bool_]") -> float:
    """Return the mean length of unbroken runs of true days, 0 when there is none."""
    starts = np.diff(days.astype(int), prepend=0) == 1
    return float(days.sum() / starts.sum()) if starts.any() else 0.0
