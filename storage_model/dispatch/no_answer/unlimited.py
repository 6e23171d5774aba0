"""What could grow for ever where nothing limits the income."""

import numpy as np

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.no_answer.conflict import DUST, LEAST, MOST, Limit, named
from storage_model.dispatch.solver.hand_over import loaded


def unlimited(program: LinearProgram, time_limit_s: float) -> tuple[Limit, ...]:
    """Return the quantities that earn more and more along a ray, `most` where they rise; empty without such a ray."""
    highs = loaded(program.relaxed(), {"presolve": "off", "time_limit": time_limit_s})
    highs.run()
    _, found, ray = highs.getPrimalRay()
    if not found:
        return ()
    moving = np.abs(ray) > DUST * np.abs(ray).max(initial=0.0)
    sides = np.where(moving & (program.cost * ray < 0), np.where(ray > 0, MOST, LEAST), 0).astype(np.int8)
    return tuple(named(program, np.zeros(len(program.row_low), dtype=np.int8), sides))
