"""Draws of factors that go together: a Gaussian copula, the same for a seed whatever else is drawn beside them.

Draw number n does not depend on how many are drawn, nor on the order of the factors in a file, so that a longer sample
begins with the shorter one and any share of it can be computed anywhere.
"""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np

from storage_model.blocks import FloatArray, IntArray
from storage_model.cases.ranges.asked import Correlation, Uncertainty
from storage_model.prices.synthesis.draws import normals, uniforms

PRICE_YEARS = "price years"


def stream_of(name: str) -> int:
    """Return the stream of random numbers that belongs to a name."""
    return crc32(name.encode())


def factor_draws(asked: Uncertainty) -> dict[str, FloatArray]:
    """Return the drawn multiple of each factor, shape (draws,), in the order of the file."""
    from scipy.special import ndtr

    names = sorted(asked.factors)
    independent = np.stack([normals(asked.seed, stream_of(name), asked.draws) for name in names])
    mixed = np.linalg.cholesky(copula(names, asked.correlations))
    # Added term by term: a matrix product would round by how many draws it is given.
    shares = ndtr(sum(mixed[:, [n]] * independent[n] for n in range(len(names))))
    drawn = dict(zip(names, shares, strict=True))
    return {name: factor.marginal.value_at(drawn[name]) for name, factor in asked.factors.items()}


def copula(names: Sequence[str], correlations: Sequence[Correlation]) -> FloatArray:
    """Return the correlation of normal deviates whose ranks correlate as asked: r = 2 sin(π ρ / 6)."""
    found = np.eye(len(names))
    for one in correlations:
        first, second = (names.index(name) for name in one.between)
        found[first, second] = found[second, first] = 2.0 * np.sin(np.pi * one.rank_correlation / 6.0)
    return found


def year_draws(asked: Uncertainty, price_years: int, operating_years: int) -> IntArray:
    """Return which price year each operating year of each draw has, shape (draws, years)."""
    columns = operating_years if asked.each_year_anew else 1
    drawn = uniforms(asked.seed, stream_of(PRICE_YEARS), asked.draws * columns).reshape(asked.draws, columns)
    chosen = np.minimum((drawn * price_years).astype(np.int64), price_years - 1)
    return np.broadcast_to(chosen, (asked.draws, operating_years))


def rank_correlations(drawn: Mapping[str, FloatArray]) -> FloatArray:
    """Return the Spearman correlation found among the draws, shape (factors, factors), in their order.

    Nothing beside a factor whose draws are all the same, which goes together with none.
    """
    from scipy.stats import rankdata

    ranks = np.stack([rankdata(values) for values in drawn.values()])
    apart = ranks - ranks.mean(axis=1, keepdims=True)
    spread = np.sqrt((apart**2).sum(axis=1))
    both = np.outer(spread, spread)
    found: FloatArray = np.divide(apart @ apart.T, both, out=np.eye(len(ranks)), where=both > 0)
    return found
