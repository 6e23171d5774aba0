"""What the other side of a split number costs at least, told without solving it."""

from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram

# What a solver's rounding leaves of a price, and of a share in a row of the basis.
NO_PRICE, NO_SHARE = 1e-7, 1e-9


def first_step_cost(
    highs: Any, program: LinearProgram, column: int, limits: tuple[FloatArray, FloatArray], change: float
) -> float:
    """Return what the first step of the dual simplex costs that takes a basic column as far as the change says.

    Prices move along one ray until the first of them is zero; the steps after it can only cost more. Zero where a price
    is zero already, and where none ever is: nothing is known of such a side.
    """
    _, basic = highs.getBasicVariables()
    place = int(np.flatnonzero(basic == column)[0])
    solution = highs.getSolution()
    prices = np.append(solution.col_dual, solution.row_dual)
    moves = np.append(highs.getReducedRow(place)[1], np.negative(highs.getBasisInverseRow(place)[1]))
    moves = moves if change > 0.0 else -moves
    # The price of what is fixed may have either sign.
    open_yet = np.append(limits[0], program.row_low) != np.append(limits[1], program.row_high)
    turning = open_yet & (np.abs(moves) > NO_SHARE) & ((prices * moves < 0.0) | (np.abs(prices) <= NO_PRICE))
    turning[column] = False
    step = np.min(np.abs(prices[turning] / moves[turning]), initial=np.inf)
    return abs(change) * float(step) if np.isfinite(step) else 0.0
