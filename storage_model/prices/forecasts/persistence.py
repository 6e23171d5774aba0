"""Tomorrow will be as yesterday was."""

from typing import Literal

from storage_model.horizon import Horizon
from storage_model.prices.forecasts.forecast import Ahead, Forecast, PricesByName, looking_back, periods_ago


class Persistence(Forecast):
    """The same hour of the latest day that is known."""

    kind: Literal["persistence"]

    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year."""
        day = horizon.steps_per_day
        return lambda known, first, last: looking_back(actual, periods_ago(horizon, known, first, last, day))
