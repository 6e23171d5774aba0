"""What the clock shows at each step and where windows of a calendar meet, counted from the starts of the steps."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

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


def clock_of_steps(starts: npt.NDArray[Any], zone: str | None) -> npt.NDArray[Any]:
    """Return what the clock shows at steps as long as the first, one after the other from the first on.

    The clock of a place, `Europe/London`, leaps over an hour in spring and shows one again in autumn; others run on.
    """
    starts = starts.astype("datetime64[s]")
    step, numbers = starts[1] - starts[0], np.arange(len(starts))
    if zone is None or "/" not in zone:
        return np.asarray(starts[0] + numbers * step)
    place, step_s = ZoneInfo(zone), int(step.astype(np.int64))
    first_s = starts[0].item().replace(tzinfo=place).timestamp()
    shown = [datetime.fromtimestamp(first_s + number * step_s, place).replace(tzinfo=None) for number in numbers]
    return np.array(shown, dtype="datetime64[s]")


def hours_of_steps(starts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return the number of the clock hour each step lies in; an hour that is shown twice is two."""
    starts = starts.astype("datetime64[s]").astype(np.int64)
    run_on_s = starts[0] + np.arange(len(starts)) * (starts[1] - starts[0])
    return np.asarray(run_on_s // 3600, dtype=np.int64)
