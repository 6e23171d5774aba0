"""Blocks of hours, as reserve is sold: 00–04, 04–08, … by the clock, on the days it moves too."""

from pathlib import Path

import numpy as np
import pytest

from tests.bad_inputs.series_files import csv_file, problems, read

SPRING, AUTUMN = ("2021-03-27", "2021-03-28", "2021-03-29"), ("2021-10-30", "2021-10-31", "2021-11-01")
BLOCKS = range(6)
# Hours of the six blocks of a day: as the clock shows them, the first an hour shorter in spring and longer in autumn.
USUAL, SHORT, LONG = [4] * 6, [3, *[4] * 5], [5, *[4] * 5]
WAYS = {
    "starts": ("{day} {begin:02d}:00", {"label": "start"}),
    "ends": ("{day} {end:02d}:00", {"label": "end"}),
    "ranges": ("{day} {begin:02d}:00 - {day} {end:02d}:00", {"label": "range"}),
}


def _rows(days: tuple[str, ...], stamp: str) -> list[str]:
    return [
        f"{stamp.format(day=day, begin=4 * k, end=4 * k + 4)},{6 * number + k}"
        for number, day in enumerate(days)
        for k in BLOCKS
    ]


@pytest.mark.parametrize(("days", "changed"), [(SPRING, SHORT), (AUTUMN, LONG)], ids=["spring", "autumn"])
@pytest.mark.parametrize("way", WAYS)
def test_blocks_keep_to_the_clock(tmp_path: Path, days: tuple[str, ...], changed: list[int], way: str) -> None:
    """The block in which the clock moves holds three or five hours; each hour has the value of its block."""
    stamp, words = WAYS[way]
    series = read(csv_file(tmp_path, _rows(days, stamp)), zone="Europe/Berlin", **words).series
    assert (series.horizon.step_h, series.horizon.count) == (1.0, 72 + sum(changed) - 24)
    assert series.values.tolist() == np.repeat(np.arange(18), [*USUAL, *changed, *USUAL]).tolist()


@pytest.mark.parametrize(("days", "changed"), [(SPRING, SHORT), (AUTUMN, LONG)], ids=["spring", "autumn"])
def test_numbered_blocks_keep_to_the_clock(tmp_path: Path, days: tuple[str, ...], changed: list[int]) -> None:
    """Block 2 begins at 04:00 of every day; four hours after midnight it would be 05:00 in spring."""
    rows = [f"{day},{k + 1},{6 * number + k}" for number, day in enumerate(days) for k in BLOCKS]
    words = {"date": "d", "period": "n", "step_minutes": 240.0, "zone": "Europe/Berlin"}
    series = read(csv_file(tmp_path, rows, head="d,n,p"), **words).series
    assert series.values.tolist() == np.repeat(np.arange(18), [*USUAL, *changed, *USUAL]).tolist()


def test_days_of_23_and_25_hours_have_one_value(tmp_path: Path) -> None:
    """A file of one row a day is one of blocks too."""
    path = csv_file(tmp_path, [f"{day},{k}" for k, day in enumerate(AUTUMN)])
    series = read(path, label="start", zone="Europe/Berlin").series
    assert series.values.tolist() == [0] * 24 + [1] * 25 + [2] * 24


def test_blocks_that_no_change_of_the_clock_meets_stay_as_they_are(tmp_path: Path) -> None:
    """Three days of March: eighteen steps of four hours, not hours."""
    rows = _rows(("2021-03-01", "2021-03-02", "2021-03-03"), "{day} {begin:02d}:00")
    horizon = read(csv_file(tmp_path, rows), label="start", zone="Europe/Berlin").series.horizon
    assert (horizon.step_h, horizon.count) == (4.0, 18)


def test_four_hours_of_time_itself_stay_so(tmp_path: Path) -> None:
    """Blocks counted in UTC run through the change of the clock, which then shows 05:00 in place of 04:00."""
    rows = [f"{day}T{4 * k:02d}:00Z,{k}" for day in SPRING for k in BLOCKS]
    horizon = read(csv_file(tmp_path, rows), zone="Europe/Berlin").series.horizon
    assert (horizon.step_h, horizon.count) == (4.0, 18)


def test_a_block_lost_is_told_alone(tmp_path: Path) -> None:
    """The day of 23 hours is no second problem beside the missing row."""
    rows = _rows(SPRING, "{day} {begin:02d}:00")
    del rows[15]
    assert list(problems(csv_file(tmp_path, rows), label="start", zone="Europe/Berlin")) == ["E207"]
