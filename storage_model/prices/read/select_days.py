"""The days of a longer file that are kept, each of them whole."""

from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from storage_model.prices.read.findings import Findings
from storage_model.prices.read.when import Times
from storage_model.prices.ref import SeriesRef

# Between −12:00 and +14:00.
_FARTHEST_CLOCKS_S = 26 * 3_600
BoolArray = npt.NDArray[np.bool]


def kept_days(times: Times, ref: SeriesRef, found: Findings) -> BoolArray:
    """Return which rows lie in the declared year or days, shape (rows,); notes days that the file does not hold."""
    first, last = _days(ref)
    begin_s = None if first is None else _midnight_s(first, times)
    end_s = None if last is None else _midnight_s(last + timedelta(days=1), times)
    keep = np.ones(len(times.starts_s), dtype=bool)
    if begin_s is not None:
        keep &= times.starts_s >= begin_s
    if end_s is not None:
        keep &= times.starts_s < end_s
    # Of the rows kept, not of all: a hole that begins inside the days and ends outside them is no gap between two rows.
    kept_s = times.starts_s[keep]
    has_first = begin_s is None or (kept_s.size and int(kept_s.min()) < begin_s + times.step_s)
    has_last = end_s is None or (kept_s.size and int(kept_s.max()) + times.step_s >= end_s)
    if not (has_first and has_last and kept_s.size):
        asked = f"the whole of {ref.year}" if ref.year else f"{first or 'the first day'} to {last or 'the last day'}"
        fix = "name days that the file holds, or add the missing ones"
        likely = "a clock other than that of `zone`" if ref.zone and _shifted(times, begin_s, end_s) else ""
        found.error("E212", f"a file from {_text(times, 0)} to {_text(times, -1)}", asked, fix, likely)
    return keep


def _shifted(times: Times, begin_s: int | None, end_s: int | None) -> bool:
    """Whether the file only misses hours that another clock would move, at one end of the days."""
    first_s, last_s = int(times.starts_s.min()), int(times.starts_s.max()) + times.step_s
    late_s = 0 if begin_s is None else first_s - begin_s
    early_s = 0 if end_s is None else end_s - last_s
    return 0 < max(late_s, early_s) <= _FARTHEST_CLOCKS_S and min(late_s, early_s) <= 0


def _days(ref: SeriesRef) -> tuple[date | None, date | None]:
    if ref.year is not None:
        return date(ref.year, 1, 1), date(ref.year, 12, 31)
    first, last = (None if text is None else date.fromisoformat(text) for text in (ref.first_day, ref.last_day))
    return first, last


def _midnight_s(day: date, times: Times) -> int:
    return int(datetime.combine(day, time(), tzinfo=times.zone).timestamp())


def _text(times: Times, index: int) -> str:
    return f"{datetime.fromtimestamp(int(times.starts_s[index]), times.zone):%Y-%m-%d %H:%M}"
