"""A long horizon window by window: a schedule, duals that may prove it, and a basis where the simplex may go on.

Each window looks one day further than it decides, begins with what the last one left and at its basis. A step of the
simplex costs the length of the programme, so steps are taken where it is short. Where the end must be as the beginning,
the days about midnight between the years are decided first. Nothing here has to be believed: the certificate is that of
the full programme. Where it stays open the days about the seams at fault are solved anew; where that does not serve
either, the full programme is solved from the basis found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.hand_over import AT_HIGH, AT_LOW, BASIC, FREE, Basis, Codes, basis_of_codes, loaded
from storage_model.dispatch.highs import SolverAnswer, SolverOptions, settings_of, solver_version
from storage_model.dispatch.laid import Laid, between, excerpt, in_place, laid_out, window_of
from storage_model.dispatch.open_seams import met_again, open_seams
from storage_model.dispatch.seams import Seams, seams_of

# Days a window decides, and steps it decides at least: what a window costs beside its simplex does not shrink with it.
WINDOW_DAYS = 14
WINDOW_STEPS = 1000
# A horizon that goes no further beyond the first window is solved as quickly as it is cut.
BEYOND_DAYS = 6
LOOK_DAYS = 1
# How far the days about the end of a closed horizon reach, either way.
TURN_DAYS = 2
# Days before and after a seam that are solved anew where its duals do not meet in the look-ahead.
MEND_DAYS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Rows and duals of the days about the end of a closed horizon, and the programme with its beginning decided."""

    program: LinearProgram
    rows: IntArray
    duals: FloatArray


