"""Which limits exclude each other in a programme without an answer: a proof by arithmetic, as small as it gets.

A ray of the dual simplex names rows and bounds whose weighted sum nothing can satisfy. HiGHS' search for an irreducible
subsystem solves a programme per member, minutes for a year, so it is asked only about what the ray has left, if little.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from storage_model.dispatch.compile.linear_program import Flags, FloatArray, IntArray, LinearProgram
from storage_model.dispatch.solver.hand_over import loaded

Side = Literal["least", "most", "given", "lowered"]
# Which sides of a row or column take part, one number each; zero is none.
Sides = npt.NDArray[np.int8]
LEAST, MOST = 1, 2
# Multipliers below this share of the largest are rounding; bounds may cross by this much before it is a conflict.
DUST = 1e-9
CROSSED = 1e-7
# HiGHS keeps whole numbers to 1e-6; a limit is broken by more.
BROKEN = 1e-5
# More rows than these are left as the ray has found them.
MOST_ROWS = 100
# Strategy 4 of HiGHS: until no member can go.
SEARCH = {"presolve": "off", "iis_strategy": 4, "iis_time_limit": 10.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit that takes part, of a rule or of a quantity's bounds: which members, shape (n,), on which side.

    `given` is a value that leaves no choice, `lowered` a bound below what the component allows elsewhere.
    """

    component: str
    is_rule: bool
    side: Side
    members: IntArray


def conflict(program: LinearProgram, time_limit_s: float) -> tuple[Limit, ...]:
    """Return limits that exclude each other; empty where none are found in time, or only whole numbers exclude them."""
    rows, columns = _crossed(program.row_low, program.row_high), _crossed(program.col_low, program.col_high)
    if not (rows.any() or columns.any()):
        multipliers = _ray(program.relaxed(), time_limit_s)
        if multipliers is None:
            return ()
        rows, columns = _fewer(program, *_sides(program, multipliers))
    return tuple(named(program, rows, columns))


def would_give_way(program: LinearProgram, time_limit_s: float) -> tuple[Limit, ...]:
    """Return limits that would have to be broken, by the least in total; for what only whole numbers exclude."""
    highs = loaded(program, {"time_limit": time_limit_s})
    highs.feasibilityRelaxation(1, 1, 1)
    values = np.array(highs.getSolution().col_value)
    if len(values) != len(program.cost):
        return ()
    sides = (
        np.where(found < low - BROKEN, LEAST, np.where(found > high + BROKEN, MOST, 0)).astype(np.int8)
        for found, low, high in (
            (program.matrix @ values, program.row_low, program.row_high),
            (values, program.col_low, program.col_high),
        )
    )
    return tuple(named(program, *sides))


def _crossed(low: FloatArray, high: FloatArray) -> Sides:
    """Return both sides of the first member whose least lies above its most: one conflict is told, not a year's."""
    sides = np.zeros(len(low), dtype=np.int8)
    sides[np.flatnonzero(low - high > CROSSED)[:1]] = LEAST | MOST
    return sides


def _ray(program: LinearProgram, time_limit_s: float) -> FloatArray | None:
    """Return row multipliers whose sum no values within the bounds can satisfy; None without such a proof."""
    highs = loaded(program, {"presolve": "off", "simplex_strategy": 1, "time_limit": time_limit_s})
    highs.run()
    _, found, ray = highs.getDualRay()
    if not found:
        return None
    return next((signed for signed in (_cleaned(ray), -_cleaned(ray)) if _gap(program, signed) > 0), None)


def _cleaned(values: FloatArray) -> FloatArray:
    return np.where(np.abs(values) > DUST * np.abs(values).max(initial=0.0), values, 0.0)


def _gap(program: LinearProgram, multipliers: FloatArray) -> float:
    """Return by how much the least the columns can make of the weighted sum exceeds the most the rows allow."""
    sums = _cleaned(program.matrix.T @ multipliers)
    least = np.where(sums > 0, program.col_low, np.where(sums < 0, program.col_high, 0.0))
    most = np.where(multipliers > 0, program.row_high, np.where(multipliers < 0, program.row_low, 0.0))
    if not (np.isfinite(least).all() and np.isfinite(most).all()):
        return -np.inf
    return float(sums @ least - multipliers @ most)


def _sides(program: LinearProgram, multipliers: FloatArray) -> tuple[Sides, Sides]:
    """Return the sides of rows and columns that the proof leans on."""
    sums = _cleaned(program.matrix.T @ multipliers)
    of_rows, of_columns = (
        np.where(values > 0, MOST, np.where(values < 0, LEAST, 0)).astype(np.int8) for values in (multipliers, -sums)
    )
    return of_rows, of_columns


def _fewer(program: LinearProgram, of_rows: Sides, of_columns: Sides) -> tuple[Sides, Sides]:
    """Return what HiGHS' search for an irreducible subsystem leaves, where there is little enough to search."""
    rows = np.flatnonzero(of_rows)
    if len(rows) > MOST_ROWS:
        return of_rows, of_columns
    columns = np.unique(program.matrix[rows].indices).astype(np.int64)
    highs = loaded(_part(program, rows, columns, (of_rows[rows], of_columns[columns])), SEARCH)
    highs.run()
    _, found = highs.getIis()
    if not (found.valid_ and found.row_index_):
        return of_rows, of_columns
    return _only(of_rows, rows[list(found.row_index_)]), _only(of_columns, columns[list(found.col_index_)])


def _part(program: LinearProgram, rows: IntArray, columns: IntArray, sides: tuple[Sides, Sides]) -> LinearProgram:
    """Return a programme of what takes part: these rows and columns, each limited on the side that counts."""
    of_rows, of_columns = sides
    part = program.part(rows, columns).relaxed()
    return replace(
        part,
        cost=np.zeros(len(columns)),
        row_low=np.where(of_rows & LEAST, part.row_low, -np.inf),
        row_high=np.where(of_rows & MOST, part.row_high, np.inf),
        col_low=np.where(of_columns & LEAST, part.col_low, -np.inf),
        col_high=np.where(of_columns & MOST, part.col_high, np.inf),
    )


def _only(sides: Sides, kept: IntArray) -> Sides:
    found = np.zeros_like(sides)
    found[kept] = sides[kept]
    return found


def named(program: LinearProgram, of_rows: Sides, of_columns: Sides) -> Iterator[Limit]:
    """Yield the limits by component and side; a rule's `given` is an equality, its bounds are never `lowered`."""
    for name, place in program.rows.items():
        given = program.row_low[place] == program.row_high[place]
        yield from _limits(name, of_rows[place], given, np.zeros_like(given), is_rule=True)
    for name, place in program.columns.items():
        low, high = program.col_low[place], program.col_high[place]
        yield from _limits(name, of_columns[place], low == high, high < high.max(initial=-np.inf), is_rule=False)


def _limits(name: str, sides: Sides, given: Flags, lowered: Flags, *, is_rule: bool) -> Iterator[Limit]:
    kinds: tuple[tuple[Side, Flags], ...] = (
        ("given", given & (sides != 0)),
        ("least", ~given & (sides & LEAST != 0)),
        ("lowered", ~given & lowered & (sides & MOST != 0)),
        ("most", ~given & ~lowered & (sides & MOST != 0)),
    )
    for side, flags in kinds:
        if flags.any():
            yield Limit(component=name, is_rule=is_rule, side=side, members=np.flatnonzero(flags))
