"""Where windows of a horizon meet, as points: point 0 is the start of the first step, point n the end of the last."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray, IntArray
from storage_model.horizon import Horizon, Window

HOURS_PER_YEAR = 8_760.0
Every = Literal["horizon"] | Window


def edges(horizon: Horizon, every: Every, *, part: bool) -> IntArray:
    """Return the points at which one window ends and the next begins, rising.

    Both ends of the horizon are among them, unless it is a `part` of a longer one: then only where a window of the
    market's calendar begins or ends there.
    """
    first, last = np.array([0]), np.array([horizon.count])
    if every == "horizon":
        return np.array([], dtype=np.int64) if part else np.concatenate([first, last])
    inside = np.flatnonzero(np.diff(horizon.windows(every))) + 1
    begins = first if not part or _begins(horizon, every) else first[:0]
    ends = last if not part or _ends(horizon, every) else last[:0]
    return np.concatenate([begins, inside, ends])


def window_share(horizon: Horizon, every: Literal["day", "year"]) -> FloatArray:
    """Return for each window of the horizon the share of it that lies inside, shape (windows,) [0–1]."""
    numbers = horizon.windows(every)
    inside_h = np.bincount(numbers) * horizon.step_h
    whole_h = inside_h.copy()
    whole_h[0] = max(whole_h[0], _length_h(horizon.start, every))
    last_start = horizon.end - timedelta(hours=horizon.step_h)
    whole_h[-1] = max(whole_h[-1], _length_h(last_start, every))
    share: FloatArray = inside_h / whole_h
    return share


def _begins(horizon: Horizon, every: Window) -> bool:
    """Whether a window begins with the horizon."""
    before_s = horizon.start.timestamp() - horizon.step_h * 3600
    start, weeks_from = datetime.fromtimestamp(before_s, horizon.zone), horizon.first_day_of_weeks
    before = replace(horizon, start=start, count=2, weeks_from=weeks_from)
    return bool(before.windows(every)[-1])


def _ends(horizon: Horizon, every: Window) -> bool:
    """Whether a window ends with the horizon."""
    last, after = replace(horizon, count=horizon.count + 1).windows(every)[-2:]
    return bool(after != last)


def _length_h(instant: datetime, every: Literal["day", "year"]) -> float:
    """Return the length of the calendar day or year around an instant [h]."""
    day = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    if every == "day":
        begin, end = day, day + timedelta(days=1)
    else:
        begin = day.replace(month=1, day=1)
        end = begin.replace(year=begin.year + 1)
    return (end.timestamp() - begin.timestamp()) / 3600
