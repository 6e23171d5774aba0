"""Whole numbers near an optimum that does not know them: a schedule to have in hand before any search has ended."""

from dataclasses import replace

import numpy as np

from storage_model.dispatch.branch import WHOLE
from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.highs import SolverAnswer, SolverOptions, solve
from storage_model.dispatch.windows import windows_in_turn

# How near each window's answer comes to the best on either side of the relaxed numbers, relative.
NEAR = 1e-3


def on_either_side(reduced: Reduced, relaxed: SolverAnswer, steps_per_day: int, options: SolverOptions) -> SolverAnswer:
    """Return values whose whole numbers are next to the relaxed ones, window by window where that serves.

    Raises InfeasibleError where no such numbers keep the rules, SolverStoppedError where the time is up. Only its
    whole numbers count: what it says of a bound is not one.
    """
    program, whole = reduced.program, reduced.program.integer
    low = np.where(whole, np.maximum(program.col_low, np.floor(relaxed.values + WHOLE)), program.col_low)
    high = np.where(whole, np.minimum(program.col_high, np.ceil(relaxed.values - WHOLE)), program.col_high)
    narrow = replace(reduced, program=replace(program, col_low=low, col_high=high))
    loose = replace(options, mip_gap_frac=max(NEAR, options.mip_gap_frac))
    return next(windows_in_turn(narrow, steps_per_day, loose), None) or solve(narrow.program, loose)


def least_broken(program: LinearProgram, values: FloatArray) -> FloatArray:
    """Return values with each whole number at that of its bounds which breaks its rules less, the upper one in doubt.

    Of two directions that run at once the stronger stays, and with an hour of steps the one that moves more.
    """
    whole = np.flatnonzero(program.integer)
    matrix = program.matrix[:, whole].tocoo()
    others = program.matrix @ np.where(program.integer, 0.0, values)

    def broken(sides: FloatArray) -> FloatArray:
        activity = others[matrix.row] + matrix.data * sides[whole][matrix.col]
        over = np.maximum(activity - program.row_high[matrix.row], program.row_low[matrix.row] - activity)
        by_number: FloatArray = np.bincount(matrix.col, np.maximum(over, 0.0), len(whole)).astype(np.float64)
        return by_number

    found = values.copy()
    lower = broken(program.col_low) < broken(program.col_high)
    found[whole] = np.where(lower, program.col_low[whole], program.col_high[whole])
    return found
