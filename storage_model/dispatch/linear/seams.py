"""Join the duals of windows that overlap: at the time where the bound of both together is highest.

A schedule put together from windows is proved like any other, by the bound of its row duals. Where a window begins with
what the one before left, its duals there are not the only ones; inside the overlap both windows come to agree, and from
such a time on the later one's duals count.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.cut import block_of, rows_of
from storage_model.dispatch.compile.linear_program import FloatArray, IntArray
from storage_model.dispatch.linear.laid import Laid, between
from storage_model.dispatch.solver.certificate import DUST

# Times tried in a day of an overlap.
CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class Seams:
    """Duals joined so far, one per row in order of time, the matrix by columns, and how long a day is."""

    laid: Laid
    day: int
    duals: FloatArray
    by_column: sp.csr_array

    def place(self, rows: IntArray, duals: FloatArray) -> None:
        """Take duals as they are."""
        self.duals[rows] = duals

    def join(self, rows: IntArray, duals: FloatArray, begin: int, seen: int) -> None:
        """Let later duals count from the best time on; until `seen` those from before know the rules too."""
        laid, program = self.laid, self.laid.program
        near = between(laid.row_time, begin, seen + 2)
        # Rules that hold hours together reach back over the beginning, to columns whose price they change.
        since = int(np.clip(laid.row_first[near].min(initial=begin), begin - self.day, begin))
        columns = between(laid.column_time, since, seen)
        times = np.arange(begin, seen - 1, max(2, self.day // CANDIDATES // 2 * 2))
        before, later = self.duals[near][:, np.newaxis], self.duals[near].copy()
        inside = (rows >= near.start) & (rows < near.stop)
        later[rows[inside] - near.start] = duals[inside]
        mixed = np.where(laid.row_time[near][:, np.newaxis] <= times, before, later[:, np.newaxis])
        reduced_cost = (program.cost[columns] - rows_of(self.by_column, columns) @ self.duals)[:, np.newaxis]
        reduced_cost = reduced_cost + block_of(program.matrix, near, columns).T @ (before - mixed)
        bound = _least(mixed, program.row_low[near], program.row_high[near])
        bound += _least(reduced_cost, program.col_low[columns], program.col_high[columns])
        counting = laid.row_time[rows] > times[int(np.argmax(bound))]
        self.duals[rows[counting]] = duals[counting]


def seams_of(laid: Laid, day: int) -> Seams:
    """Return nothing joined yet."""
    return Seams(laid, day, np.zeros(len(laid.row_time)), sp.csr_array(laid.program.matrix.T))


def _least(weights: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    """Return, per column of weights, the least of Σ weight · z over low ≤ z ≤ high; dust counts as zero."""
    weights = np.where(np.abs(weights) <= DUST, 0.0, weights)
    side = np.where(weights > 0.0, low[:, np.newaxis], high[:, np.newaxis])
    found: FloatArray = np.multiply(weights, side, out=np.zeros_like(side), where=weights != 0.0).sum(axis=0)
    return found
