"""Division that says where it has no meaning, and the extreme of a ratio over the years."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.indicator import IndicatorArray, State

_LARGEST_RATIO = 1e12
"""beyond it the base is rounding left of something repaid, not a debt to cover"""


def by_year(amount: FloatArray, base: FloatArray) -> FloatArray:
    """Return amount / base by year, shape (…, years); NaN in years whose base is zero, or dust beside other years."""
    amount, base = np.broadcast_arrays(amount, base)
    largest = np.maximum(np.abs(base), np.abs(amount)).max(axis=-1, keepdims=True, initial=0.0)
    there = np.abs(base) > largest / _LARGEST_RATIO
    ratio: FloatArray = np.divide(amount, base, out=np.full(base.shape, np.nan), where=there)
    return ratio


def lowest(ratios: FloatArray, absent: State) -> IndicatorArray:
    """Return the lowest yearly ratio, shape (…); `absent` where no year has one."""
    none = np.isnan(ratios).all(axis=-1)
    return IndicatorArray.of(np.where(np.isnan(ratios), np.inf, ratios).min(axis=-1), (absent, none))


def highest(ratios: FloatArray, absent: State) -> IndicatorArray:
    """Return the highest yearly ratio, shape (…); `absent` where no year has one."""
    none = np.isnan(ratios).all(axis=-1)
    return IndicatorArray.of(np.where(np.isnan(ratios), -np.inf, ratios).max(axis=-1), (absent, none))


def quotient(amount: FloatArray | float, base: FloatArray | float, absent: State) -> IndicatorArray:
    """Return amount / base, shape (…); `absent` where the base is not above zero, or as good as zero."""
    amount, base = np.broadcast_arrays(np.asarray(amount, dtype=np.float64), np.asarray(base, dtype=np.float64))
    usable = base > np.abs(amount) / _LARGEST_RATIO
    return IndicatorArray.of(np.divide(amount, base, out=np.zeros(base.shape), where=usable), (absent, ~usable))
