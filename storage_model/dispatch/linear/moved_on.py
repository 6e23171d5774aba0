"""Where a window begins: what it holds stands as its like stood in the window before.

Rules that no value can break are left out, in one window others than in the next, so places do not tell what is alike:
the component does, and the time since the window began.
"""

import numpy as np

from storage_model.dispatch.linear.laid import Likeness
from storage_model.dispatch.solver.hand_over import Codes


def moved_on(codes: Codes, before: Likeness, now: Likeness, idle: Codes) -> Codes:
    """Return how columns or rows stand like those of before; idle what has no like there."""
    shape = [1 + max(one.max(initial=-1), other.max(initial=-1)) for one, other in zip(before, now, strict=True)]
    stood = np.full(shape, -1, dtype=np.int8)
    stood[before] = codes
    found = stood[now]
    return np.where(found < 0, idle, found)
