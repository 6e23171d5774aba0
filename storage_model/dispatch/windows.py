"""Where the simplex may begin in a long horizon with many rules a step: windows in turn, their bases end to end.

Each window looks one day further than it decides, begins with what the last one left and at its basis. A step of the
simplex costs the length of the programme, so most steps are taken where it is short. This is a guess and nothing more:
optimum and proof are those of the full programme.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.names import TIME_SETS
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.hand_over import AT_HIGH, AT_LOW, BASIC, FREE, Basis, Codes, basis_of_codes, loaded
from storage_model.dispatch.highs import SolverOptions, settings_of
from storage_model.dispatch.start import LEAST_DAYS, dated, idle

WINDOW_DAYS = 7
LOOK_DAYS = 1
# Rules a step, from which on the detour pays; below, a repeated day is as good a beginning and sooner found.
MANY_RULES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A programme with columns and rows in order of time; points are at even times, the steps between at odd ones."""

    program: LinearProgram
    column_order: IntArray
    row_order: IntArray
    column_time: IntArray
    row_time: IntArray


def windows_in_turn(reduced: Reduced, steps_per_day: int, options: SolverOptions) -> Basis | None:
    """Return a basis for the reduced programme; None where the detour does not pay, or a window has no optimum.

    That happens where a limit spans the year: it is met only when the last window comes.
    """
    steps = int(reduced.full.time_of_columns().max(initial=-1))
    if steps < LEAST_DAYS * steps_per_day or len(reduced.places.kept_rows) < MANY_RULES * steps:
        return None
    laid = laid_out(reduced)
    day, end = 2 * steps_per_day, int(laid.column_time[-1])
    values = np.zeros(len(laid.column_time))
    of_columns, of_rows = idle(laid.program)
    start = None
    for begin in range(0, end, WINDOW_DAYS * day):
        until, seen = begin + WINDOW_DAYS * day, begin + (WINDOW_DAYS + LOOK_DAYS) * day
        columns = _between(laid.column_time, begin, seen)
        rows = _between(laid.row_time, begin, seen)
        part = _part(laid.program, rows, columns, values)
        highs = loaded(part, settings_of(part, options), start)
        highs.run()
        if not _optimal(highs):
            return None
        start = Basis(native=highs.getBasis(), shape=part.matrix.shape)
        found, codes_of_columns, codes_of_rows = _read(highs, part)
        decided = int(np.searchsorted(laid.column_time[columns], until)) if seen < end else len(found)
        proved = int(np.searchsorted(laid.row_time[rows], until)) if seen < end else len(codes_of_rows)
        values[columns.start : columns.start + decided] = found[:decided]
        of_columns[columns.start : columns.start + decided] = codes_of_columns[:decided]
        of_rows[rows.start : rows.start + proved] = codes_of_rows[:proved]
        if seen >= end:
            break
    return basis_of_codes(_in_place(of_columns, laid.column_order), _in_place(of_rows, laid.row_order))


def laid_out(reduced: Reduced) -> Laid:
    """Return the reduced programme in order of time."""
    full, places = reduced.full, reduced.places
    moments = np.full(len(full.cost), -1, dtype=np.int64)
    for name, place in full.columns.items():
        members = full.members[name]
        if members.by_time:
            moments[place] = 2 * members.values + (members.index == TIME_SETS[0])
    column_time, _, row_last = dated(full, moments)
    column_time, row_time = column_time[places.kept_columns], row_last[places.kept_rows]
    by_column, by_row = np.argsort(column_time, kind="stable"), np.argsort(row_time, kind="stable")
    given = reduced.program
    program = replace(
        given,
        cost=given.cost[by_column],
        matrix=sp.csr_array(given.matrix[by_row][:, by_column]),
        row_low=given.row_low[by_row],
        row_high=given.row_high[by_row],
        col_low=given.col_low[by_column],
        col_high=given.col_high[by_column],
        integer=given.integer[by_column],
    )
    return Laid(
        program=program,
        column_order=by_column,
        row_order=by_row,
        column_time=column_time[by_column],
        row_time=row_time[by_row],
    )


def _between(time: IntArray, begin: int, seen: int) -> slice:
    """Return where the times of a window lie, both ends included."""
    return slice(int(np.searchsorted(time, begin)), int(np.searchsorted(time, seen, side="right")))


def _part(program: LinearProgram, rows: slice, columns: slice, decided: FloatArray) -> LinearProgram:
    """Return a window as a programme of its own; what is decided before it moves to the sides of its rows."""
    matrix = program.matrix[rows]
    past = matrix @ decided
    return replace(
        program,
        cost=program.cost[columns],
        offset=0.0,
        matrix=sp.csr_array(matrix[:, columns]),
        row_low=program.row_low[rows] - past,
        row_high=program.row_high[rows] - past,
        col_low=program.col_low[columns],
        col_high=program.col_high[columns],
        integer=program.integer[columns],
    )


def _optimal(highs: Any) -> bool:
    import highspy

    return bool(highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _read(highs: Any, part: LinearProgram) -> tuple[FloatArray, Codes, Codes]:
    """Return the values of columns, and how columns and rows stand in the basis."""
    solution = highs.getSolution()
    values, activity = np.array(solution.col_value), np.array(solution.row_value)
    _, basic = highs.getBasicVariables()
    of_columns, of_rows = (
        np.where(found < high, np.where(np.isfinite(low), AT_LOW, FREE), AT_HIGH).astype(np.int8)
        for found, low, high in (
            (values, part.col_low, part.col_high), (activity, part.row_low, part.row_high),
        )
    )  # fmt: skip
    of_columns[basic[basic >= 0]] = BASIC
    of_rows[-1 - basic[basic < 0]] = BASIC
    return values, of_columns, of_rows


def _in_place(codes: Codes, order: IntArray) -> Codes:
    found = np.empty_like(codes)
    found[order] = codes
    return found
