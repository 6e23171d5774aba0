"""What a price series is like: its level, the spread of its days, the shape of its day and year."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.prices.series import FloatArray, Series

SPREAD_H = 2.0
_SHARES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
_SHORTEST_WHOLE_DAY_H = 23.0  # the day on which summer time begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Distance between the mean of a day's dearest and cheapest two hours, over whole days, in the series' unit."""

    days: int
    mean: float
    p10: float
    p50: float
    p90: float
    top_mean: float
    bottom_mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Statistics of a series, in its unit.

    `quantiles` are by share of steps. `floor` is the commonest value in the lowest tenth, `at_floor_frac` the share of
    steps at exactly that value. `hour_means` holds the mean of each clock hour 0..23, NaN where no step starts,
    `month_means` that of each month `2025-01`.
    """

    count: int
    mean: float
    lowest: float
    highest: float
    quantiles: Mapping[float, float]
    floor: float
    at_floor_frac: float
    zero_frac: float
    negative_frac: float
    spread: Spread | None
    hour_means: FloatArray
    month_means: Mapping[str, float]


def profile_of(series: Series) -> Profile:
    """Return the profile of a series; no spread where steps are longer than two hours or no day is whole."""
    values = series.values
    clock = series.horizon.starts()
    hours = clock.astype("datetime64[h]").astype(np.int64) % 24
    months = clock.astype("datetime64[M]")
    floor = _floor(values)
    return Profile(
        count=len(values),
        mean=float(values.mean()),
        lowest=float(values.min()),
        highest=float(values.max()),
        quantiles=dict(zip(_SHARES, np.quantile(values, _SHARES).tolist(), strict=True)),
        floor=floor,
        at_floor_frac=float((values == floor).mean()),
        zero_frac=float((values == 0).mean()),
        negative_frac=float((values < 0).mean()),
        spread=_spread(series),
        hour_means=np.array([values[hours == hour].mean() if (hours == hour).any() else np.nan for hour in range(24)]),
        month_means={str(month): float(values[months == month].mean()) for month in np.unique(months)},
    )


def _floor(values: FloatArray) -> float:
    lowest = np.sort(values)[: max(1, len(values) // 10)]
    found, times = np.unique(lowest, return_counts=True)
    return float(found[np.argmax(times)])


def _spread(series: Series) -> Spread | None:
    """Dearest and cheapest steps lie anywhere in the day, each as many as fill two hours."""
    step_h, days = series.horizon.step_h, series.horizon.day_of_step()
    each = np.split(series.values, np.flatnonzero(np.diff(days)) + 1)
    whole = [np.sort(day) for day in each if len(day) * step_h >= _SHORTEST_WHOLE_DAY_H]
    steps = round(SPREAD_H / step_h)
    if not whole or steps < 1 or step_h * steps != SPREAD_H:
        return None
    top = np.array([day[-steps:].mean() for day in whole])
    bottom = np.array([day[:steps].mean() for day in whole])
    p10, p50, p90 = np.quantile(top - bottom, [0.1, 0.5, 0.9]).tolist()
    return Spread(
        days=len(whole),
        mean=float((top - bottom).mean()),
        p10=p10,
        p50=p50,
        p90=p90,
        top_mean=float(top.mean()),
        bottom_mean=float(bottom.mean()),
    )
