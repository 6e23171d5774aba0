"""The steps of a dispatch: when they start, how long each is, how many there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """`count` steps of `step_h` hours each, labelled by their start in market time (fixed offset, no summer time)."""

    start: datetime
    step_h: float
    count: int

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

    def starts(self) -> "npt.NDArray[np.datetime64]":
        """Return the start of each step as market clock time, shape (steps,)."""
        import numpy as np

        first = np.datetime64(self.start.replace(tzinfo=None), "s")
        return first + (np.arange(self.count) * round(self.step_h * 3600)).astype("timedelta64[s]")

    def month_of_step(self) -> "npt.NDArray[np.int64]":
        """Return the calendar month 1..12 of each step, shape (steps,)."""
        months: npt.NDArray[np.int64] = self.starts().astype("datetime64[M]").astype(int) % 12 + 1
        return months

    def day_of_step(self) -> "npt.NDArray[np.int64]":
        """Return the number of the calendar day of each step, counted from the first day, shape (steps,)."""
        days = self.starts().astype("datetime64[D]")
        numbers: npt.NDArray[np.int64] = (days - days[0]).astype(int)
        return numbers
