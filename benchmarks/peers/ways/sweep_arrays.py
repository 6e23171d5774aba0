"""A sweep of battery years as arrays: every run begins at the basis of the last."""

from typing import Any

from asked import Found, answer
from battery_arrays import build, ended, handed_over

LAST: list[Any] = []


def solve(q: Any, lp: Any) -> Found:
    """Hand over, begin where the last case ended, run."""
    del q
    highs = handed_over(lp)
    if LAST:
        highs.setBasis(LAST.pop().getBasis())
    LAST.append(highs)
    return ended(highs, lp)


answer(build, solve, "highspy", "scipy")
