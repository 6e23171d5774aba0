"""A linear programme as plain arrays that still knows the names of its columns and rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.dispatch.compile.cut import block_of
from storage_model.dispatch.compile.names import Members
from storage_model.dispatch.compile.pattern import Pattern

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def dot(one: FloatArray, other: FloatArray) -> float:
    """Return Σ one · other; not by BLAS, whose threads wait for each other where others use the machine too."""
    return float(np.sum(one * other))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearProgram:
    """Minimise `cost·x + offset` with `row_low ≤ matrix·x ≤ row_high` and `col_low ≤ x ≤ col_high`, some x whole.

    `columns` and `rows` map the name of a Pyomo component, e.g. `assets[station].charge_mw`, to its slice; within a
    slice the order is that of the component's `members`. `pattern` is where the matrix came from, if it is kept.
    """

    cost: FloatArray
    offset: float
    matrix: sp.csr_array
    row_low: FloatArray
    row_high: FloatArray
    col_low: FloatArray
    col_high: FloatArray
    integer: Flags
    columns: Mapping[str, slice]
    rows: Mapping[str, slice]
    members: Mapping[str, Members] = field(default_factory=dict)
    pattern: Pattern | None = None

    def objective_of(self, values: FloatArray) -> float:
        """Return what one value per column costs."""
        return dot(self.cost, values) + self.offset

    def with_fixed(self, values: FloatArray) -> "LinearProgram":
        """Return the programme with its whole-number columns fixed at the given values."""
        whole = np.round(values)
        low, high = (np.where(self.integer, whole, side) for side in (self.col_low, self.col_high))
        return replace(self, col_low=low, col_high=high, integer=np.zeros_like(self.integer))

    def relaxed(self) -> "LinearProgram":
        """Return the programme without the demand that some columns be whole."""
        return replace(self, integer=np.zeros_like(self.integer))

    def part(self, rows: IntArray | slice, columns: IntArray | slice) -> "LinearProgram":
        """Return these rows and columns, in this order, as a programme of its own without names or offset."""
        if isinstance(rows, slice) and isinstance(columns, slice):
            matrix = block_of(self.matrix, rows, columns)
        else:
            matrix = sp.csr_array(self.matrix[rows][:, columns])  # type: ignore[index]  # stubs know one or the other
        return replace(
            self,
            cost=self.cost[columns],
            offset=0.0,
            matrix=matrix,
            row_low=self.row_low[rows],
            row_high=self.row_high[rows],
            col_low=self.col_low[columns],
            col_high=self.col_high[columns],
            integer=self.integer[columns],
            columns={},
            rows={},
            pattern=None,
        )

    def asks_the_same(self, other: "LinearProgram") -> bool:
        """Whether another programme has the same columns, rows and numbers, so that it has the same answers."""
        if self.matrix.shape != other.matrix.shape or dict(self.columns) != dict(other.columns):
            return False
        numbers = ("cost", "row_low", "row_high", "col_low", "col_high", "integer")
        mine, theirs = self.matrix, other.matrix
        pairs = [(getattr(self, name), getattr(other, name)) for name in numbers]
        pairs += [(getattr(mine, name), getattr(theirs, name)) for name in ("indptr", "indices", "data")]
        return self.offset == other.offset and all(np.array_equal(one, two) for one, two in pairs)

    def by_component(self, values: FloatArray) -> dict[str, FloatArray]:
        """Split one value per column into one array per variable component."""
        return {name: values[place] for name, place in self.columns.items()}

    def time_of_columns(self) -> IntArray:
        """Return the step or point of each column that has one, else −1, shape (columns,)."""
        time = np.full(len(self.cost), -1, dtype=np.int64)
        for name, place in self.columns.items():
            if name in self.members and self.members[name].by_time:
                time[place] = self.members[name].values
        return time

    def not_finite(self) -> list[str]:
        """Return the names of the components that hold a NaN, or an infinite cost or coefficient; empty when sound."""
        sick_columns = ~np.isfinite(self.cost) | np.isnan(self.col_low) | np.isnan(self.col_high)
        sick_rows = np.isnan(self.row_low) | np.isnan(self.row_high)
        if not np.isfinite(self.matrix.data).all():
            coefficients = sp.coo_array(self.matrix)
            sick_rows[coefficients.row[~np.isfinite(coefficients.data)]] = True
        named = [name for name, place in self.columns.items() if sick_columns[place].any()]
        named += [name for name, place in self.rows.items() if sick_rows[place].any()]
        return named if np.isfinite(self.offset) else [*named, "objective"]
