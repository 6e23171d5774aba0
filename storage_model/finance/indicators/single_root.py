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
    """Return where each Σ cₖ xᵏ crosses zero in (low, 1): Newton inside a bracket, halved where Newton is slow.

    `found` takes the result of a row when it is first found; rows found leave the search once they are half of it, for
    moving the others up costs more than a step of theirs.
    """
    by_power = np.ascontiguousarray(coefficients.T)
    low, high = low.copy(), np.ones_like(low)
    x, step = np.maximum(0.9, (low + 1.0) / 2), np.ones_like(low)
    found, rows, over = np.empty_like(low), np.arange(len(low)), np.zeros(len(low), dtype=np.bool_)
    while rows.size:
        value, slope = _value_and_slope(by_power, x)
        below = value < 0
        low, high = np.where(below, x, low), np.where(below, high, x)
        change = np.divide(-value, slope, out=np.where(value == 0, 0.0, np.inf), where=slope != 0)
        there = np.abs(change) <= _LAST_BITS * x
        new = x + change
        fast = (new > low) & (new < high) & (np.abs(change) <= step / 2)
        new = np.where(there, x, np.where(fast, new, (low + high) / 2))
        step = np.abs(new - x)
        x = new
        done = there | (step <= _LAST_BITS * x)
        first = done & ~over
        found[rows[first]] = x[first]
        over |= done
        if 2 * np.count_nonzero(over) >= over.size:
            kept = ~over
            rows, by_power, over = rows[kept], by_power[:, kept], over[kept]
            low, high, x, step = low[kept], high[kept], x[kept], step[kept]
    return found


def _value_and_slope(by_power: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Σ cₖ xᵏ and its derivative for each column of coefficients (Horner)."""
    value, slope = by_power[-1].copy(), np.zeros_like(x)
    for coefficient in by_power[-2::-1]:
        slope = slope * x + value
        value = value * x + coefficient
    return value, slope
