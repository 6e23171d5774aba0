"""A programme in order of time, so that a window of it is a run of columns and rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from storage_model.dispatch.compile.cut import row_of_cells, rows_of
from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced

N = TypeVar("N", bound=np.generic)
# Later than every time.
FAR = np.iinfo(np.int64).max
# The component of each column or row, and its time since a window began.
Likeness = tuple[IntArray, IntArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A run of rows and a run of columns from a time on."""

    begin: int
    rows: slice
    columns: slice

    @property
    def row_numbers(self) -> IntArray:
        """The number of each row in the whole programme."""
        return np.arange(self.rows.start, self.rows.stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A programme with columns and rows in order of time; points are at even times, the steps between at odd ones.

    A row stands at the last time of its columns; `row_first` is the first of them. Kinds number the components they
    belong to.
    """

    program: LinearProgram
    column_order: IntArray
    row_order: IntArray
    column_kind: IntArray
    row_kind: IntArray
    column_time: IntArray
    row_first: IntArray
    row_time: IntArray

    @property
    def end(self) -> int:
        """The last time; what is stored then may have a rule and no column, being that rule's slack."""
        return int(max(self.column_time[-1], self.row_time[-1]))

    def window(self, begin: int, seen: int) -> Window:
        """Return what lies between two times, both included."""
        rows, columns = between(self.row_time, begin, seen), between(self.column_time, begin, seen)
        return Window(begin=begin, rows=rows, columns=columns)

    def column_likeness(self, window: Window) -> Likeness:
        """Return what tells columns of a window apart that are not alike."""
        return self.column_kind[window.columns], self.column_time[window.columns] - window.begin

    def row_likeness(self, window: Window) -> Likeness:
        """Return what tells rows of a window apart that are not alike."""
        return self.row_kind[window.rows], self.row_time[window.rows] - window.begin


def laid_out(reduced: Reduced, since: int = 0) -> Laid:
    """Return the reduced programme in order of time; what lies before `since` follows the end, as in a cycle."""
    full, places = reduced.full, reduced.places
    moments = np.full(len(full.cost), -1, dtype=np.int64)
    for name, place in full.columns.items():
        members = full.members[name]
        if members.by_time:
            moments[place] = 2 * members.values + members.of_steps
    if since:  # a point at the end is the one at the beginning
        moments = np.where(moments < 0, moments, (moments - since) % (2 * (int(moments.max() + 1) // 2)))
    column_time, _, row_last = dated(full, moments)
    column_time, row_time = column_time[places.kept_columns], row_last[places.kept_rows]
    by_column, by_row = np.argsort(column_time, kind="stable"), np.argsort(row_time, kind="stable")
    given = reduced.program
    program = replace(given.part(by_row, by_column), offset=given.offset)
    column_time, row_time = column_time[by_column], row_time[by_row]
    # Once more, now that columns without a time of their own have one.
    filled, first = np.flatnonzero(np.diff(program.matrix.indptr)), row_time.copy()
    if len(filled):
        first[filled] = np.minimum.reduceat(column_time[program.matrix.indices], program.matrix.indptr[filled])
    return Laid(
        program=program,
        column_order=by_column,
        row_order=by_row,
        column_kind=_kinds(full.columns)[places.kept_columns][by_column],
        row_kind=_kinds(full.rows)[places.kept_rows][by_row],
        column_time=column_time,
        row_first=first,
        row_time=row_time,
    )


def _kinds(parts: Mapping[str, slice]) -> IntArray:
    """Return the number of the component that each column or row belongs to."""
    ends = sorted(part.stop for part in parts.values())
    return np.repeat(np.arange(len(ends)), np.diff([0, *ends]))


def between(time: IntArray, begin: int, seen: int) -> slice:
    """Return where the times of a window lie, both ends included."""
    return slice(int(np.searchsorted(time, begin)), int(np.searchsorted(time, seen, side="right")))


def part_of(program: LinearProgram, window: Window, decided: FloatArray) -> LinearProgram:
    """Return a window as a programme of its own; what is decided before it moves to the sides of its rows."""
    part, rows = program.part(window.rows, window.columns), rows_of(program.matrix, window.rows)
    rows.data = np.where(rows.indices < window.columns.start, rows.data, 0.0)
    past = rows @ decided
    return replace(part, row_low=part.row_low - past, row_high=part.row_high - past)


def excerpt(program: LinearProgram, rows: IntArray, columns: IntArray) -> LinearProgram:
    """Return the rows all of whose columns are among the given ones, as a programme of continuous numbers."""
    inside = np.zeros(len(program.cost), dtype=bool)
    inside[columns] = True
    matrix = program.matrix[rows]
    outside = np.bincount(row_of_cells(matrix), ~inside[matrix.indices], len(rows)) > 0
    part = program.part(rows, columns).relaxed()
    return replace(
        part, row_low=np.where(outside, -np.inf, part.row_low), row_high=np.where(outside, np.inf, part.row_high)
    )


def in_place(values: npt.NDArray[N], order: IntArray) -> npt.NDArray[N]:
    """Return values in the order the programme had before."""
    found = np.empty_like(values)
    found[order] = values
    return found


def dated(full: LinearProgram, time: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return the times of columns, completed, and the first and last of each row; −1 where there is none.

    A column without a time of its own, a month's peak say, has that of the first row it stands in; a row of such
    columns alone, a least offer say, has theirs, and gives it to what stands nowhere else.
    """
    while True:
        row_first, row_last = _times_of_rows(full, time)
        completed = _from_rows(full, time, row_first)
        if np.array_equal(completed, time):
            return time, row_first, row_last
        time = completed


def _times_of_rows(full: LinearProgram, time: IntArray) -> tuple[IntArray, IntArray]:
    """Return the first and last time among the columns of each row; −1 where none of them has any."""
    matrix = full.matrix
    of_cell = time[matrix.indices]
    filled = np.flatnonzero(np.diff(matrix.indptr))
    row_first, row_last = np.full(matrix.shape[0], -1), np.full(matrix.shape[0], -1)
    if len(filled):
        row_last[filled] = np.maximum.reduceat(of_cell, matrix.indptr[filled])
        first = np.minimum.reduceat(np.where(of_cell < 0, FAR, of_cell), matrix.indptr[filled])
        row_first[filled] = np.where(first == FAR, -1, first)
    return row_first, row_last


def _from_rows(full: LinearProgram, time: IntArray, row_first: IntArray) -> IntArray:
    """Return times in which a column without one has that of the first row it stands in."""
    matrix = full.matrix
    unknown = np.flatnonzero(time[matrix.indices] < 0)
    if not len(unknown):
        return time
    row_of_cell = row_of_cells(matrix)[unknown]
    first_of_column = np.full(len(time), FAR)
    known = row_first[row_of_cell] >= 0
    np.minimum.at(first_of_column, matrix.indices[unknown][known], row_first[row_of_cell[known]])
    # Where that row begins at a point it has the step after: what is held from then on is no matter of before.
    return np.where((time < 0) & (first_of_column < FAR), first_of_column | 1, time)