def windows_in_turn(reduced: Reduced, steps_per_day: int, options: SolverOptions) -> Iterator[SolverAnswer]:
    """Yield the windows put together, optimal where a certificate says so; then the same with its seams mended.

    Nothing where they do not serve: the horizon is short, or a window has no optimum, as where a limit that spans the
    year is met only when the last one comes.
    """
    window_days = max(WINDOW_DAYS, -(-WINDOW_STEPS // steps_per_day))
    if reduced.full.time_of_columns().max(initial=-1) < (window_days + BEYOND_DAYS) * steps_per_day:
        return
    walk = _Walk(laid_out(reduced), 2 * steps_per_day, window_days, options)
    if walk.whole():
        yield walk.answer()
        if walk.mend():
            yield walk.answer()


class _Walk:
    """What is decided, proved and known of the basis so far."""

    def __init__(self, laid: Laid, day: int, window_days: int, options: SolverOptions) -> None:
        self.laid, self.day, self.options = laid, day, options
        self.window = window_days * day
        self.until_s = perf_counter() + options.time_limit_s
        self.values = np.zeros(len(laid.column_time))
        self.of_columns, self.of_rows = _idle(laid.program)
        self.seams: Seams = seams_of(laid)
        self.iterations = 0

    def whole(self) -> bool:
        """Solve one window after another; false where one has no optimum."""
        laid, day, start = self.laid, self.day, None
        turn = self._turn() if laid.closes else None
        program = laid.program if turn is None else turn.program
        for begin in range(0, laid.end, self.window):
            until, seen = begin + self.window, begin + self.window + LOOK_DAYS * day
            rows, columns = between(laid.row_time, begin, seen), between(laid.column_time, begin, seen)
            part = window_of(program, rows, columns, self.values)
            highs = self._solved(part, start)
            if highs is None:
                return False
            start = Basis(native=highs.getBasis(), shape=part.matrix.shape)
            self._take(highs, part, rows, columns, until if seen < laid.end else laid.end + 1)
            numbers = np.arange(rows.start, rows.stop)
            duals = np.array(highs.getSolution().row_dual)
            if begin > 0 or turn is not None:
                self.seams.join(numbers, duals, begin, begin + (LOOK_DAYS if begin > 0 else TURN_DAYS) * day)
            else:
                self.seams.place(numbers, duals)
            if seen >= laid.end:
                break
        if turn is not None:
            last = laid.row_time[turn.rows] > TURN_DAYS * day
            self.seams.join(turn.rows[last], turn.duals[last], laid.end - TURN_DAYS * day, laid.end)
        return True

    def mend(self) -> bool:
        """Solve the days about every seam that stays open and join their duals to both sides; false without any."""
        laid, reach = self.laid, MEND_DAYS * self.day
        seams = range(self.window, laid.end, self.window)
        found = open_seams(laid, self.values, self.seams.duals, seams, reach)
        for seam in found:
            begin, seen = seam - reach, min(laid.end, seam + reach)
            rows, columns = between(laid.row_time, begin, seen), between(laid.column_time, begin, seen)
            part = window_of(laid.program, rows, columns, np.where(laid.column_time < begin, self.values, 0.0))
            highs = self._solved(part, basis_of_codes(self.of_columns[columns], self.of_rows[rows]))
            if highs is None:
                continue
            met = met_again(
                laid.column_time[columns], self.values[columns], np.array(highs.getSolution().col_value), seam
            )
            if met is not None:
                self._take(highs, part, rows, columns, met)
            numbers, later = np.arange(rows.start, rows.stop), self.seams.duals[rows].copy()
            self.seams.join(numbers, np.array(highs.getSolution().row_dual), begin, seam)
            self.seams.join(numbers, later, seam, seen)
        return bool(found)

    def answer(self) -> SolverAnswer:
        """Return what is decided and proved in the order the programme had."""
        laid = self.laid
        objective = laid.program.objective_of(self.values)
        return SolverAnswer(
            values=in_place(self.values, laid.column_order),
            row_duals=in_place(self.seams.duals, laid.row_order),
            objective=objective,
            bound=objective,
            iterations=self.iterations,
            solver=f"HiGHS {solver_version()}",
            in_time=True,
            basis=basis_of_codes(in_place(self.of_columns, laid.column_order), in_place(self.of_rows, laid.row_order)),
        )

    def _turn(self) -> Turn | None:
        """Decide the beginning of a closed horizon by the days before and after it."""
        laid, program, reach = self.laid, self.laid.program, TURN_DAYS * self.day
        columns = np.flatnonzero((laid.column_time <= reach) | (laid.column_time >= laid.end - reach))
        rows = np.flatnonzero((laid.row_time <= reach) | (laid.row_time > laid.end - reach))
        highs = self._solved(excerpt(program, rows, columns), None)
        if highs is None:
            return None
        solution = highs.getSolution()
        first = slice(0, int(np.searchsorted(laid.column_time, 0, side="right")))
        low, high = program.col_low.copy(), program.col_high.copy()
        low[first] = high[first] = np.array(solution.col_value)[first]
        duals = np.array(solution.row_dual)
        self.seams.place(rows, duals)
        return Turn(program=replace(program, col_low=low, col_high=high), rows=rows, duals=duals)

    def _solved(self, part: LinearProgram, start: Basis | None) -> Any | None:
        """Return HiGHS at the optimum of a part."""
        import highspy

        left_s = max(0.0, self.until_s - perf_counter())
        highs = loaded(part, settings_of(part, replace(self.options, time_limit_s=left_s)), start)
        highs.run()
        self.iterations += highs.getInfo().simplex_iteration_count
        return highs if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal else None

    def _take(self, highs: Any, part: LinearProgram, rows: slice, columns: slice, until: int) -> None:
        """Keep what lies before a time: values of columns, and how columns and rows stand in the basis."""
        found, of_columns, of_rows = _read(highs, part)
        decided = int(np.searchsorted(self.laid.column_time[columns], until))
        proved = int(np.searchsorted(self.laid.row_time[rows], until))
        self.values[columns.start : columns.start + decided] = found[:decided]
        self.of_columns[columns.start : columns.start + decided] = of_columns[:decided]
        self.of_rows[rows.start : rows.start + proved] = of_rows[:proved]


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


def _idle(program: LinearProgram) -> tuple[Codes, Codes]:
    """Return every column at a bound it has and every row basic: what no window has decided begins so."""
    at_bound = np.where(np.isfinite(program.col_low), AT_LOW, np.where(np.isfinite(program.col_high), AT_HIGH, FREE))
    return at_bound.astype(np.int8), np.full(len(program.row_low), BASIC, dtype=np.int8)
