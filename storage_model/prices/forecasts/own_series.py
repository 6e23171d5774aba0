"""A forecast somebody made: a column of a file for each market price."""

from typing import Literal

from storage_model.horizon import Horizon
from storage_model.prices.forecasts.forecast import Ahead, Forecast, PricesByName
from storage_model.prices.ref import SeriesRef


class OwnSeries(Forecast):
    """The user's own forecast of every step, whenever it is asked."""

    kind: Literal["series"]
    day_ahead: SeriesRef
    """日前价格预测 / forecast of the day-ahead price [yuan/MWh]"""
    purchase: SeriesRef | None = None
    """统一结算点价格预测 / forecast of the day-ahead price of energy bought [yuan/MWh]"""
    real_time: SeriesRef | None = None
    """实时价格预测 / forecast of the real-time price [yuan/MWh]"""
    real_time_purchase: SeriesRef | None = None
    """实时统一结算点价格预测 / forecast of the real-time price of energy bought [yuan/MWh]"""

    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year."""
        return lambda _, first, last: {name: own[name][first:last] for name in actual}

    def series(self) -> dict[str, SeriesRef]:
        """Return the series by market price."""
        names = [name for name in type(self).model_fields if name != "kind"]
        return {name: ref for name in names if (ref := getattr(self, name)) is not None}
