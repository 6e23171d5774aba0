"""Make a linear programme smaller without changing its optimum, and put the answer back together.

Two exact steps: a row that no value within the bounds can break is left out; a column that stands in one equality row
only is that row's slack, so its bounds become the row's range. For a battery the second step removes the charging
columns. The full programme's certificate is computed on the restored answer, so nothing here has to be believed.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.dispatch.compile.cut import row_of_cells
from storage_model.dispatch.compile.linear_program import Flags, FloatArray, IntArray, LinearProgram, dot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Places:
    """What stays and where it stands; `asked` is what that was decided by, apart from the pattern of the matrix.

    `slack_rows`, `slack_columns`, `slack_cells` name, per column left out, its row, itself, and its cell in the full
    matrix; `cells` are the cells that stay, by rows as `indptr` and `indices` say.
    """

    asked: tuple[Flags, Flags, Flags]
    kept_rows: IntArray
    kept_columns: IntArray
    slack_rows: IntArray
    slack_columns: IntArray
    slack_cells: IntArray
    cells: IntArray
    indptr: npt.NDArray[np.int32]
    indices: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """The smaller programme and what is needed to restore the full answer."""

    full: LinearProgram
    program: LinearProgram
    places: Places

    def relaxed(self) -> "Reduced":
        """Return the same without the demand that some columns be whole."""
        return replace(self, full=self.full.relaxed(), program=self.program.relaxed())

    def with_fixed(self, values: FloatArray) -> "Reduced":
        """Return the same with its whole-number columns held at values of the smaller programme."""
        everywhere = np.zeros(len(self.full.cost))
        everywhere[self.places.kept_columns] = values
        return replace(self, full=self.full.with_fixed(everywhere), program=self.program.with_fixed(values))

    def restore(self, values: FloatArray, row_duals: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return one value per full column and one dual per full row."""
        places, full = self.places, self.full
        weights = full.matrix.data[places.slack_cells]
        full_values = np.zeros(len(full.cost))
        full_values[places.kept_columns] = values
        missing = full.row_low[places.slack_rows] - (full.matrix @ full_values)[places.slack_rows]
        full_values[places.slack_columns] = missing / weights
        full_duals = self._slack_prices()
        full_duals[places.kept_rows] += row_duals
        return full_values, full_duals

    def narrowed(self, full_values: FloatArray, full_duals: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what is left of full values and duals: `restore` the other way round."""
        places = self.places
        return full_values[places.kept_columns], (full_duals - self._slack_prices())[places.kept_rows]

    def _slack_prices(self) -> FloatArray:
        """Return the price each row has taken from the column left out of it, by full row."""
        places, full = self.places, self.full
        prices = np.zeros(len(full.row_low))
        prices[places.slack_rows] = full.cost[places.slack_columns] / full.matrix.data[places.slack_cells]
        return prices


def reduce(program: LinearProgram, like: Reduced | None = None) -> Reduced:
    """Return the programme without rows that cannot bind and without columns that are mere slacks.

    `like` is a programme reduced before; where only numbers differ from it, its places serve again.
    """
    equal = program.row_low == program.row_high
    asked = (_loose(program, equal), equal, program.integer)
    places = like.places if like is not None and _alike(like, program, asked) else _places(program, asked)

    row_low, row_high = program.row_low.copy(), program.row_high.copy()
    rows, columns = places.slack_rows, places.slack_columns
    right, weights = row_low[rows], program.matrix.data[places.slack_cells]
    ends = right - weights * program.col_low[columns], right - weights * program.col_high[columns]
    row_low[rows], row_high[rows] = np.minimum(*ends), np.maximum(*ends)

    price = np.zeros(len(row_low))
    price[rows] = program.cost[columns] / weights
    kept_rows, kept_columns = places.kept_rows, places.kept_columns
    reduced = replace(
        program,
        cost=(program.cost - program.matrix.T @ price)[kept_columns],
        offset=program.offset + dot(price[rows], right),
        matrix=sp.csr_array(
            (program.matrix.data[places.cells], places.indices, places.indptr),
            shape=(len(kept_rows), len(kept_columns)),
        ),
        row_low=row_low[kept_rows],
        row_high=row_high[kept_rows],
        col_low=program.col_low[kept_columns],
        col_high=program.col_high[kept_columns],
        integer=program.integer[kept_columns],
        columns={},
        rows={},
        pattern=None,
    )
    return Reduced(full=program, program=reduced, places=places)


def _alike(before: Reduced, program: LinearProgram, asked: tuple[Flags, Flags, Flags]) -> bool:
    """Whether the same rows and columns would go, from the same pattern."""
    theirs, ours = before.full.matrix, program.matrix
    pairs = [
        (theirs.indptr, ours.indptr),
        (theirs.indices, ours.indices),
        *zip(before.places.asked, asked, strict=True),
    ]
    return theirs.shape == ours.shape and all(one is other or np.array_equal(one, other) for one, other in pairs)


def _loose(program: LinearProgram, equal: Flags) -> Flags:
    """Tell which inequality rows hold for every point within the column bounds."""
    rows = np.flatnonzero(~equal)
    loose = np.zeros(len(equal), dtype=bool)
    matrix = program.matrix[rows]
    row_of = row_of_cells(matrix)
    low, high = program.col_low[matrix.indices], program.col_high[matrix.indices]
    rising = matrix.data > 0
    least = np.bincount(row_of, matrix.data * np.where(rising, low, high), len(rows))
    most = np.bincount(row_of, matrix.data * np.where(rising, high, low), len(rows))
    loose[rows] = (least >= program.row_low[rows]) & (most <= program.row_high[rows])
    return loose


def _places(program: LinearProgram, asked: tuple[Flags, Flags, Flags]) -> Places:
    """Decide what goes: loose rows; per equality row the first column, not whole, that stands nowhere else."""
    loose, equal, integer = asked
    matrix = program.matrix
    row_of = row_of_cells(matrix)
    stays = ~loose[row_of]
    uses = np.bincount(matrix.indices[stays], minlength=matrix.shape[1])
    lonely = np.flatnonzero(stays & equal[row_of] & ((uses == 1) & ~integer)[matrix.indices])
    slack_cells = lonely[np.diff(row_of[lonely], prepend=-1) != 0]
    slack_columns = matrix.indices[slack_cells].astype(np.int64)

    keeps = np.ones(matrix.shape[1], dtype=bool)
    keeps[slack_columns] = False
    cells = np.flatnonzero(stays & keeps[matrix.indices])
    kept_rows = np.flatnonzero(~loose)
    ends = np.cumsum(np.bincount(row_of[cells], minlength=matrix.shape[0])[kept_rows])
    return Places(
        asked=asked,
        kept_rows=kept_rows,
        kept_columns=np.flatnonzero(keeps),
        slack_rows=row_of[slack_cells],
        slack_columns=slack_columns,
        slack_cells=slack_cells,
        cells=cells,
        indptr=np.concatenate([[0], ends]).astype(np.int32),
        indices=(np.cumsum(keeps) - 1)[matrix.indices[cells]].astype(np.int32),
    )
