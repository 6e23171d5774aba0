"""The calendar of steps: months, days and windows in market time, on days of 23 and 25 hours and in leap years too."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from storage_model.horizon import Horizon, offsets_s, zone_of
from storage_model.prices.series import Series

BEIJING = timezone(timedelta(hours=8))
BERLIN = ZoneInfo("Europe/Berlin")


def test_a_leap_year_of_quarter_hours_has_366_even_days() -> None:
    """2024 in +08:00: 35 136 steps, 96 in each of 366 days; a calendar of 365 days would end on 30 December."""
    year = Horizon(start=datetime(2024, 1, 1, tzinfo=BEIJING), step_h=0.25, count=366 * 96)
    assert year.hours == 8_784
    assert np.bincount(year.day_of_step()).tolist() == [96] * 366
    assert np.bincount(year.month_of_step())[2] == 29 * 96
    assert year.end == datetime(2025, 1, 1, tzinfo=BEIJING)


def test_a_day_of_summer_time_keeps_even_steps() -> None:
    """Berlin 2024: 23 hours on 31 March, 25 on 27 October; a fixed offset would give 24 to every day."""
    year = Horizon(start=datetime(2024, 1, 1, tzinfo=BERLIN), step_h=1.0, count=8_784)
    hours = np.bincount(year.day_of_step())
    odd = {str(np.datetime64("2024-01-01") + day): int(hours[day]) for day in np.flatnonzero(hours != 24)}
    assert odd == {"2024-03-31": 23, "2024-10-27": 25}
    assert len(hours) == 366
    assert np.bincount(year.month_of_step())[[3, 10]].tolist() == [31 * 24 - 1, 31 * 24 + 1]
    clock = year.starts().astype(str)
    spring = int(np.flatnonzero(clock == "2024-03-31T01:00:00")[0])
    assert clock[spring + 1] == "2024-03-31T03:00:00"
    assert list(clock).count("2024-10-27T02:00:00") == 2
    assert year.end.isoformat() == "2025-01-01T00:00:00+01:00"
    assert set(np.diff(year.instants_s())) == {3_600}


@pytest.mark.parametrize("minutes", [5, 15, 60])
def test_windows_number_the_steps(minutes: int) -> None:
    """July 2025 to June 2026: 365 days, 53 weeks of which the last has one day, 12 months, parts of two years."""
    per_day = 1_440 // minutes
    year = Horizon(start=datetime(2025, 7, 1, tzinfo=BEIJING), step_h=minutes / 60, count=365 * per_day)
    assert year.steps_per_day == per_day
    assert np.bincount(year.windows("day")).tolist() == [per_day] * 365
    assert np.bincount(year.windows("week")).tolist() == [7 * per_day] * 52 + [per_day]
    assert (np.bincount(year.windows("month")) // per_day).tolist() == [31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30]
    assert (np.bincount(year.windows("year")) // per_day).tolist() == [184, 181]
    assert year.month_of_step()[[0, -1]].tolist() == [7, 6]


def test_a_horizon_that_starts_inside_a_day_counts_that_day() -> None:
    """From 22:00, hourly: two steps on day 0, the rest on day 1."""
    evening = Horizon(start=datetime(2026, 1, 1, 22, tzinfo=BEIJING), step_h=1.0, count=5)
    assert evening.day_of_step().tolist() == [0, 0, 1, 1, 1]


def test_zones_are_offsets_or_places() -> None:
    """`+08:00`, `UTC` and a place are zones; anything else says so."""
    instant = np.array([int(datetime(2024, 7, 1, tzinfo=UTC).timestamp())])
    found = [int(offsets_s(zone_of(text), instant)[0]) for text in ("+08:00", "-03:30", "UTC", "Europe/Berlin")]
    assert found == [28_800, -12_600, 0, 7_200]
    for text in ("8", "CST", "+25:00", "Europe/Nowhere", "../secret", ""):
        with pytest.raises(ValueError, match="no time zone"):
            zone_of(text)


def test_a_start_without_offset_is_refused() -> None:
    """A clock without its offset names no instant."""
    with pytest.raises(ValueError, match="offset"):
        Horizon(start=datetime(2026, 1, 1), step_h=1.0, count=1)  # noqa: DTZ001


@pytest.mark.parametrize(("start", "step_h", "count", "words"), [
    (datetime(2026, 1, 1), 1.0, 24, "a time with its offset"),  # noqa: DTZ001 - what is refused
    (datetime(2026, 1, 1, tzinfo=BEIJING), 0.0, 24, "at least one step of positive length"),
    (datetime(2026, 1, 1, tzinfo=BEIJING), 1.0, 0, "at least one step of positive length"),
    (datetime(2026, 1, 1, tzinfo=BEIJING), float("nan"), 24, "at least one step of positive length"),
])  # fmt: skip
def test_what_is_no_horizon(start: datetime, step_h: float, count: int, words: str) -> None:
    """No clock without its zone, no step without length, no year without steps."""
    with pytest.raises(ValueError, match=words):
        Horizon(start=start, step_h=step_h, count=count)


@pytest.mark.parametrize(("values", "words"), [
    ([1.0, 2.0], r"\(2,\) values for 3 steps"), ([1.0, float("nan"), 3.0], "not finite at step 1"),
    ([1.0, 2.0, float("inf")], "not finite at step 2"),
])  # fmt: skip
def test_a_series_has_a_finite_value_for_each_step(values: list[float], words: str) -> None:
    """The series is named, and the step that holds no number."""
    over = Horizon(start=datetime(2026, 1, 1, tzinfo=BEIJING), step_h=1.0, count=3)
    with pytest.raises(ValueError, match=f"series price: {words}"):
        Series(name="price", unit="yuan_per_mwh", values=np.array(values), horizon=over, source="")
