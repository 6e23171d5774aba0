"""Where the simplex may begin in a long horizon: the basis of one day, repeated along the time.

The first days are solved alone; the columns and rows of the full programme then begin as their partners of the same
hour stand in the middle one. This is a guess and nothing more: optimum and proof are those of the full programme.
"""

from collections.abc import Mapping

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.hand_over import AT_HIGH, AT_LOW, BASIC, FREE, Basis, Codes, basis_of_codes, codes_of_basis
from storage_model.dispatch.highs import SolverOptions, solve
from storage_model.problems import InfeasibleError, SolverStoppedError

# Days solved alone, and how many more there must be for the effort to pay.
SAMPLE_DAYS = 3
LEAST_DAYS = 20


def repeated_day(reduced: Reduced, steps_per_day: int, options: SolverOptions) -> Basis | None:
    """Return a basis for the reduced programme; None where the horizon is short or the sample has no optimum."""
    full = reduced.full
    column_time, row_time, row_end = times(full)
    if column_time.max(initial=-1) < LEAST_DAYS * steps_per_day:
        return None
    last = SAMPLE_DAYS * steps_per_day
    columns = np.flatnonzero((column_time >= 0) & (column_time <= last))
    rows = np.flatnonzero((row_time >= 0) & (row_end <= last))
    sample = reduce(_part(full, rows, columns))
    try:
        answer = solve(sample.program, options)
    except (InfeasibleError, SolverStoppedError):
        return None
    of_columns, of_rows = idle(full)
    for codes, numbers, found in zip(
        (of_columns, of_rows),
        (columns[sample.places.kept_columns], rows[sample.places.kept_rows]),
        codes_of_basis(answer.basis),
        strict=True,
    ):
        codes[numbers] = found
    middle = steps_per_day
    for codes, time, places in ((of_columns, column_time, full.columns), (of_rows, row_time, full.rows)):
        partner = _partners(time, places, middle, steps_per_day)
        codes[partner >= 0] = codes[partner[partner >= 0]]
    return basis_of_codes(of_columns[reduced.places.kept_columns], of_rows[reduced.places.kept_rows])


def times(full: LinearProgram) -> tuple[IntArray, IntArray, IntArray]:
    """Return the time of each column, and the first and last of each row: steps or points, −1 where there is none."""
    return dated(full, full.time_of_columns())


def dated(full: LinearProgram, time: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return the times of columns, completed, and the first and last of each row; −1 where there is none.

    A column without a time of its own, a month's peak say, has that of the first row it stands in.
    """
    matrix = full.matrix
    far = np.iinfo(np.int64).max
    of_cell = time[matrix.indices]
    filled = np.flatnonzero(np.diff(matrix.indptr))
    row_first, row_last = np.full(matrix.shape[0], -1), np.full(matrix.shape[0], -1)
    if len(filled):
        row_last[filled] = np.maximum.reduceat(of_cell, matrix.indptr[filled])
        first = np.minimum.reduceat(np.where(of_cell < 0, far, of_cell), matrix.indptr[filled])
        row_first[filled] = np.where(first == far, -1, first)
    unknown = np.flatnonzero(of_cell < 0)
    if len(unknown):
        row_of_cell = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[unknown]
        first_of_column = np.full(len(time), far)
        dated = row_first[row_of_cell] >= 0
        np.minimum.at(first_of_column, matrix.indices[unknown][dated], row_first[row_of_cell[dated]])
        time = np.where((time < 0) & (first_of_column < far), first_of_column, time)
    return time, row_first, row_last


def _partners(time: IntArray, places: Mapping[str, slice], middle: int, steps_per_day: int) -> IntArray:
    """Return for each member its partner: of the same component, at the same hour of the middle day; −1 without one."""
    partner = np.full(len(time), -1)
    for place in places.values():
        own = time[place]
        wanted = middle + own % steps_per_day
        order = np.argsort(own, kind="stable")
        at = np.minimum(np.searchsorted(own[order], wanted), max(len(own) - 1, 0))
        found = order[at]
        partner[place] = np.where((own >= 0) & (own[found] == wanted), place.start + found, -1)
    return partner


def _part(full: LinearProgram, rows: IntArray, columns: IntArray) -> LinearProgram:
    """Return the rows all of whose columns are among the given ones, as a programme of continuous numbers."""
    inside = np.zeros(len(full.cost), dtype=bool)
    inside[columns] = True
    matrix = full.matrix[rows]
    row_of_cell = np.repeat(np.arange(len(rows)), np.diff(matrix.indptr))
    outside = np.bincount(row_of_cell, ~inside[matrix.indices], len(rows)) > 0
    return LinearProgram(
        cost=full.cost[columns],
        offset=0.0,
        matrix=sp.csr_array(matrix[:, columns]),
        row_low=np.where(outside, -np.inf, full.row_low[rows]),
        row_high=np.where(outside, np.inf, full.row_high[rows]),
        col_low=full.col_low[columns],
        col_high=full.col_high[columns],
        integer=np.zeros(len(columns), dtype=bool),
        columns={},
        rows={},
    )


def idle(full: LinearProgram) -> tuple[Codes, Codes]:
    """Return every column at a bound it has and every row basic: what is not in the sample begins so."""
    at_bound = np.where(np.isfinite(full.col_low), AT_LOW, np.where(np.isfinite(full.col_high), AT_HIGH, FREE))
    return at_bound.astype(np.int8), np.full(len(full.row_low), BASIC, dtype=np.int8)
