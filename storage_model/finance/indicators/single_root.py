"""The rate of return of ten thousand series of flows at once, wherever their signs prove which root it is."""

import numpy as np
import numpy.typing as npt

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.roots import ROUNDING

_SAMPLES = np.linspace(0.02, 0.98, 49)
"""values of 1 + r at which a losing project with a closing cost is tried for a present value above zero"""


def single_root(rows: FloatArray) -> FloatArray:
    """Return the return of each row, shape (rows,): the largest root and the only one from zero up; NaN where unproved.

    Rows spend first and have flows of both signs. Unknown is x = 1/(1+r) in (0, 1] where the flows add up to a gain,
    else z = 1+r in (0, 1) of the flows backward; either polynomial (the second with its sign changed) rises from below
    zero to above it at 1. One change of sign of the flows leaves one root (Descartes). Sign changes of their running
    sum, from the front, bound the roots in (0, ∞); from the back, those in (−1, 0) (Norstrom).
    """
    gains = rows.sum(axis=-1) >= 0.0
    clear = np.abs(rows.sum(axis=-1)) > ROUNDING * np.abs(rows).sum(axis=-1)
    once = sign_changes(rows) == 1
    above, below = (sign_changes(of.cumsum(axis=-1)) for of in (rows, rows[:, ::-1]))
    coefficients = np.where(gains[:, None], rows, -rows[:, ::-1]) / np.abs(rows).max(axis=-1, keepdims=True)
    low = np.zeros(len(rows))
    closing_cost = ~gains & clear & ~once & (above == 0) & (below == 2)
    low[closing_cost] = _above_zero(coefficients[closing_cost])
    proved = once | (clear & np.where(gains, above == 1, (above == 0) & (below == 1)))
    proved |= closing_cost & np.isfinite(low)
    unknown = np.full(len(rows), np.nan)
    unknown[proved] = _newton_in_bracket(coefficients[proved], low[proved])
    return np.where(gains, 1.0 / unknown - 1.0, unknown - 1.0)


def sign_changes(rows: FloatArray) -> npt.NDArray[np.int64]:
    """Return how often the sign changes along each row, zeros left out, shape (rows,)."""
    signs = np.sign(rows)
    last_used = np.maximum.accumulate(np.where(signs != 0, np.arange(rows.shape[-1]), 0), axis=-1)
    carried = np.take_along_axis(signs, last_used, axis=-1)
    return np.asarray((carried[:, 1:] * carried[:, :-1] < 0).sum(axis=-1))


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
        low[rows], high[rows] = np.where(value < 0, x[rows], low[rows]), np.where(value < 0, high[rows], x[rows])
        change = np.divide(-value, slope, out=np.full_like(value, np.inf), where=slope != 0)
        fast = (x[rows] + change > low[rows]) & (x[rows] + change < high[rows]) & (np.abs(change) <= step[rows] / 2)
        new = np.where(fast, x[rows] + change, (low[rows] + high[rows]) / 2)
        new = np.where(value == 0, x[rows], new)
        step[rows] = np.abs(new - x[rows])
        x[rows] = new
        rows = rows[step[rows] > 2e-16 * x[rows]]
    return x


def _value_and_slope(coefficients: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Σ cₖ xᵏ and its derivative for each row (Horner)."""
    value, slope = coefficients[:, -1].copy(), np.zeros(len(coefficients))
    for k in range(coefficients.shape[1] - 2, -1, -1):
        slope = slope * x + value
        value = value * x + coefficients[:, k]
    return value, slope
