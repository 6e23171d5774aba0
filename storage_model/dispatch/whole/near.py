"""Whole numbers near an optimum that does not know them: a schedule to have in hand before any search has ended."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions
from storage_model.dispatch.whole.forward import decided_forward
from storage_model.dispatch.whole.none_or_enough import WHOLE

# How near each window's answer comes to the best on either side of the relaxed numbers, relative.
NEAR = 1e-3


def on_either_side(reduced: Reduced, relaxed: SolverAnswer, steps_per_day: int, options: SolverOptions) -> FloatArray:
    """Return values whose whole numbers are next to the relaxed ones, but for windows in which no such keep the rules.

    Raises InfeasibleError where none at all keep them, SolverStoppedError where the time is up. Only its whole numbers
    count.
    """
    options = replace(options, mip_gap_frac=max(NEAR, options.mip_gap_frac))
    return decided_forward(reduced, _beside(reduced.program, relaxed.values), relaxed, steps_per_day, options)


def at_hand(program: LinearProgram, relaxed: FloatArray) -> Iterator[FloatArray]:
    """Yield whole numbers that ask for no search: those beside relaxed ones, and none at all.

    First the side of each that breaks its rules less, then the lower one. Others than whole numbers do not count.
    """
    beside = _beside(program, relaxed)
    yield least_broken(beside, relaxed)
    yield beside.col_low
    yield program.col_low


def _beside(program: LinearProgram, relaxed: FloatArray) -> LinearProgram:
    """Return the programme with each whole number on either side of its relaxed value."""
    whole = program.integer
    low = np.where(whole, np.maximum(program.col_low, np.floor(relaxed + WHOLE)), program.col_low)
    high = np.where(whole, np.minimum(program.col_high, np.ceil(relaxed - WHOLE)), program.col_high)
    return replace(program, col_low=low, col_high=high)


def least_broken(program: LinearProgram, values: FloatArray) -> FloatArray:
    """Return values with each whole number at that of its bounds which breaks its rules less, the upper one in doubt.

    Of two directions that run at once the stronger stays, and with an hour of steps the one that moves more.
    """
    whole = np.flatnonzero(program.integer)
    matrix = sp.coo_array(program.matrix[:, whole])
    others = program.matrix @ np.where(program.integer, 0.0, values)

    def broken(sides: FloatArray) -> FloatArray:
        activity = others[matrix.row] + matrix.data * sides[whole][matrix.col]
        over = np.maximum(activity - program.row_high[matrix.row], program.row_low[matrix.row] - activity)
        by_number: FloatArray = np.bincount(matrix.col, np.maximum(over, 0.0), len(whole)).astype(np.float64)
        return by_number

    found = values.copy()
    at_low, at_high = broken(program.col_low), broken(program.col_high)
    found[whole] = np.where(at_low < at_high, program.col_low[whole], program.col_high[whole])
    return found
