"""A matrix by rows: the row of each cell, and runs of rows and columns, which general indexing cuts more slowly."""

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp


def row_of_cells(matrix: sp.csr_array) -> npt.NDArray[np.int64]:
    """Return the row each stored cell stands in, shape (cells,)."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def rows_of(matrix: sp.csr_array, rows: slice) -> sp.csr_array:
    """Return a run of rows; their numbers are the matrix's own, not copied."""
    first, last = matrix.indptr[rows.start], matrix.indptr[rows.stop]
    cells = (matrix.data[first:last], matrix.indices[first:last], matrix.indptr[rows.start : rows.stop + 1] - first)
    return sp.csr_array(cells, shape=(rows.stop - rows.start, matrix.shape[1]))


def block_of(matrix: sp.csr_array, rows: slice, columns: slice) -> sp.csr_array:
    """Return a run of columns of a run of rows, cells in the order they had."""
    first, last = matrix.indptr[rows.start], matrix.indptr[rows.stop]
    column, width = matrix.indices[first:last] - columns.start, columns.stop - columns.start
    inside = (column >= 0) & (column < width)
    before = np.concatenate([[0], np.cumsum(inside, dtype=matrix.indptr.dtype)], dtype=matrix.indptr.dtype)
    indptr = before[matrix.indptr[rows.start : rows.stop + 1] - first]
    return sp.csr_array(
        (matrix.data[first:last][inside], column[inside], indptr), shape=(rows.stop - rows.start, width)
    )
