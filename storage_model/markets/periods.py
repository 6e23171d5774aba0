"""Periods of the market's day, and days on which a product is won."""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from pydantic import Field

from storage_model.blocks import FloatArray, IntArray
from storage_model.horizon import Horizon
from storage_model.units import HOURS_PER_DAY

DAYS_PER_YEAR = 365
# How exactly a time of day can be written as a decimal, a third of an hour as 0.3333 [h].
SECOND_H = 1 / 3_600
DaysWon = Annotated[float, Field(ge=0, le=DAYS_PER_YEAR)]


def hour_of_step(horizon: Horizon) -> FloatArray:
    """Return the hour of the market clock at which each step starts, 0 to below 24, shape (steps,)."""
    starts = horizon.starts()
    hours: FloatArray = (starts - starts.astype("datetime64[D]")) / np.timedelta64(1, "h")
    return hours


def period_of_step(horizon: Horizon, starts_h: Sequence[float]) -> IntArray:
    """Return which period of its day each step lies in, 0, 1, …; periods begin at the given hours, the first at 0."""
    reached_h = hour_of_step(horizon) + SECOND_H
    periods: IntArray = np.searchsorted(np.asarray(starts_h), reached_h, side="right") - 1
    return periods.astype(np.int64)


def span_of_step(horizon: Horizon, starts_h: Sequence[float]) -> IntArray:
    """Return the number of the day and period each step lies in; equal numbers are one span, shape (steps,)."""
    return horizon.day_of_step() * len(starts_h) + period_of_step(horizon, starts_h)


def every_hours(length_h: float) -> list[float]:
    """Return when periods begin of which a whole number, of this length, fills a day [h]."""
    count = round(HOURS_PER_DAY / length_h)
    return [number * HOURS_PER_DAY / count for number in range(count)]


def fills_a_day(length_h: float) -> bool:
    """Whether a whole number of periods of this length is a day, each to a second."""
    count = round(HOURS_PER_DAY / length_h)
    return count > 0 and abs(length_h - HOURS_PER_DAY / count) < SECOND_H


def won_days(horizon: Horizon, days_per_year: float) -> FloatArray:
    """Return 1 on the steps of days a product is won and 0 on others, spread evenly over the year, shape (steps,).

    Day n of the calendar year is won where n/365 of the won days passes the next whole number; no luck, no season.
    """
    starts = horizon.starts()
    day_of_year = (starts.astype("datetime64[D]") - starts.astype("datetime64[Y]")).astype(np.int64)
    share = days_per_year / DAYS_PER_YEAR
    won: FloatArray = np.floor((day_of_year + 1) * share + 1e-9) - np.floor(day_of_year * share + 1e-9)
    return won
