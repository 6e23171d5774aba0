"""The steps of a dispatch: when they start, how long each is, how many there are."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

DAY_S = 86_400
Window = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """`count` steps of `step_h` hours each, one after the other without gap, labelled by their start in market time.

    The zone of `start` is the market's: a fixed offset, or one with summer time (`ZoneInfo`), where a day may hold 23
    or 25 hours while every step stays as long as the others. A part of a longer horizon counts its weeks from that
    one's first day, `weeks_from`.
    """

    start: datetime
    step_h: float
    count: int
    weeks_from: date | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None:
            raise ValueError("a horizon starts at a time with its offset, e.g. 2026-01-01T00:00+08:00")
        if not (self.step_h > 0 and self.count > 0):
            raise ValueError("a horizon has at least one step of positive length")

    @property
    def hours(self) -> float:
        """Length of the whole horizon [h]."""
        return self.count * self.step_h

    @property
    def steps_per_day(self) -> int:
        """Number of steps in a day of 24 hours."""
        return round(24 / self.step_h)

    @property
    def first_day_of_weeks(self) -> date:
        """The day from which weeks are counted."""
        return self.weeks_from or self.start.date()

    @property
    def zone(self) -> tzinfo:
        """The market's time zone."""
        return cast(tzinfo, self.start.tzinfo)  # refused without one when made

    @property
    def end(self) -> datetime:
        """When the last step ends, in market time."""
        length = timedelta(seconds=self.count * round(self.step_h * 3600))
        return datetime.fromtimestamp((self.start.timestamp() + length.total_seconds()), self.zone)

    def between(self, first: int, last: int) -> "Horizon":
        """Return the steps from `first` to before `last` as a horizon of their own."""
        if not 0 <= first < last <= self.count:
            raise ValueError(f"steps {first} to {last} of {self.count}")
        start_s = self.start.timestamp() + first * round(self.step_h * 3600)
        start = datetime.fromtimestamp(start_s, self.zone)
        return replace(self, start=start, count=last - first, weeks_from=self.first_day_of_weeks)

    def instants_s(self) -> "npt.NDArray[np.int64]":
        """Return the start of each step in seconds since 1970 UTC, shape (steps,)."""
        import numpy as np

        return int(self.start.timestamp()) + np.arange(self.count, dtype=np.int64) * round(self.step_h * 3600)

    def starts(self) -> "npt.NDArray[np.datetime64]":
        """Return the start of each step as market clock time, shape (steps,); the clock repeats an hour in autumn."""
        instants_s = self.instants_s()
        clock: npt.NDArray[np.datetime64] = (instants_s + offsets_s(self.zone, instants_s)).astype("datetime64[s]")
        return clock

    def clock_steps(self) -> "npt.NDArray[np.int64]":
        """Return how many steps the market clock is past the start at each point, shape (count + 1,).

        With summer time it leaps over an hour in spring and shows one again in autumn; otherwise 0, 1, 2, …
        """
        return _clock_steps_of(self)

    def at_clock(self, clock_steps: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int64]":
        """Return the first points at which the clock has gone so many steps, at most `count`; negative ones stay."""
        import numpy as np

        reached = np.maximum.accumulate(self.clock_steps())
        points: npt.NDArray[np.int64] = np.searchsorted(reached, clock_steps)
        return np.where(clock_steps < 0, clock_steps, np.minimum(points, self.count))

    def month_of_step(self) -> "npt.NDArray[np.int64]":
        """Return the calendar month 1..12 of each step, shape (steps,)."""
        months: npt.NDArray[np.int64] = self._calendar("M") % 12 + 1
        return months

    def day_of_step(self) -> "npt.NDArray[np.int64]":
        """Return the number of the calendar day of each step, counted from the first day, shape (steps,)."""
        return self.windows("day")

    def windows(self, kind: Window) -> "npt.NDArray[np.int64]":
        """Return the number of the window each step lies in, 0, 1, 2, …, shape (steps,).

        Days, months and years are those of the market's calendar; weeks are seven days counted from the first day.
        """
        numbers = self._calendar({"day": "D", "week": "D", "month": "M", "year": "Y"}[kind])
        if kind == "week":
            numbers = (numbers - _days_since_1970(self.first_day_of_weeks)) // 7
        counted: npt.NDArray[np.int64] = numbers - numbers[0]
        return counted

    def _calendar(self, unit: str) -> "npt.NDArray[np.int64]":
        """Return the calendar unit each step lies in, counted from 1970, shape (steps,)."""
        return _calendar_of(self, unit)


def _days_since_1970(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


@lru_cache(maxsize=16)
def _calendar_of(horizon: Horizon, unit: str) -> "npt.NDArray[np.int64]":
    """Return the calendar of a horizon, the same read-only array for all who ask: every fee of a year does."""
    import numpy as np

    found = horizon.starts().astype(f"datetime64[{unit}]").astype(np.int64)
    found.setflags(write=False)
    return found


@lru_cache(maxsize=16)
def _clock_steps_of(horizon: Horizon) -> "npt.NDArray[np.int64]":
    """Return the same read-only array for all who ask."""
    import numpy as np

    clock = replace(horizon, count=horizon.count + 1).starts()
    found: npt.NDArray[np.int64] = np.rint((clock - clock[0]) / np.timedelta64(round(horizon.step_h * 3600), "s"))
    found = found.astype(np.int64)
    found.setflags(write=False)
    return found


def zone_of(text: str) -> tzinfo:
    """Return the zone a text names: `+08:00`, `UTC`, or a place such as `Europe/Berlin`; ValueError otherwise."""
    try:
        return ZoneInfo(text) if "/" in text else _fixed(text)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"{text!r} is no time zone") from error


def _fixed(text: str) -> tzinfo:
    found = datetime.fromisoformat("2000-01-01T00:00" + ("Z" if text == "UTC" else text)).tzinfo
    if found is None:
        raise ValueError(text)
    return found


def offsets_s(zone: tzinfo, instants_s: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int64]":
    """Return how far the market clock runs ahead of UTC at each instant [s]; both of shape (n,)."""
    import numpy as np

    if isinstance(zone, timezone):
        return np.full(len(instants_s), zone.utcoffset(None).total_seconds(), dtype=np.int64)

    def at(instant_s: int) -> int:
        offset = datetime.fromtimestamp(instant_s, zone).utcoffset()
        return 0 if offset is None else round(offset.total_seconds())

    # A clock changes on few days: ask at the edges of each day, and step by step only where they differ.
    days, day_of = np.unique(instants_s // DAY_S, return_inverse=True)
    first = np.array([at(int(day) * DAY_S) for day in days], dtype=np.int64)
    last = np.array([at((int(day) + 1) * DAY_S - 1) for day in days], dtype=np.int64)
    found: npt.NDArray[np.int64] = first[day_of]
    for index in np.flatnonzero((first != last)[day_of]):
        found[index] = at(int(instants_s[index]))
    return found
