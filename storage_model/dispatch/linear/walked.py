"""What windows have decided, proved and know of the basis, put together in order of time."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.linear.laid import Laid, Window, in_place
from storage_model.dispatch.linear.moved_on import moved_on
from storage_model.dispatch.linear.seams import Seams, seams_of
from storage_model.dispatch.solver.hand_over import AT_HIGH, AT_LOW, BASIC, FREE, Basis, Codes, basis_of_codes
from storage_model.dispatch.solver.highs import SolverAnswer, solver_version


@dataclass(frozen=True, slots=True)
class Stood:
    """How the columns and rows of a window stood at its optimum."""

    window: Window
    of_columns: Codes
    of_rows: Codes

    def basis(self) -> Basis:
        """Return the basis of that optimum."""
        return basis_of_codes(self.of_columns, self.of_rows)


@dataclass(slots=True)
class Walked:
    """Values, joined duals and codes of the basis for a whole programme; what no window has decided yet is idle."""

    laid: Laid
    values: FloatArray
    seams: Seams
    of_columns: Codes
    of_rows: Codes
    iterations: int = 0

    def copy(self) -> "Walked":
        """Return the same to go on with apart."""
        seams = replace(self.seams, duals=self.seams.duals.copy())
        return Walked(self.laid, self.values.copy(), seams, self.of_columns.copy(), self.of_rows.copy())

    def take(self, highs: Any, part: LinearProgram, window: Window, until: int) -> Stood:
        """Keep what lies before a time: values of columns, and how columns and rows stand; return how all stood."""
        rows, columns = window.rows, window.columns
        found, of_columns, of_rows = _read(highs, part)
        decided = int(np.searchsorted(self.laid.column_time[columns], until))
        proved = int(np.searchsorted(self.laid.row_time[rows], until))
        self.values[columns.start : columns.start + decided] = found[:decided]
        self.of_columns[columns.start : columns.start + decided] = of_columns[:decided]
        self.of_rows[rows.start : rows.start + proved] = of_rows[:proved]
        self.iterations += highs.getInfo().simplex_iteration_count
        return Stood(window, of_columns, of_rows)

    def go_on_with(self, later: "Walked", since: int) -> None:
        """Take from a time on what another has decided, proved and knows."""
        columns = slice(int(np.searchsorted(self.laid.column_time, since)), None)
        rows = slice(int(np.searchsorted(self.laid.row_time, since)), None)
        self.values[columns], self.of_columns[columns] = later.values[columns], later.of_columns[columns]
        self.seams.duals[rows], self.of_rows[rows] = later.seams.duals[rows], later.of_rows[rows]
        self.iterations += later.iterations

    def basis_of(self, window: Window) -> Basis:
        """Return how a window stands."""
        return basis_of_codes(self.of_columns[window.columns], self.of_rows[window.rows])

    def basis_like(self, stood: Stood, window: Window) -> Basis:
        """Return a basis for a window that stands as another stood."""
        laid, before = self.laid, stood.window
        of_columns = moved_on(
            stood.of_columns,
            laid.column_likeness(before),
            laid.column_likeness(window),
            self.of_columns[window.columns],
        )
        of_rows = moved_on(
            stood.of_rows, laid.row_likeness(before), laid.row_likeness(window), self.of_rows[window.rows]
        )
        return basis_of_codes(of_columns, of_rows)

    def answer(self) -> SolverAnswer:
        """Return what is decided and proved in the order the programme had."""
        laid = self.laid
        objective = laid.program.objective_of(self.values)
        of_columns, of_rows = in_place(self.of_columns, laid.column_order), in_place(self.of_rows, laid.row_order)
        return SolverAnswer(
            values=in_place(self.values, laid.column_order),
            row_duals=in_place(self.seams.duals, laid.row_order),
            objective=objective,
            bound=objective,
            iterations=self.iterations,
            solver=f"HiGHS {solver_version()}",
            in_time=True,
            basis=basis_of_codes(of_columns, of_rows),
        )


def nothing_yet(laid: Laid, day: int) -> Walked:
    """Return every column at a bound it has and every row basic, nothing decided and nothing proved."""
    program = laid.program
    at_bound = np.where(np.isfinite(program.col_low), AT_LOW, np.where(np.isfinite(program.col_high), AT_HIGH, FREE))
    of_rows = np.full(len(program.row_low), BASIC, dtype=np.int8)
    return Walked(laid, np.zeros(len(laid.column_time)), seams_of(laid, day), at_bound.astype(np.int8), of_rows)


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
