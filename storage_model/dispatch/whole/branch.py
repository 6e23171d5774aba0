"""Decide a few whole numbers of a short programme: many small hot steps instead of a solver's long start."""

from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.solver.hand_over import loaded
from storage_model.dispatch.solver.highs import SolverOptions, settings_of
from storage_model.dispatch.solver.threads import threads_of_highs
from storage_model.dispatch.whole.ahead import first_step_cost
from storage_model.dispatch.whole.none_or_enough import WHOLE, NoneOrEnough
from storage_model.dispatch.whole.totals import with_totals

# More whole numbers than these are left to HiGHS, and so is a search beyond so many programmes, or steps of the simplex
# times the rows each of them looks at: by then its cuts are quicker. It does not know to count numbers that are alike,
# so with those a longer search is worth its time: a real day at the floor took 700 programmes. Numbers that say none or
# enough of one quantity are mostly whole at once: a few programmes decide days of them on which HiGHS spends seconds.
MOST_NUMBERS = 120
MOST_NODES, MOST_NODES_COUNTED = 400, 2000
MOST_ROW_STEPS, MOST_ROW_STEPS_COUNTED, MOST_ROW_STEPS_ENOUGH = 1e6, 2.5e6, 1e8


class _TooLongError(Exception):
    """The search has taken its share of programmes, or one of them has no clean end."""


class _Search:
    """Depth first, the nearer side of the first split number first; every programme begins where the last one stood.

    In order of time a number rests on those before it. The last `totals` are decided before all others, the very last
    first.
    """

    def __init__(
        self, program: LinearProgram, totals: int, rules: NoneOrEnough, options: SolverOptions, enough: float
    ) -> None:
        self.low, self.high = program.col_low.copy(), program.col_high.copy()
        self.whole, self.totals = np.flatnonzero(program.integer), totals
        self.program, self.rules = program.relaxed(), rules
        self.highs = loaded(self.program, {**settings_of(self.program, options), "threads": threads_of_highs()})
        self.enough = enough
        self.best, self.values = np.inf, np.zeros(0)
        self.bound, self.nodes, self.row_steps = np.inf, 0, 0
        self.most_nodes = MOST_NODES_COUNTED if totals else MOST_NODES
        self.most_row_steps = MOST_ROW_STEPS_COUNTED if totals else MOST_ROW_STEPS
        self.most_row_steps = MOST_ROW_STEPS_ENOUGH if len(rules.numbers) else self.most_row_steps

    def visit(self) -> None:
        """Search below the present bounds."""
        self.nodes += 1
        if self.nodes > self.most_nodes or self.row_steps > self.most_row_steps:
            raise _TooLongError
        self.highs.run()
        self.row_steps += self.highs.getInfo().simplex_iteration_count * len(self.program.row_low)
        cost = self._cost()
        if cost >= self.best - self.enough:
            self.bound = min(self.bound, cost)
            return
        found = np.array(self.highs.getSolution().col_value)
        values, count = found.copy(), len(found) - self.totals
        values[:count] = self.rules.decided(found[:count])
        stands = np.abs(found - np.round(found)) <= WHOLE
        values[stands] = found[stands]
        rest = np.abs(values[self.whole] - np.round(values[self.whole]))
        if rest.max(initial=0.0) <= WHOLE:
            self.best, self.values = cost, values
            return
        open_totals = np.flatnonzero(rest[len(rest) - self.totals :] > WHOLE)
        place = len(rest) - self.totals + open_totals[-1] if len(open_totals) else np.argmax(rest > WHOLE)
        column = int(self.whole[place])
        # The step of the simplex begins where the number stands, whatever else its quantity would allow it to be.
        self._split(column, float(found[column]), cost)

    def _split(self, column: int, value: float, cost: float) -> None:
        low, high, below, above = float(self.low[column]), float(self.high[column]), np.floor(value), np.ceil(value)
        near, far, change = (low, below), (above, high), above - value
        if value - below >= change:
            near, far, change = far, near, below - value
        far_cost = cost + first_step_cost(self.highs, self.program, column, (self.low, self.high), change)
        self._limit(column, *near)
        self.visit()
        if far_cost >= self.best - self.enough:
            self.bound = min(self.bound, far_cost)
        else:
            self._limit(column, *far)
            self.visit()
        self._limit(column, low, high)

    def _limit(self, column: int, low: float, high: float) -> None:
        self.low[column], self.high[column] = low, high
        self.highs.changeColBounds(column, low, high)

    def _cost(self) -> float:
        import highspy

        status, ended = self.highs.getModelStatus(), highspy.HighsModelStatus
        if status == ended.kOptimal:
            return float(self.highs.getObjectiveValue())
        if status == ended.kInfeasible:
            return float("inf")
        raise _TooLongError


def branched(rules: NoneOrEnough, options: SolverOptions, enough: float) -> tuple[FloatArray, float] | None:
    """Return the best values and a bound below all others; None where there are none, or the search grows long.

    The programme comes with its rules of numbers that say none or enough. What could earn less than `enough` beyond the
    best found is not looked at, but counts in the bound.
    """
    program = rules.program
    others = program.integer & (program.col_low < program.col_high)
    others[rules.numbers] = False
    if int(others.sum()) > MOST_NUMBERS:
        return None
    search = _Search(*with_totals(program, others), rules, options, enough)
    try:
        search.visit()
    except _TooLongError:
        return None
    values = search.values[: len(program.cost)]
    return (values, min(search.best, search.bound)) if len(values) else None


def by_highs(program: LinearProgram, options: SolverOptions, enough: float) -> tuple[FloatArray, float] | None:
    """Return the same by HiGHS' own search."""
    import highspy

    settings: dict[str, Any] = {**settings_of(program, options), "mip_rel_gap": 0.0, "mip_abs_gap": enough}
    highs = loaded(program, settings)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(highs.getSolution().col_value), float(highs.getInfo().mip_dual_bound)
