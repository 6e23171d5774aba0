"""Where windows of a calendar meet, counted from the starts of the steps."""

from typing import Any

import numpy as np
import numpy.typing as npt

_CALENDAR = {"day": "datetime64[D]", "month": "datetime64[M]", "year": "datetime64[Y]"}
_WEEK = np.timedelta64(7, "D")


def window_edges(starts: npt.NDArray[Any], every: str) -> npt.NDArray[np.int64]:
    """Return the points where windows meet, both ends included; point n is the start of step n."""
    count = len(starts)
    if every == "horizon":
        return np.array([0, count])
    if every == "week":  # counted from the first day on
        numbers = ((starts.astype("datetime64[D]") - starts[0].astype("datetime64[D]")) // _WEEK).astype(np.int64)
    else:
        numbers = starts.astype(_CALENDAR[every]).astype(np.int64)
    inside = np.flatnonzero(np.diff(numbers)) + 1
    return np.concatenate([[0], inside, [count]]).astype(np.int64)
