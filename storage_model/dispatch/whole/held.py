"""What decided whole numbers leave of the bounds of a programme that does not know them."""

from collections.abc import Mapping

import numpy as np

from storage_model.dispatch.compile.cut import row_of_cells
from storage_model.dispatch.compile.linear_program import FloatArray
from storage_model.dispatch.compile.reduce import Reduced


def carried(values: FloatArray, given: Mapping[str, slice], asked: Mapping[str, slice], count: int) -> FloatArray:
    """Return values, one per column or row of one programme, by the names of another; zero for what only that has."""
    found = np.zeros(count)
    for name in shared(given, asked):
        found[asked[name]] = values[given[name]]
    return found


def shared(given: Mapping[str, slice], asked: Mapping[str, slice]) -> list[str]:
    """Return the names that two programmes have for as many columns or rows."""
    return [name for name in given.keys() & asked.keys() if _length(given[name]) == _length(asked[name])]


def _length(place: slice) -> int:
    return int(place.stop - place.start)


def most_left(reduced: Reduced, whole: FloatArray) -> FloatArray:
    """Return what each column of the full programme can be at most, shape (columns,).

    `whole` are values of the smaller programme; where a whole number in them is NaN, its rules leave everything open.
    """
    full, places = reduced.full, reduced.places
    decided = np.full(len(full.cost), np.nan)
    decided[places.kept_columns] = whole
    low, high = (np.where(full.integer, np.round(decided), side) for side in (full.col_low, full.col_high))
    row_of = row_of_cells(full.matrix)
    asked = np.zeros(full.matrix.shape[0], dtype=bool)
    asked[row_of[full.integer[full.matrix.indices]]] = True
    cells = np.flatnonzero(asked[row_of])
    rows, columns, weights = row_of[cells], full.matrix.indices[cells], full.matrix.data[cells]
    least = np.bincount(rows, weights * np.where(weights > 0, low[columns], high[columns]), len(asked))
    # What a rule leaves a column once every other column takes least of it.
    upper = low[columns] + (full.row_high - least)[rows] / weights
    counts = (weights > 0) & ~full.integer[columns]
    most = full.col_high.copy()
    np.fmin.at(most, columns[counts], np.maximum(upper, low[columns])[counts])
    return most
