"""The same day of last week."""

from typing import Literal

from storage_model.horizon import Horizon
from storage_model.prices.forecasts.forecast import Ahead, Forecast, PricesByName, looking_back, periods_ago
from storage_model.units import DAYS_PER_WEEK


class LastWeek(Forecast):
    """The same hour and day of the latest week that is known."""

    kind: Literal["last_week"]

    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year."""
        week = DAYS_PER_WEEK * horizon.steps_per_day
        return lambda known, first, last: looking_back(actual, periods_ago(horizon, known, first, last, week))
