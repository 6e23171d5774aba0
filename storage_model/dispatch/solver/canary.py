"""Two tiny programmes whose optimum is known by hand, solved once in every process before the solver is trusted.

A version of HiGHS has been published that returned wrong optima and called them optimal; a proof catches that for a
linear programme, but nothing would for whole numbers.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.problems import MissingPartError

TOLERANCE = 1e-9


def _programme(cost: list[float], rows: list[list[float]], high: list[float], *, whole: bool) -> LinearProgram:
    width = len(cost)
    return LinearProgram(
        cost=np.array(cost),
        offset=0.0,
        matrix=sp.csr_array(np.array(rows)),
        row_low=np.full(len(rows), -np.inf),
        row_high=np.array(high),
        col_low=np.zeros(width),
        col_high=np.full(width, np.inf),
        integer=np.full(width, whole),
        columns={},
        rows={},
    )


# x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: 3x + 5y is at most 36, at (2, 6).
LINEAR = _programme([-3.0, -5.0], [[1.0, 0.0], [0.0, 2.0], [3.0, 2.0]], [4.0, 12.0, 18.0], whole=False)
# 6a + 4b ≤ 24, a + 2b ≤ 6: 5a + 4b is at most 21 at (3, 1.5), with whole numbers 20 at (4, 0).
WHOLE = _programme([-5.0, -4.0], [[6.0, 4.0], [1.0, 2.0]], [24.0, 6.0], whole=True)
KNOWN = ((LINEAR, -36.0, (2.0, 6.0)), (WHOLE, -20.0, (4.0, 0.0)))


@cache
def require_sound(run: Callable[[LinearProgram], Any]) -> None:
    """Raise MissingPartError where the solver, by the way it is about to be used, gets a known optimum wrong."""
    for programme, optimum, values in KNOWN:
        highs = run(programme)
        found, at = highs.getInfo().objective_function_value, np.array(highs.getSolution().col_value)
        if abs(found - optimum) > TOLERANCE or len(at) != len(values) or np.abs(at - values).max() > TOLERANCE:
            raise MissingPartError(
                f"求解器不可信 · the solver cannot be trusted: HiGHS {highs.version()} returns {found:g} where the "
                f"optimum is {optimum:g}; install the version of highspy that requirements/core.lock names"
            )
