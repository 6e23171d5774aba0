"""Whole numbers decided forward in time: a schedule to have in hand where a proof would take too long.

Each short window begins with what the last one left. What it leaves is worth what the duals of the optimum without
whole numbers say, so it need not look far; what it sees beyond its own end may lie between two numbers.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.linear.closing import closing
from storage_model.dispatch.linear.laid import Laid, in_place, laid_out, part_of
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, solve
from storage_model.dispatch.whole.branch import branched
from storage_model.dispatch.whole.none_or_enough import no_offers
from storage_model.problems import InfeasibleError

# Steps a window decides, in whole days (four of hours, one of quarter-hours), and days it sees beyond.
WINDOW_STEPS = 96
LOOK_DAYS = 1
# Of the time left, what one of many windows may take: the hardest day must not cost the year its schedule.
SHARE = 0.1


def decided_forward(
    reduced: Reduced, beside: LinearProgram, relaxed: SolverAnswer, steps_per_day: int, options: SolverOptions
) -> FloatArray:
    """Return values with whole numbers, in each window within the bounds of `beside` where these leave any.

    `relaxed` is the optimum without the demand that numbers be whole. Raises InfeasibleError where a window cannot go
    on from the last, SolverStoppedError where the time is up.
    """
    given, clock = laid_out(reduced), Clock(options)
    laid, own = _left_open(given, relaxed.row_duals[given.row_order], steps_per_day)
    low, high = beside.col_low[laid.column_order], beside.col_high[laid.column_order]
    reduced_cost = laid.program.cost - laid.program.matrix.T @ relaxed.row_duals[laid.row_order]
    values, begins = np.zeros(len(reduced_cost)), _begins(laid, steps_per_day)
    share, enough = max(SHARE, 1 / len(begins)), options.mip_gap_frac * abs(relaxed.objective) / len(begins)
    for begin, until in pairwise((*begins, laid.end + 1)):
        window = laid.window(begin, until + 2 * LOOK_DAYS * steps_per_day)
        later = laid.column_time[window.columns] >= until
        part = part_of(laid.program, window, values)
        # What the reduced cost lacks is what the window's own rules ask for; those that reach on stay priced in.
        cost = reduced_cost[window.columns] + part.matrix.T @ own[window.rows]
        free = replace(part, cost=cost, integer=part.integer & ~later)
        narrow = replace(free, col_low=low[window.columns], col_high=high[window.columns])
        try:
            found = _decided(narrow, clock.within(share), enough)
        except InfeasibleError:
            found = _decided(free, clock.within(share), enough)
        values[window.columns] = np.where(later, 0.0, found)
    return in_place(values, laid.column_order)


def _left_open(laid: Laid, duals: FloatArray, steps_per_day: int) -> tuple[Laid, FloatArray]:
    """Return a programme without the rules that reach further than a window, and the duals of those it has.

    A year's budget or a month's peak stays priced: no window knows what the others need of it. What closes the horizon
    is kept, for sets that run on do so in whole numbers.
    """
    day, program = 2 * steps_per_day, laid.program
    far = laid.row_time - laid.row_first > day * (_days(steps_per_day) + LOOK_DAYS)
    far &= (laid.row_first >= 0) & ~closing(laid, day)
    low, high = np.where(far, -np.inf, program.row_low), np.where(far, np.inf, program.row_high)
    return replace(laid, program=replace(program, row_low=low, row_high=high)), np.where(far, 0.0, duals)


def _decided(part: LinearProgram, options: SolverOptions, enough: float) -> FloatArray:
    """Return values of a window; where the time is up, the best so far."""
    found = branched(no_offers(part), options, enough) if part.integer.any() else None
    return solve(part, options).values if found is None else found[0]


def _begins(laid: Laid, steps_per_day: int) -> list[int]:
    """Return the times where windows begin; the last one sees no day beyond its own."""
    last = max(1, laid.end - 2 * LOOK_DAYS * steps_per_day)
    return list(range(0, last, 2 * _days(steps_per_day) * steps_per_day))


def _days(steps_per_day: int) -> int:
    return max(1, WINDOW_STEPS // steps_per_day)
