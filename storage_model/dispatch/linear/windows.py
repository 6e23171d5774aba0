"""A long horizon window by window: a schedule, duals that may prove it, and a basis where the simplex may go on.

Each window looks one day further than it decides, begins with what the last one left and stands as that stood. A step
of the simplex costs the length of the programme, so steps are taken where it is short. Two halves of the horizon go
this way at once, and the days about the middle are solved again when both are there. Where the end must be as the
beginning, the days about midnight between the years are decided first; a budget of the year is paid for. Nothing here
has to be believed: the certificate is that of the full programme. Where it stays open the days about the seams at fault
are solved anew; where that does not serve either, the full programme is solved from the basis found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.linear.closing import joined_to_the_end
from storage_model.dispatch.linear.far_rules import far_rules, paid_for
from storage_model.dispatch.linear.halves import free_days, middle_of, without_past
from storage_model.dispatch.linear.laid import Laid, Window, excerpt, laid_out, part_of
from storage_model.dispatch.linear.open_seams import met_again, open_seams
from storage_model.dispatch.linear.walked import Stood, Walked, nothing_yet
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.hand_over import Basis
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, row_duals_of, run
from storage_model.dispatch.solver.threads import in_order

# Days a window decides, and steps it decides at least: what a window costs beside its simplex does not shrink with it.
WINDOW_DAYS = 14
WINDOW_STEPS = 1000
# A horizon that goes no further beyond the first window is solved as quickly as it is cut.
BEYOND_DAYS = 6
LOOK_DAYS = 1
# How many windows longer one may be, so that it ends where a rule does.
WAIT_WINDOWS = 2
# How far the days about the end of a closed horizon reach, either way.
TURN_DAYS = 2
# Days before and after a seam that are solved anew where its duals do not meet in the look-ahead.
MEND_DAYS = 4
# A horizon of so many windows and columns is walked in two halves at once; less is done before a second one has begun.
HALVED_FROM, HALVED_COLUMNS = 4, 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Rows and duals of the days about the end of a closed horizon, and the programme with its beginning decided."""

    program: LinearProgram
    rows: IntArray
    duals: FloatArray


