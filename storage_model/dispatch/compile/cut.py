"""Runs of rows and columns out of a matrix by rows: general indexing costs more than the cut of a small window."""

import numpy as np
import scipy.sparse as sp


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
