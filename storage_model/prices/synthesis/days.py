"""The calendar a year is made on."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

import numpy as np

from storage_model.blocks import FloatArray, IntArray
from storage_model.horizon import Horizon, zone_of
from storage_model.problems import InputError, Problem
from storage_model.units import HOURS_PER_DAY

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a calendar year: month 0..11 and weekend of each, shape (days,)."""

    horizon: Horizon
    month: IntArray
    weekend: FloatArray

    @property
    def count(self) -> int:
        """Days in the year."""
        return len(self.month)

    @property
    def of_month(self) -> FloatArray:
        """Days in each month, shape (12,)."""
        return np.bincount(self.month).astype(float)


def days_of(year: int, zone: str, step_h: float) -> Days:
    """Return the days of a year with steps of `step_h`; InputError for a zone that is not a fixed offset."""
    start = datetime(year, 1, 1, tzinfo=_fixed_zone(zone))
    ordinals = np.arange(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    dates = [date.fromordinal(int(ordinal)) for ordinal in ordinals]
    return Days(
        horizon=Horizon(start=start, step_h=step_h, count=round(len(dates) * HOURS_PER_DAY / step_h)),
        month=np.array([day.month - 1 for day in dates]),
        weekend=np.array([day.weekday() >= SATURDAY for day in dates], dtype=float),
    )


def _fixed_zone(zone: str) -> tzinfo:
    """Return the zone; one with summer time has days of 23 and 25 hours, for which no day is made."""
    try:
        found = zone_of(zone)
    except ValueError:
        found = None
    if found is None or "/" in zone:
        fix = "write the market's offset, e.g. +08:00"
        problem = Problem(code="E114", place="", key="zone", got=repr(zone), expected="a fixed offset", fix=fix)
        raise InputError([problem])
    return found
