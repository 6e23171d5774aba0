"""Prices known beforehand: what look-ahead and step alone cost."""

from typing import Literal

from storage_model.horizon import Horizon
from storage_model.prices.forecasts.forecast import Ahead, Forecast, PricesByName


class ActualPrices(Forecast):
    """The prices as they come."""

    kind: Literal["actual"]

    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year."""
        return lambda _, first, last: {name: values[first:last] for name, values in actual.items()}
