"""Where the coefficients of a matrix stand, apart from their numbers: found once, filled as often as numbers change."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.dispatch.compile.cut import row_of_cells

Numbers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pattern:
    """Coefficients as they come (row and column of each, repetitions add up) and the cell of the matrix each goes to.

    `indptr` and `indices` are those of the matrix by rows, columns rising; `cell_of` has one entry per coefficient.
    """

    rows: Numbers
    columns: Numbers
    shape: tuple[int, int]
    cell_of: Numbers
    indptr: Numbers
    indices: Numbers

    def is_of(self, rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> bool:
        """Whether other coefficients stand in the same places, in the same order."""
        return self.shape == shape and np.array_equal(self.rows, rows) and np.array_equal(self.columns, columns)

    def filled(self, weights: Numbers) -> sp.csr_array:
        """Return the matrix with these numbers; what adds up to zero has no cell."""
        data = np.bincount(self.cell_of, weights, len(self.indices))
        whole = bool((data != 0.0).all())
        matrix = sp.csr_array((data, self.indices, self.indptr), shape=self.shape, copy=not whole)
        if not whole:
            matrix.eliminate_zeros()
        return matrix


def pattern_of(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> Pattern:
    """Return the pattern of coefficients given by row and column."""
    count = len(rows)
    rows, columns = rows.astype(np.int32), columns.astype(np.int32)
    numbered = sp.csr_array((np.arange(count, dtype=float), (rows, columns)), shape=shape)
    if numbered.nnz == count:
        cell_of = np.empty(count, dtype=np.int64)
        cell_of[numbered.data.astype(np.int64)] = np.arange(count)
    else:
        in_order = row_of_cells(numbered) * shape[1] + numbered.indices
        cell_of = np.searchsorted(in_order, rows.astype(np.int64) * shape[1] + columns)
    return Pattern(
        rows=rows, columns=columns, shape=shape, cell_of=cell_of, indptr=numbered.indptr, indices=numbered.indices
    )
