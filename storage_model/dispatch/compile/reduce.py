"""Make a linear programme smaller without changing its optimum, and put the answer back together.

Two exact steps: a row that no value within the bounds can break is left out; a column that stands in one equality row
only is that row's slack, so its bounds become the row's range. For a battery the second step removes the charging
columns. The full programme's certificate is computed on the restored answer, so nothing here has to be believed.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """The smaller programme and what is needed to restore the full answer.

    `kept_rows`, `kept_columns` number the survivors; `slack_rows`, `slack_columns`, `slack_weights` name, per removed
    column, its row, itself, and its coefficient.
    """

    full: LinearProgram
    program: LinearProgram
    kept_rows: IntArray
    kept_columns: IntArray
    slack_rows: IntArray
    slack_columns: IntArray
    slack_weights: FloatArray

    def restore(self, values: FloatArray, row_duals: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return one value per full column and one dual per full row."""
        full_values = np.zeros(len(self.full.cost))
        full_values[self.kept_columns] = values
        missing = self.full.row_low[self.slack_rows] - (self.full.matrix @ full_values)[self.slack_rows]
        full_values[self.slack_columns] = missing / self.slack_weights
        full_duals = np.zeros(len(self.full.row_low))
        full_duals[self.kept_rows] = row_duals
        full_duals[self.slack_rows] += self.full.cost[self.slack_columns] / self.slack_weights
        return full_values, full_duals


def reduce(program: LinearProgram) -> Reduced:
    """Return the programme without rows that cannot bind and without columns that are mere slacks."""
    kept_rows = np.flatnonzero(~_cannot_bind(program))
    matrix = program.matrix[kept_rows]
    row_low, row_high = program.row_low[kept_rows], program.row_high[kept_rows]
    row_of = np.repeat(np.arange(len(kept_rows)), np.diff(matrix.indptr))
    rows, columns, weights = _slacks(matrix, row_of, row_low == row_high, program.integer)

    right = row_low[rows]
    ends = right - weights * program.col_low[columns], right - weights * program.col_high[columns]
    row_low, row_high = row_low.copy(), row_high.copy()
    row_low[rows], row_high[rows] = np.minimum(*ends), np.maximum(*ends)

    price = np.zeros(len(kept_rows))
    price[rows] = program.cost[columns] / weights
    cost = program.cost - matrix.T @ price

    stays = np.ones(len(cost), dtype=bool)
    stays[columns] = False
    cells = stays[matrix.indices]
    new_number = np.cumsum(stays) - 1
    smaller = sp.csr_array(
        (matrix.data[cells], (row_of[cells], new_number[matrix.indices[cells]])),
        shape=(len(kept_rows), int(stays.sum())),
    )
    reduced = replace(
        program,
        cost=cost[stays],
        offset=program.offset + float(price[rows] @ right),
        matrix=smaller,
        row_low=row_low,
        row_high=row_high,
        col_low=program.col_low[stays],
        col_high=program.col_high[stays],
        integer=program.integer[stays],
        columns={},
        rows={},
    )
    return Reduced(
        full=program,
        program=reduced,
        kept_rows=kept_rows,
        kept_columns=np.flatnonzero(stays),
        slack_rows=kept_rows[rows],
        slack_columns=columns,
        slack_weights=weights,
    )


def _cannot_bind(program: LinearProgram) -> npt.NDArray[np.bool_]:
    """Tell which rows hold for every point within the column bounds."""
    matrix = program.matrix
    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    low, high = program.col_low[matrix.indices], program.col_high[matrix.indices]
    rising = matrix.data > 0
    least = np.bincount(row_of, matrix.data * np.where(rising, low, high), matrix.shape[0])
    most = np.bincount(row_of, matrix.data * np.where(rising, high, low), matrix.shape[0])
    loose: npt.NDArray[np.bool_] = (least >= program.row_low) & (most <= program.row_high)
    return loose


def _slacks(
    matrix: sp.csr_array, row_of: IntArray, is_equality: npt.NDArray[np.bool_], integer: npt.NDArray[np.bool_]
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return row, column and coefficient of one slack per equality row, where the row has any."""
    uses = np.bincount(matrix.indices, minlength=matrix.shape[1])
    cells = np.flatnonzero(is_equality[row_of] & (uses[matrix.indices] == 1) & ~integer[matrix.indices])
    rows, first = np.unique(row_of[cells], return_index=True)
    chosen = cells[first]
    return rows, matrix.indices[chosen].astype(np.int64), matrix.data[chosen]
