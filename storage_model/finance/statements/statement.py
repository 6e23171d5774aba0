"""What a statement is: rows over all periods, each made by the function it is named after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts

Line = Callable[[Accounts], FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, shape (…, periods) [yuan]; ratios are NaN in years in which they have no value."""

    key: str
    values: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement: its rows in the order of the standard."""

    key: str
    rows: tuple[Row, ...]


def arranged(key: str, accounts: Accounts, lines: Iterable[Line]) -> Statement:
    """Return a statement with one row for each line; the row is called like the function."""
    periods = accounts.cash_kept.shape[-1]
    rows = []
    for line in lines:
        values = line(accounts)
        if values.shape[-1] != periods:
            raise ValueError(f"{key}.{line.__name__}: {values.shape[-1]} values for {periods} periods")
        rows.append(Row(key=line.__name__, values=values))
    return Statement(key=key, rows=tuple(rows))


def cumulative(flows: FloatArray) -> FloatArray:
    """Return the running sum over the years."""
    return np.cumsum(flows, axis=-1)
