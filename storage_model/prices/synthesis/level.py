"""Setting the level: the shifts of tightness at which mean prices come out as published."""

from collections.abc import Callable

import numpy as np

from storage_model.blocks import FloatArray, IntArray

WIDEST = 8.0


def shifts_for_means(
    price_of: Callable[[FloatArray], FloatArray], wanted: FloatArray, group: IntArray, rounds: int
) -> FloatArray:
    """Return for each day its group's shift of each quarter-hour, shape (days, 96), by bisection.

    `price_of` gives prices for such shifts and rises with them; `wanted` are mean prices of each group's
    quarter-hours, shape (groups, 96); `group` is the group of each day, 0, 1, … in order, shape (days,).
    After `rounds` halvings a shift is known to WIDEST × 2^(1 − rounds).
    """
    first = np.flatnonzero(np.diff(group, prepend=-1))
    count = np.bincount(group)[:, None]
    low, high = np.full(wanted.shape, -WIDEST), np.full(wanted.shape, WIDEST)
    for _ in range(rounds):
        middle = (low + high) / 2
        below = np.add.reduceat(price_of(middle[group]), first, axis=0) / count < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    shifts: FloatArray = ((low + high) / 2)[group]
    return shifts
