"""The rate of return of ten thousand series of flows at once, wherever their signs prove which root it is."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.indicator import BoolArray
from storage_model.finance.indicators.roots import ROUNDING
from storage_model.finance.indicators.signs import Counts, most_roots, sign_changes

_SAMPLES = np.linspace(0.02, 0.98, 49)
"""values of 1 + r at which a losing project with a closing cost is tried for a present value above zero"""

_LAST_BITS = 4 * float(np.finfo(np.float64).eps)


def single_root(rows: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Return the return of each row and whether signs prove it, shape (rows,) each; proved and NaN: there is none.

    It is the largest root and the only one from zero up. Rows spend first and have flows of both signs. Unknown is
    x = 1/(1+r) in (0, 1] where the flows add up to a gain, else z = 1+r in (0, 1) of the flows backward; either
    polynomial (the second with its sign changed) rises from below zero to above it at 1.
    """
    left = rows.sum(axis=-1)
    gains, clear = left >= 0.0, np.abs(left) > ROUNDING * np.abs(rows).sum(axis=-1)
    once = sign_changes(rows) == 1
    from_zero_up, below_zero = _most(rows, ~once), _most(rows[:, ::-1], ~once & ~gains)
    coefficients = np.where(gains[:, None], rows, -rows[:, ::-1]) / np.abs(rows).max(axis=-1, keepdims=True)
    loses = clear & ~gains & (from_zero_up == 0)
    low = np.zeros(len(rows))
    closing_cost = loses & ~once & (below_zero == 2)
    low[closing_cost] = _above_zero(coefficients[closing_cost])
    solved = once | (clear & gains & (from_zero_up == 1)) | (loses & (below_zero == 1))
    solved |= closing_cost & np.isfinite(low)
    unknown = np.full(len(rows), np.nan)
    unknown[solved] = _newton_in_bracket(coefficients[solved], low[solved])
    return np.where(gains, 1.0 / unknown - 1.0, unknown - 1.0), solved | (loses & (below_zero == 0))


def _most(rows: FloatArray, asked: BoolArray) -> Counts:
    """Return the bound on roots of the rows it is asked of, 1 for the others."""
    most = np.ones(len(rows), dtype=np.int64)
    most[asked] = most_roots(rows[asked])
    return most


def _above_zero(coefficients: FloatArray) -> FloatArray:
    """Return the highest sample at which each polynomial is below zero, NaN where none is.

    With two roots at most and a positive end at 1, one root is then left between that sample and 1.
    """
    powers = _SAMPLES[:, None] ** np.arange(coefficients.shape[-1])
    negative = coefficients @ powers.T < 0
    last = len(_SAMPLES) - 1 - negative[:, ::-1].argmax(axis=-1)
    return np.where(negative.any(axis=-1), _SAMPLES[last], np.nan)


def _newton_in_bracket(coefficients: FloatArray, low: FloatArray) -> FloatArray:
    """Return where each Σ cₖ xᵏ crosses zero in (low, 1): Newton inside a bracket, halved where Newton is slow."""
    low, high = low.copy(), np.ones(len(coefficients))
    x = np.maximum(0.9, (low + 1.0) / 2)
    step = np.ones(len(coefficients))
    rows = np.arange(len(coefficients))
    while rows.size:
        value, slope = _value_and_slope(coefficients[rows], x[rows])
        change = np.divide(-value, slope, out=np.where(value == 0, 0.0, np.inf), where=slope != 0)
        found = np.abs(change) <= _LAST_BITS * x[rows]
        rows, value, change = rows[~found], value[~found], change[~found]
        low[rows], high[rows] = np.where(value < 0, x[rows], low[rows]), np.where(value < 0, high[rows], x[rows])
        new = x[rows] + change
        fast = (new > low[rows]) & (new < high[rows]) & (np.abs(change) <= step[rows] / 2)
        new = np.where(fast, new, (low[rows] + high[rows]) / 2)
        step[rows] = np.abs(new - x[rows])
        x[rows] = new
        rows = rows[step[rows] > _LAST_BITS * new]
    return x


def _value_and_slope(coefficients: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Σ cₖ xᵏ and its derivative for each row (Horner)."""
    value, slope = coefficients[:, -1].copy(), np.zeros(len(coefficients))
    for k in range(coefficients.shape[1] - 2, -1, -1):
        slope = slope * x + value
        value = value * x + coefficients[:, k]
    return value, slope
