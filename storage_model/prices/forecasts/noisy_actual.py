"""The actual prices with an error of stated size: how good a forecast has to be."""

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from storage_model.blocks import FloatArray
from storage_model.horizon import Horizon
from storage_model.prices.forecasts.forecast import Ahead, Forecast, PricesByName
from storage_model.records import Positive

# Names of prices of one market: they have one error, so that no gain appears between its two prices.
MARKET_OF = {"day_ahead": 0, "purchase": 0, "real_time": 1, "real_time_purchase": 1}
MOST_TRIALS = 100
CLOSE = 1e-5


class NoisyActual(Forecast):
    """Actual prices plus a seeded error that lasts some hours, scaled to the rank correlation asked for."""

    kind: Literal["noisy_actual"]
    rank_correlation_frac: Annotated[float, Field(ge=0.1, le=1)]
    """秩相关系数 / Spearman's rank correlation of forecast and actual price over the year [0.1–1]"""
    error_lasts_h: Positive = 3.0
    """误差持续时间 / time after which an error has faded to 1/e [h]"""
    seed: Annotated[int, Field(ge=0)] = 0
    """随机种子 / seed of the error"""

    def ahead(self, actual: PricesByName, own: PricesByName, horizon: Horizon) -> Ahead:
        """Return the forecaster of one year."""
        noisy = self.prices(actual, horizon)
        return lambda _, first, last: {name: values[first:last] for name, values in noisy.items()}

    def prices(self, actual: PricesByName, horizon: Horizon) -> dict[str, FloatArray]:
        """Return the forecast of every price over the whole year, shape (steps,)."""
        errors: dict[int, FloatArray] = {}
        for name, values in sorted(actual.items(), key=lambda row: row[0] in ("purchase", "real_time_purchase")):
            market = MARKET_OF[name]
            if market not in errors:
                errors[market] = self._error(values, horizon, market)
        return {name: values + errors[MARKET_OF[name]] for name, values in actual.items()}

    def _error(self, values: FloatArray, horizon: Horizon, market: int) -> FloatArray:
        """Return the error of a price; none where it is flat or known exactly, for then nothing scales it."""
        if self.rank_correlation_frac == 1 or np.ptp(values) == 0:
            return np.zeros_like(values)
        noise = _lasting(horizon, self.error_lasts_h, np.random.default_rng([self.seed, market]))
        low, size, high = 0.0, float(np.std(values)), np.inf
        for _ in range(MOST_TRIALS):
            reached = rank_correlation(values, values + size * noise)
            if abs(reached - self.rank_correlation_frac) < CLOSE:
                break
            low, high = (size, high) if reached > self.rank_correlation_frac else (low, size)
            size = 2 * size if np.isinf(high) else (low + high) / 2
        error: FloatArray = size * noise
        return error


def rank_correlation(one: FloatArray, other: FloatArray) -> float:
    """Return Spearman's rank correlation, ties sharing their mean rank."""
    from scipy.stats import rankdata

    return float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])


def _lasting(horizon: Horizon, lasts_h: float, rng: np.random.Generator) -> FloatArray:
    """Return noise of mean 0 and variance 1 whose correlation fades by 1/e in some hours, shape (steps,)."""
    from scipy.signal import lfilter

    kept = float(np.exp(-horizon.step_h / lasts_h))
    shocks = rng.standard_normal(horizon.count)
    shocks[1:] *= np.sqrt(1 - kept**2)
    noise: FloatArray = lfilter([1.0], [1.0, -kept], shocks)
    return noise
