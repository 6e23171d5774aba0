"""A regression of the last days on the hour of the day and on weekends."""

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from storage_model.blocks import FloatArray, IntArray
from storage_model.horizon import Horizon
from storage_model.prices.forecasts.forecast import Ahead, Forecast, PricesByName

SATURDAY = 5
HOURS = 24


class HourlyRegression(Forecast):
    """Least squares on one indicator for each hour of working days and of weekends, over the last days known.

    With such indicators least squares is the mean of each group. A group without a day takes that of the other kind.
    """

    kind: Literal["hourly_regression"]
    trailing_days: Annotated[int, Field(ge=1, le=366)] = 28
    """回看天数 / days before the forecast that it learns from [days]"""

    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year."""
        groups, reach = group_of_step(horizon), self.trailing_days * horizon.steps_per_day

        def prices(known: int, first: int, last: int) -> dict[str, FloatArray]:
            learned = np.arange(known - min(reach, horizon.count), known) % horizon.count
            return {
                name: _means(values[learned], groups[learned])[groups[first:last]] for name, values in actual.items()
            }

        return prices


def group_of_step(horizon: Horizon) -> IntArray:
    """Return the hour of the day, 0 to 23, of each step, 24 more on a Saturday or Sunday, shape (steps,)."""
    starts = horizon.starts()
    days = starts.astype("datetime64[D]")
    hours = ((starts - days) // np.timedelta64(1, "h")).astype(np.int64)
    # Day 0, 1 January 1970, was a Thursday.
    weekend = (days.astype(np.int64) + 3) % 7 >= SATURDAY
    groups: IntArray = hours + HOURS * weekend
    return groups


def _means(values: FloatArray, groups: IntArray) -> FloatArray:
    """Return the mean of each group, shape (48,); of all that is known where neither kind of day has the hour."""
    count = np.bincount(groups, minlength=2 * HOURS)
    total = np.bincount(groups, values, 2 * HOURS)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    means = np.where(np.isnan(means), np.roll(means, HOURS), means)
    found: FloatArray = np.where(np.isnan(means), values.mean(), means)
    return found