def windows_in_turn(reduced: Reduced, steps_per_day: int, options: SolverOptions) -> Iterator[SolverAnswer]:
    """Yield the windows put together, optimal where a certificate says so; then the same with its seams mended.

    Rules that reach further than a window are left open and, where windows do not keep them, paid for. Nothing where
    windows do not serve: the horizon is short, or one has no optimum.
    """
    window_days = max(WINDOW_DAYS, -(-WINDOW_STEPS // steps_per_day))
    if reduced.full.time_of_columns().max(initial=-1) < (window_days + BEYOND_DAYS) * steps_per_day:
        return
    laid, day = laid_out(reduced), 2 * steps_per_day
    far = far_rules(laid, (window_days + LOOK_DAYS) * day, day)
    walk = _Walk(far.left_open(), day, window_days, options)
    walked = walk.whole()
    if walked is not None and not far.kept(walked):
        walked = paid_for(far, walked, walk.at)
        if walked is not None:
            yield walked.answer()
    elif walked is not None:
        yield walked.answer()
        if walk.mend(walked):
            yield walked.answer()


class _Walk:
    """A programme in order of time, where it is cut, and the time left to solve it."""

    def __init__(self, laid: Laid, day: int, window_days: int, options: SolverOptions) -> None:
        self.laid, self.day, self.clock = laid, day, Clock(options)
        self.window, self.free = window_days * day, free_days(laid, day)
        long = laid.end >= HALVED_FROM * self.window and len(laid.program.cost) >= HALVED_COLUMNS
        self.middle = middle_of(laid, self.free) if long else None
        # How each window stood at its last optimum, whatever the costs were then.
        self.stood: dict[int, Stood] = {}

    def at(self, cost: FloatArray) -> Walked | None:
        """Return what all windows decide at other costs; each begins as it stood at the last."""
        self.laid = replace(self.laid, program=replace(self.laid.program, cost=cost))
        return self.whole()

    def whole(self) -> Walked | None:
        """Return what all windows decide; None where one has no optimum."""
        laid, walked = self.laid, nothing_yet(self.laid, self.day)
        joined = joined_to_the_end(laid, self.day)
        turn = self._turn(walked, joined) if len(joined) else None
        program = laid.program if turn is None else turn.program
        if not self._walk(walked, program, 0 if turn is None else TURN_DAYS):
            return None
        if turn is not None:
            last = laid.row_time[turn.rows] > TURN_DAYS * self.day
            walked.seams.join(turn.rows[last], turn.duals[last], laid.end - TURN_DAYS * self.day, laid.end)
        return walked

    def mend(self, walked: Walked) -> bool:
        """Mend every seam that stays open; false without any."""
        laid, half = self.laid, self.middle or self.laid.end
        seams = (*self._begins(0, half)[1:], *self._begins(half, laid.end))
        found = open_seams(laid, walked.values, walked.seams.duals, seams, MEND_DAYS * self.day)
        for seam in found:
            self._mended(walked, seam)
        return bool(found)

    def _walk(self, walked: Walked, program: LinearProgram, known_days: int) -> bool:
        """Decide all windows, in two halves at once where that serves; the second anew where they do not meet."""
        end, middle = self.laid.end, self.middle
        if middle is None:
            return self._chain(walked, program, 0, end, known_days)
        later, alone = walked.copy(), without_past(self.laid, program, middle, self.day)
        halves = (walked, program, 0, middle, known_days), (later, alone, middle, end, 0)
        first, second = in_order(lambda half: self._chain(*half), halves)
        if first and second:
            walked.go_on_with(later, middle)
            if self._mended(walked, middle):
                return True
        return first and self._chain(walked, program, middle, end, LOOK_DAYS)

    def _chain(self, walked: Walked, program: LinearProgram, since: int, until: int, known_days: int) -> bool:
        """Solve one window after another; false where one has no optimum. So many days duals are known already."""
        laid, stood = self.laid, None
        for begin, decided in pairwise((*self._begins(since, until), until)):
            seen = decided + LOOK_DAYS * self.day
            window = laid.window(begin, seen)
            part = part_of(program, window, walked.values)
            highs = self._solved(part, self._beginning(walked, window, stood))
            if highs is None:
                return False
            stood = walked.take(highs, part, window, decided if seen < laid.end else laid.end + 1)
            self.stood[begin] = stood
            duals = row_duals_of(highs, part)
            if known_days:
                walked.seams.join(window.row_numbers, duals, begin, begin + known_days * self.day)
            else:
                walked.seams.place(window.row_numbers, duals)
            known_days = LOOK_DAYS
            if seen >= laid.end:
                break
        return True

    def _begins(self, since: int, until: int) -> list[int]:
        """Return where windows begin: where no rule reaches over by more than a day, if they need not be much longer.

        So a month's peak is decided by a window that sees all of the month.
        """
        begins, aim = [since], since + self.window
        while aim < until:
            later = self.free[(self.free >= aim) & (self.free <= aim + WAIT_WINDOWS * self.window)]
            begins.append(int(later[0]) if len(later) else aim)
            aim = begins[-1] + self.window
        return [begin for begin in begins if begin < until]

    def _beginning(self, walked: Walked, window: Window, before: Stood | None) -> Basis | None:
        """Return how a window stood at other costs, else how the one before it stands; None for the first of all."""
        if window.begin in self.stood:
            return self.stood[window.begin].basis()
        return None if before is None else walked.basis_like(before, window)

    def _mended(self, walked: Walked, seam: int) -> bool:
        """Solve the days about a seam and join their duals to both sides; whether the schedules meet after it."""
        laid, reach = self.laid, MEND_DAYS * self.day
        begin, seen = seam - reach, min(laid.end, seam + reach)
        window = laid.window(begin, seen)
        part = part_of(laid.program, window, walked.values)
        highs = self._solved(part, walked.basis_of(window))
        if highs is None:
            return False
        found, later = np.array(highs.getSolution().col_value), walked.seams.duals[window.rows].copy()
        walked.seams.join(window.row_numbers, row_duals_of(highs, part), begin, seam)
        walked.seams.join(window.row_numbers, later, seam, seen)
        time, stood = laid.column_time[window.columns], walked.values[window.columns]
        met = laid.end + 1 if seen == laid.end else met_again(time, stood, found, seam)
        walked.take(highs, part, window, begin if met is None else met)
        return met is not None

    def _turn(self, walked: Walked, joined: IntArray) -> Turn | None:
        """Decide what the beginning of a closed horizon has to do with its end, by the days before and after it."""
        laid, program, reach = self.laid, self.laid.program, TURN_DAYS * self.day
        columns = np.flatnonzero((laid.column_time <= reach) | (laid.column_time >= laid.end - reach))
        rows = np.flatnonzero((laid.row_time <= reach) | (laid.row_time > laid.end - reach))
        part = excerpt(program, rows, columns)
        highs = self._solved(part, None)
        if highs is None:
            return None
        low, high = program.col_low.copy(), program.col_high.copy()
        found = np.array(highs.getSolution().col_value)[np.searchsorted(columns, joined)]
        walked.values[joined] = low[joined] = high[joined] = found
        duals = row_duals_of(highs, part)
        walked.seams.place(rows, duals)
        walked.iterations += highs.getInfo().simplex_iteration_count
        return Turn(program=replace(program, col_low=low, col_high=high), rows=rows, duals=duals)

    def _solved(self, part: LinearProgram, start: Basis | None) -> Any | None:
        """Return HiGHS at the optimum of a part."""
        import highspy

        highs = run(part, self.clock.left, start)
        return highs if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal else None
