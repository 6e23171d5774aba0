"""Dates, clock times and period numbers as people write them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from storage_model.blocks import IntArray
from storage_model.prices.read.table import Cell, text_of

T = TypeVar("T")
BoolArray = npt.NDArray[np.bool]
DAY_S = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<m>\d{2})(?P<d>\d{2}))"
)
_YEAR_LAST = {
    "dmy": re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    "mdy": re.compile(r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4})"),
}
_CLOCK = re.compile(r"(\d{1,2})[::时](\d{2})分?(?:[::](\d{2})(?:\.0+)?)?(?: ?([AaPp])[Mm])?")
_UTC = ("Z", "UTC", "GMT")
_OFFSET = re.compile(r"([-+])(\d{2}):?(\d{2})?")
_PERIOD = re.compile(r"\D*?(\d{1,3})\D*")
_RANGE = re.compile(r"\s+(?:-|–|—|to)\s+|\s*[~~至]\s*")
_CLOCK_RANGE = re.compile(r"(?<=\d)[-–—](?=\d{1,2}[::])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock time: seconds since the day began, 86 400 for 24:00; its offset from UTC [s] or the name of its zone."""

    second: int
    offset_s: int | None = None
    zone_name: str = ""


def day_of(text: str, order: str | None) -> int | None:
    """Return the day a date names, counted from 1970; None when it is none, or when its order is not declared."""
    found = (_YEAR_FIRST if order in (None, "ymd") else _YEAR_LAST[order]).fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        named = date(int(parts["year"]), int(parts["month"] or parts["m"]), int(parts["day"] or parts["d"]))
    except ValueError:
        return None
    return named.toordinal() - _EPOCH


def order_is_open(text: str) -> bool:
    """Whether a date ends with its year, so that day and month may stand either way."""
    return _YEAR_LAST["dmy"].fullmatch(text) is not None


def clock_of(text: str) -> Clock | None:
    """Return a clock time such as `0:15`, `24:00:00`, `00:00+08:00`, `01:45:00 (CET)`, `1:00 PM`; None otherwise."""
    found = _CLOCK.match(text)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    whole = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or whole > DAY_S:
        return None
    return _with_zone(whole, text[found.end() :].strip().strip("()"))


def _with_zone(second: int, zone: str) -> Clock | None:
    """Return a clock time with what is written behind it: nothing, an offset, or the name of a zone."""
    offset = _OFFSET.fullmatch(zone)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return Clock(second=second, offset_s=(-60 if offset[1] == "-" else 60) * minutes) if minutes <= 840 else None
    if zone in _UTC:
        return Clock(second=second, offset_s=0)
    return Clock(second=second, zone_name=zone) if not zone or (zone.isalpha() and zone.isupper()) else None


def period_of(text: str) -> int | None:
    """Return the number of a period: `7`, `07`, `P7`, `时段7`, `第7点`; None otherwise."""
    found = _PERIOD.fullmatch(text)
    return int(found[1]) if found and not re.search(r"[.:,+\-]", text) else None


def first_of_range(text: str) -> str | None:
    """Return where a range of times starts, or None when the text is no range."""
    parts = _RANGE.split(text, maxsplit=1)
    if len(parts) == 1:
        parts = _CLOCK_RANGE.split(text, maxsplit=1)
    return parts[0] if len(parts) == 2 else None


def split_stamps(cells: Sequence[Cell]) -> tuple[list[str], list[str]]:
    """Return the dates and the clock times in cells that hold both; the time is empty where there is a date alone."""
    texts = [(cell if isinstance(cell, str) else _stamp_text(cell)).strip() for cell in cells]
    usual, other = ("T", " ") if texts and texts[0][10:11] == "T" else (" ", "T")
    parts = [text.partition(usual) if usual in text else text.partition(other) for text in texts]
    return [head for head, _, _ in parts], [tail for _, _, tail in parts]


def _stamp_text(cell: Cell) -> str:
    if not isinstance(cell, datetime):
        return text_of(cell)
    whole = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)  # workbooks keep days as fractions
    return whole.isoformat(sep=" ")


def clock_text(cell: Cell) -> str:
    """Return a clock time cell as text, to the second."""
    if isinstance(cell, time):
        second = cell.hour * 3600 + cell.minute * 60 + cell.second + round(cell.microsecond / 1e6)
        return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    if isinstance(cell, datetime):
        return _stamp_text(cell).partition(" ")[2]
    return text_of(cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct(Generic[T]):
    """What texts mean: each different one once, and which of them stands in each row, shape (rows,)."""

    meanings: Sequence[T | None]
    of_row: IntArray

    def unread(self) -> BoolArray:
        """Return in which rows the text means nothing, shape (rows,)."""
        return np.array([meaning is None for meaning in self.meanings], dtype=bool)[self.of_row]

    def each(self, number: Callable[[T], int], nothing: int = 0) -> IntArray:
        """Return a number of the meaning in each row, shape (rows,)."""
        numbers = [nothing if meaning is None else number(meaning) for meaning in self.meanings]
        return np.array(numbers, dtype=np.int64)[self.of_row]


def distinct(read: Callable[[str], T | None], texts: Sequence[str]) -> Distinct[T]:
    """Return what each text means; a text that comes again is read once, since a year has few dates and few times."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    of_row = np.fromiter(map(numbers.__getitem__, texts), dtype=np.int64, count=len(texts))
    return Distinct(meanings=[read(text) for text in numbers], of_row=of_row)
