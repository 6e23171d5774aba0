"""Sobol indices: which share of an answer's variance each input brings, alone and with all it interacts with.

Sobol points of SciPy and the estimators of Saltelli; the range of each index comes from resampling the points.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.ranges.dispatched import Dispatched
from storage_model.cases.ranges.draws import PRICE_YEARS, stream_of
from storage_model.cases.ranges.valued import INDICATORS, valued
from storage_model.prices.synthesis.draws import uniforms

RESAMPLES = 200
SURE_FRAC = 0.95
ALIKE_FRAC = 1e-9
"""how far answers lie apart, to their mean, that are the same but for rounding"""
TABLE_ROWS = 1_024
"""assignments of price years to operating years from which one input of the indices picks"""

Answer = Callable[[FloatArray], FloatArray]
"""probabilities of shape (inputs, points) → answers of shape (points,)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A share of the variance and the range that holds it with 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """One input: `first` alone, `total` with all it interacts with."""

    first: Index
    total: Index


def sobol_shares(inputs: Sequence[str], answer: Answer, points: int, seed: int) -> Mapping[str, Shares]:
    """Return the indices of independent inputs; `points`, a power of two, is valued inputs + 2 times.

    Nothing where the answer does not vary, for then there is nothing to share.
    """
    from scipy.stats import qmc

    count = len(inputs)
    sampled = qmc.Sobol(d=2 * count, seed=np.random.default_rng(seed)).random(points).T
    a, b = sampled[:count], sampled[count:]
    crossed = [np.concatenate([a[:n], b[n : n + 1], a[n + 1 :]]) for n in range(count)]
    values = np.stack([answer(shares) for shares in (a, b, *crossed)])
    first, total = _estimated(values)
    # SciPy's own resampling draws from chance that no seed reaches.
    taken = np.random.default_rng([seed, 1]).integers(points, size=(RESAMPLES, points))
    again = np.stack([_estimated(values[:, rows]) for rows in taken])
    sides = ((1.0 - SURE_FRAC) / 2, (1.0 + SURE_FRAC) / 2)
    lows, highs = np.quantile(again, sides, axis=0)
    return {
        name: Shares(
            first=Index(value=float(first[n]), low=float(lows[0, n]), high=float(highs[0, n])),
            total=Index(value=float(total[n]), low=float(lows[1, n]), high=float(highs[1, n])),
        )
        for n, name in enumerate(inputs)
    }


def _estimated(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return first-order and total indices, (inputs,) each, from answers of shape (2 + inputs, points)."""
    from scipy.stats import sobol_indices

    inputs, mean, variance = len(values) - 2, float(values[:2].mean()), float(values[:2].var())
    if variance <= (ALIKE_FRAC * mean) ** 2:
        return np.zeros(inputs), np.zeros(inputs)
    if inputs == 1:  # all that varies is its doing; SciPy takes no single input
        return np.ones(1), np.ones(1)
    given: Any = {"f_A": values[0][None], "f_B": values[1][None], "f_AB": values[2:][:, None]}
    found: Any = sobol_indices(func=given, n=values.shape[1])
    return np.ravel(found.first_order), np.ravel(found.total_order)


def sobol_of(given: Dispatched, project: str, points: int) -> Mapping[str, Shares]:
    """Return the indices of the present value after tax for every factor, taken as independent, and the price years."""
    asked, years = given.asked, len(given.own.lifetime.calendar_years)
    inputs = [*asked.factors, *([PRICE_YEARS] if len(given.prices) > 1 else [])]
    columns = years if asked.each_year_anew else 1
    drawn = uniforms(asked.seed, stream_of(PRICE_YEARS), TABLE_ROWS * columns).reshape(TABLE_ROWS, columns)
    table = np.broadcast_to((drawn * len(given.prices)).astype(np.int64), (TABLE_ROWS, years))

    def answer(shares: FloatArray) -> FloatArray:
        inside = np.clip(shares, 1e-12, 1.0 - 1e-12)
        draws = {name: factor.marginal.value_at(inside[n]) for n, (name, factor) in enumerate(asked.factors.items())}
        row = (inside[-1] * TABLE_ROWS).astype(np.int64) if PRICE_YEARS in inputs else np.zeros(shares.shape[1], int)
        return valued(given, project, draws, table[row])[INDICATORS[0]].values

    return sobol_shares(inputs, answer, points, asked.seed)
