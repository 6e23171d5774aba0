"""Every kind of forecast a case may name; a new kind is one file and one line here."""

from typing import Final

from storage_model.prices.forecasts.actual import ActualPrices
from storage_model.prices.forecasts.hourly_regression import HourlyRegression
from storage_model.prices.forecasts.last_week import LastWeek
from storage_model.prices.forecasts.noisy_actual import NoisyActual
from storage_model.prices.forecasts.own_series import OwnSeries
from storage_model.prices.forecasts.persistence import Persistence

AnyForecast = ActualPrices | HourlyRegression | LastWeek | NoisyActual | OwnSeries | Persistence

FORECASTS: Final[dict[str, type[AnyForecast]]] = {
    "actual": ActualPrices,
    "series": OwnSeries,
    "persistence": Persistence,
    "last_week": LastWeek,
    "hourly_regression": HourlyRegression,
    "noisy_actual": NoisyActual,
}
