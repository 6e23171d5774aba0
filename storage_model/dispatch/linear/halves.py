"""Where a long horizon may be walked in two halves at once, and what the second half does not know of the first."""

from dataclasses import replace

import numpy as np

from storage_model.dispatch.compile.linear_program import IntArray, LinearProgram
from storage_model.dispatch.linear.closing import closing
from storage_model.dispatch.linear.laid import Laid

# The middle lies this far from the beginning at least, and from the end, as a share of the horizon.
THIRD = 1 / 3


def free_days(laid: Laid, day: int) -> IntArray:
    """Return the beginnings of days that no rule reaches across by more than a day; what closes the horizon aside."""
    spans = (laid.row_first >= 0) & (laid.row_time - laid.row_first > day) & ~closing(laid, day)
    begun = np.bincount(laid.row_first[spans] + 1, minlength=laid.end + 2)
    over = np.bincount(laid.row_time[spans] - day, minlength=laid.end + 2)
    times = np.arange(0, laid.end, day)
    free: IntArray = times[np.cumsum(begun - over)[times] == 0]
    return free


def middle_of(laid: Laid, free: IntArray) -> int | None:
    """Return the free day nearest the middle; None where a rule spans all about it, a yearly budget say."""
    inside = free[np.abs(free / laid.end - 0.5) <= 0.5 - THIRD]
    return int(inside[np.abs(inside - laid.end / 2).argmin()]) if len(inside) else None


def without_past(laid: Laid, program: LinearProgram, since: int, day: int) -> LinearProgram:
    """Return the programme with every rule left open that reaches from before a time across it; what joins the
    beginning to the end is kept, since that beginning is decided first.
    """
    across = (laid.row_first < since) & (laid.row_time >= since) & ~closing(laid, day)
    return replace(
        program,
        row_low=np.where(across, -np.inf, program.row_low),
        row_high=np.where(across, np.inf, program.row_high),
    )
