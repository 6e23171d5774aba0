"""The weeks a report shows of a year: the one that earns most, a typical one, the one that earns least."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray, IntArray

DAYS = 7
Kind = Literal["whole", "best", "typical", "worst"]


def weeks(cash_yuan: FloatArray, day_of_step: IntArray) -> Mapping[Kind, slice]:
    """Return the steps of the seven days in a row that earn most, as much as the median, and least.

    Days are those of the market's calendar, of 23 or 25 hours where its clock moves. Of equal weeks the first
    counts. A horizon of up to seven days is one week, `whole`.
    """
    begins = np.flatnonzero(np.diff(day_of_step, prepend=-1))
    if len(begins) <= DAYS:
        return {"whole": slice(0, len(cash_yuan))}
    by_week = np.convolve(np.add.reduceat(cash_yuan, begins), np.ones(DAYS), mode="valid")
    ends = np.append(begins[1:], len(cash_yuan))
    first_day: Mapping[Kind, int] = {
        "best": int(np.argmax(by_week)),
        "typical": int(np.argmin(np.abs(by_week - np.median(by_week)))),
        "worst": int(np.argmin(by_week)),
    }
    return {kind: slice(int(begins[day]), int(ends[day + DAYS - 1])) for kind, day in first_day.items()}
