"""What every kind of forecast offers: prices of coming steps, from those already known."""

from abc import abstractmethod
from collections.abc import Callable, Mapping

import numpy as np

from storage_model.blocks import FloatArray, IntArray
from storage_model.horizon import Horizon
from storage_model.prices.ref import SeriesRef
from storage_model.records import InputRecord

PricesByName = Mapping[str, FloatArray]
# (known, first, last) → prices of the steps from `first` to before `last`, when those before `known` are known.
Ahead = Callable[[int, int, int], PricesByName]


class Forecast(InputRecord):
    """A way to forecast every market price of a case, told by its name (`day_ahead`, `real_time`, …)."""

    @abstractmethod
    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year; `own` holds the series the forecast names, all of shape (steps,).

        Nothing may be used of `actual` but steps before `known`; the first days of a year look back to its end, since
        the year stands for every operating year.
        """

    def series(self) -> Mapping[str, SeriesRef]:
        """Return the series it names, by market price; most kinds name none."""
        return {}


def periods_ago(horizon: Horizon, known: int, first: int, last: int, period: int) -> IntArray:
    """Return for each coming step the latest known one a whole number of periods before, shape (last − first,).

    Periods are counted by the market clock, so that noon comes before noon when the clock is put forward or back.
    Below zero where it lies before the first step of the year.
    """
    clock = horizon.clock_steps()
    steps, now = clock[first:last], clock[known] if known > 0 else known
    times = np.maximum((steps - now) // period + 1, 1)
    found: IntArray = np.minimum(horizon.at_clock(steps - times * period), known - 1)
    return found


def looking_back(actual: PricesByName, steps: IntArray) -> dict[str, FloatArray]:
    """Return the prices of steps, counted back from the end of the year where they are negative."""
    return {name: values[steps % len(values)] for name, values in actual.items()}
