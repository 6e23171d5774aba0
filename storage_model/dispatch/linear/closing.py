"""Rules that close a horizon into a cycle: they join the last day to the first and ask for nothing between them."""

import numpy as np

from storage_model.dispatch.compile.cut import row_of_cells
from storage_model.dispatch.compile.linear_program import Flags, IntArray
from storage_model.dispatch.linear.laid import Laid


def closing(laid: Laid, day: int) -> Flags:
    """Return which rules join the last day to the first, shape (rows,)."""
    last = laid.end - day
    found: Flags = (laid.row_first >= 0) & (laid.row_first <= day) & (laid.row_time >= last)
    rows = np.flatnonzero(found)
    matrix = laid.program.matrix[rows]
    time = laid.column_time[matrix.indices]
    between = (time > day) & (time < last)
    found[rows] = np.bincount(row_of_cells(matrix), between, len(rows)) == 0
    return found


def joined_to_the_end(laid: Laid, day: int) -> IntArray:
    """Return the columns of the first day that such rules name: what is stored, sets that run, starts."""
    columns: IntArray = np.unique(laid.program.matrix[np.flatnonzero(closing(laid, day))].indices)
    return columns[laid.column_time[columns] <= day]
