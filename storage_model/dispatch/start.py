"""Where the simplex may begin in a long horizon: the basis of one day, repeated along the time.

The first days are solved alone; the columns and rows of the full programme then begin as their partners of the same
hour stand in the middle one. This is a guess and nothing more: optimum and proof are those of the full programme.
"""

from collections.abc import Mapping

import numpy as np

from storage_model.dispatch.compile.linear_program import IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.hand_over import AT_HIGH, AT_LOW, BASIC, FREE, Basis, Codes, basis_of_codes, codes_of_basis
from storage_model.dispatch.highs import SolverOptions, solve
from storage_model.dispatch.laid import excerpt, times
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
    sample = reduce(excerpt(full, rows, columns))
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


def idle(full: LinearProgram) -> tuple[Codes, Codes]:
    """Return every column at a bound it has and every row basic: what is not in the sample begins so."""
    at_bound = np.where(np.isfinite(full.col_low), AT_LOW, np.where(np.isfinite(full.col_high), AT_HIGH, FREE))
    return at_bound.astype(np.int8), np.full(len(full.row_low), BASIC, dtype=np.int8)
