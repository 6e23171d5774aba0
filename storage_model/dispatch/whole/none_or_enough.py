"""Whole numbers that say one thing of one quantity: it is none, or between a least and a most.

While such a number need not be whole its rules say nothing, for a share of it allows every value within the bounds. So
the relaxed optimum is found without them; where the quantity is none or enough the number is whole at no cost, and only
where it lies between has it to be decided.
"""

from dataclasses import dataclass, replace

import numpy as np

from storage_model.dispatch.compile.cut import row_of_cells
from storage_model.dispatch.compile.linear_program import Flags, FloatArray, IntArray, LinearProgram

# Nearer to a whole number than this, a value counts as one.
WHOLE = 1e-6
# How a matrix stands by cells: the row and the column of each, and what is in it.
Cells = tuple[IntArray, IntArray, FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOrEnough:
    """Numbers of a programme with the rules that speak of each and of its one quantity; arrays of shape (rules,).

    A rule is `row_low ≤ of_quantity · quantity + of_number · number ≤ row_high`.
    """

    program: LinearProgram
    rows: IntArray
    numbers: IntArray
    quantities: IntArray
    of_number: FloatArray
    of_quantity: FloatArray

    def relaxed(self) -> LinearProgram:
        """Return the programme without the demand that numbers be whole and the rules that then say nothing."""
        row_low, row_high = self.program.row_low.copy(), self.program.row_high.copy()
        row_low[self.rows], row_high[self.rows] = -np.inf, np.inf
        return replace(self.program.relaxed(), row_low=row_low, row_high=row_high)

    def decided(self, values: FloatArray) -> FloatArray:
        """Return values with each number whole where its quantity allows it, and the least share of it elsewhere.

        A weight near zero makes much of rounding, so what it asks for stays within the bounds of the number.
        """
        if not len(self.numbers):
            return values.copy()
        low, high = self.allowed(values)
        numbers = np.unique(self.numbers)
        whole = np.ceil(low[numbers] - WHOLE)
        found = values.copy()
        asked = np.where(whole <= high[numbers] + WHOLE, whole, low[numbers])
        found[numbers] = np.clip(asked, self.program.col_low[numbers], self.program.col_high[numbers])
        return found

    def allowed(self, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the least and the most of each column that its rules allow beside these quantities."""
        low, high = self.program.col_low.copy(), self.program.col_high.copy()
        taken = self.of_quantity * values[self.quantities]
        ends = [(side[self.rows] - taken) / self.of_number for side in (self.program.row_low, self.program.row_high)]
        np.maximum.at(low, self.numbers, np.minimum(*ends))
        np.minimum.at(high, self.numbers, np.maximum(*ends))
        return low, high


def none_or_enough(program: LinearProgram) -> NoneOrEnough:
    """Return the numbers without a cost whose rules leave their one quantity free within its bounds."""
    rules = _pairs(program)
    ends = (np.where(np.isfinite(side), side, 0.0) for side in (program.col_low, program.col_high))
    free = np.isfinite(program.col_low) & np.isfinite(program.col_high)
    free = free[rules.quantities]
    for values in ends:
        low, high = rules.allowed(values)
        free &= (low <= high)[rules.numbers]
    return _without(rules, rules.numbers[~free])


def no_offers(program: LinearProgram) -> NoneOrEnough:
    """Return the rules of a programme that is known to have no such numbers."""
    none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
    return NoneOrEnough(
        program=program, rows=none, numbers=none, quantities=none, of_number=nothing, of_quantity=nothing
    )


def _pairs(program: LinearProgram) -> NoneOrEnough:
    """Return the rules of numbers without a cost that stand beside one and the same quantity in all of them."""
    rows, columns, weights = _cells_beside_numbers(program)
    in_row = np.bincount(rows, minlength=len(program.row_low))
    of_number = program.integer[columns]
    paired = (in_row == 2) & (np.bincount(rows, of_number, len(in_row)) == 1)
    mine, other = of_number & paired[rows], ~of_number & paired[rows]
    quantity, weight = np.zeros(len(in_row), dtype=np.int64), np.zeros(len(in_row))
    quantity[rows[other]], weight[rows[other]] = columns[other], weights[other]
    rules = NoneOrEnough(
        program=program,
        rows=rows[mine],
        numbers=columns[mine],
        quantities=quantity[rows[mine]],
        of_number=weights[mine],
        of_quantity=weight[rows[mine]],
    )
    priced = np.flatnonzero(program.integer & (program.cost != 0.0))
    return _without(rules, np.concatenate([columns[of_number & ~paired[rows]], _of_several(rules), priced]))


def _cells_beside_numbers(program: LinearProgram) -> Cells:
    """Return the cells, but for zeros, of the rows in which whole numbers stand."""
    matrix = program.matrix
    row_of = row_of_cells(matrix)
    asked: Flags = np.zeros(matrix.shape[0], dtype=bool)
    counts = matrix.data != 0.0
    asked[row_of[counts & program.integer[matrix.indices]]] = True
    cells = np.flatnonzero(counts & asked[row_of])
    return row_of[cells], matrix.indices[cells].astype(np.int64), matrix.data[cells]


def _of_several(rules: NoneOrEnough) -> IntArray:
    """Return the numbers that stand beside more than one quantity."""
    count = len(rules.program.cost)
    least, most = np.full(count, count), np.full(count, -1)
    np.minimum.at(least, rules.numbers, rules.quantities)
    np.maximum.at(most, rules.numbers, rules.quantities)
    found: IntArray = np.flatnonzero((most >= 0) & (least < most))
    return found


def _without(rules: NoneOrEnough, numbers: IntArray) -> NoneOrEnough:
    """Return the rules of all other numbers."""
    kept = ~np.isin(rules.numbers, numbers)
    fields = ("rows", "numbers", "quantities", "of_number", "of_quantity")
    return replace(rules, **{field: getattr(rules, field)[kept] for field in fields})
