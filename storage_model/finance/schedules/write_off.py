"""Depreciation and amortisation: what share of an asset's value each year carries."""

from functools import lru_cache

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.terms.investment import WriteOff


def yearly_shares(terms: WriteOff) -> FloatArray:
    """Return the shares of the original value written off in each year of life, shape (life,); they sum to 1 −
    residual.

    年限平均法 straight line: (1 − residual) / life. 双倍余额递减法: 2 / life of the book value, the last two years
    what is left above the residual in halves. 年数总和法: years left / sum of years.
    """
    life, written_off = terms.life_years, 1.0 - terms.residual_frac
    if terms.method == "sum_of_years":
        left = np.arange(life, 0, -1, dtype=np.float64)
        shares: FloatArray = left / left.sum() * written_off
        return shares
    if terms.method == "double_declining" and life > 2:
        return _double_declining(life, terms.residual_frac)
    return np.full(life, written_off / life)


def _double_declining(life: int, residual_frac: float) -> FloatArray:
    shares, book = np.zeros(life), 1.0
    for year in range(life - 2):
        shares[year] = min(book * 2.0 / life, book - residual_frac)
        book -= shares[year]
    shares[-2:] = (book - residual_frac) / 2.0
    return shares


def written_off(additions: FloatArray, terms: WriteOff) -> FloatArray:
    """Return the yearly charge on assets put in use at each year's end, shape (…, periods); the first a year later."""
    charge: FloatArray = additions @ _by_vintage(terms, additions.shape[-1])
    return charge


@lru_cache(maxsize=256)
def _by_vintage(terms: WriteOff, periods: int) -> FloatArray:
    """Return the share of each vintage (row) written off in each year (column)."""
    shares, table = yearly_shares(terms), np.zeros((periods, periods))
    for put_in_use in range(periods):
        beyond = min(periods, put_in_use + 1 + terms.life_years)
        table[put_in_use, put_in_use + 1 : beyond] = shares[: beyond - put_in_use - 1]
    table.flags.writeable = False
    return table
