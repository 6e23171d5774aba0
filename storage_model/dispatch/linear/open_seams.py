"""Where a schedule put together from windows is not proved yet: what its duals leave open of the bound, by time.

Values and duals of an optimum never leave anything open (complementary slackness), so what is open lies where they
disagree: about a seam whose overlap was too short for the duals of both sides to meet.
"""

from collections.abc import Iterable

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, IntArray
from storage_model.dispatch.linear.laid import Laid
from storage_model.dispatch.solver.certificate import DUST

# A seam that leaves no more than this share of the objective open is let be.
LEFT_BE = 1e-10
# Two schedules whose quantities differ by no more stand alike.
ALIKE = 1e-7


def open_seams(laid: Laid, values: FloatArray, duals: FloatArray, seams: Iterable[int], reach: int) -> list[int]:
    """Return the times of the seams within whose reach the bound stays open."""
    left = open_by_time(laid, values, duals)
    enough = LEFT_BE * max(1.0, abs(laid.program.objective_of(values)))
    return [seam for seam in seams if left[max(0, seam - reach) : seam + reach].sum() > enough]


def open_by_time(laid: Laid, values: FloatArray, duals: FloatArray) -> FloatArray:
    """Return what feasible values and duals leave open of the bound, shape (times,) [yuan]; the sum is the gap.

    What stands in no rule and so at no time counts at the beginning.
    """
    program, found = laid.program, np.zeros(laid.end + 1)
    reduced_cost = program.cost - program.matrix.T @ duals
    for weights, at, low, high, time in (
        (duals, program.matrix @ values, program.row_low, program.row_high, laid.row_time),
        (reduced_cost, values, program.col_low, program.col_high, laid.column_time),
    ):
        counts = np.abs(weights) > DUST
        side = np.where(weights > 0, low, high)[counts]
        left = np.abs(weights[counts] * (at[counts] - side))
        found += np.bincount(np.maximum(time[counts], 0), left, laid.end + 1)
    return found


def met_again(time: IntArray, before: FloatArray, now: FloatArray, since: int) -> int | None:
    """Return the first point of time from `since` on at which two schedules stand alike; None where they never do."""
    apart = np.zeros(int(time[-1]) + 1, dtype=bool)
    apart[time[np.abs(now - before) > ALIKE]] = True
    points = np.arange(since, int(time[-1]), 2)
    alike = points[~apart[points]]
    return int(alike[0]) if len(alike) else None
