"""When a step starts: labels, 24:00, period numbers, wide sheets, zones and the hours of summer time."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.bad_inputs.series_files import QUARTER_ENDS, QUARTERS, csv_file, hours, problems, read


def test_the_house_format_needs_no_words(tmp_path: Path) -> None:
    """ISO starts with offset in the first column; the comment above the names is the source."""
    path = csv_file(tmp_path, hours(), head="# measured by us\nt,p")
    series = read(path).series
    assert series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert (series.horizon.step_h, series.horizon.count, series.source) == (1.0, 24, "measured by us")
    assert series.values.tolist() == list(range(24))


@pytest.mark.parametrize("clock", ["{h}:00", "{h:02d}:00:00", "{h:02d}时00分"])
@pytest.mark.parametrize("day", ["2026/1/1", "2026-01-01", "20260101", "2026年1月1日"])
def test_dates_and_times_as_people_write_them(tmp_path: Path, day: str, clock: str) -> None:
    """All these are the same day in the market's zone."""
    path = csv_file(tmp_path, [f"{day} {clock.format(h=h)},{h}" for h in range(24)])
    assert read(path, label="start").series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"


def test_twelve_hour_clocks(tmp_path: Path) -> None:
    """12:00 AM begins a day, 12:00 PM is noon; a reader that forgets gives 24 hours in another order."""
    clocks = [f"{(h + 11) % 12 + 1}:00 {'AM' if h < 12 else 'PM'}" for h in range(24)]
    path = csv_file(tmp_path, [f"1/31/2026 {clock},{h}" for h, clock in enumerate(clocks)])
    series = read(path, label="start", date_order="mdy").series
    assert series.horizon.start.isoformat() == "2026-01-31T00:00:00+08:00"
    assert series.values.tolist() == list(range(24))


def test_times_that_end_their_step(tmp_path: Path) -> None:
    """00:15 … 24:00 under `label: end` is 00:00 … 23:45; read as starts every price would come a quarter too late."""
    path = csv_file(tmp_path, [f"2026/1/1,{clock},{k}" for k, clock in enumerate(QUARTER_ENDS)], head="d,c,p")
    series = read(path, date="d", time="c", label="end").series
    assert series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert series.horizon.count == 96
    told = problems(path, date="d", time="c", label="start")["E210"]
    assert "row 97: '2026/1/1 24:00'" in told.got
    assert "`label: end`" in told.fix


def test_the_last_end_of_a_day_may_carry_the_next_date(tmp_path: Path) -> None:
    """… 23:45, then 00:00 of the next day; 0:00 with the same date goes back in time and is told why."""
    ends = [f"2026/1/1 {clock}" for clock in QUARTER_ENDS[:-1]]
    path = csv_file(tmp_path, [f"{stamp},{k}" for k, stamp in enumerate([*ends, "2026/1/2 0:00"])])
    assert read(path, label="end").series.horizon.end.isoformat() == "2026-01-02T00:00:00+08:00"
    path = csv_file(tmp_path, [f"{stamp},{k}" for k, stamp in enumerate([*ends, "2026/1/1 0:00"])])
    assert problems(path, label="end")["E209"].likely == "0:00 written for 24:00"


@pytest.mark.parametrize(
    ("stamp", "likely"), [("2026-01-01 {h:02d}:00", "start"), ("2026/1/1 {e:02d}:00", "end"), ("2026/1/1 {h}:30", "")]
)
def test_times_without_label_are_refused_with_what_they_look_like(tmp_path: Path, stamp: str, likely: str) -> None:
    """A clock without offset could start or end its step: the words are asked for, with what the times suggest."""
    stamps = [stamp.format(h=h, e=h + 1) for h in range(23)] + (["2026/1/2 00:00"] if likely == "end" else [])
    told = problems(csv_file(tmp_path, [f"{text},1" for text in stamps]))["E210"]
    assert likely in told.likely
    assert bool(told.likely) == bool(likely)
    assert "`label: start` or `label: end`" in told.fix


@pytest.mark.parametrize(("first", "name"), [(1, "{k}"), (1, "时段{k}"), (1, "P{k:02d}"), (0, "{k}")])
def test_period_numbers(tmp_path: Path, first: int, name: str) -> None:
    """Period k of 96 starts (k − first) quarters after midnight; a row beyond is not the next day's by itself."""
    rows = [f"2026-01-0{day},{name.format(k=k + first)},{96 * (day - 1) + k}" for day in (1, 2) for k in range(96)]
    path = csv_file(tmp_path, rows, head="d,n,p")
    words = {"date": "d", "period": "n", "step_minutes": 15.0, "first_period": first}
    series = read(path, **words).series
    assert series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert series.values.tolist() == list(range(192))
    if first == 0:
        assert "`first_period: 0`" in problems(path, **{**words, "first_period": None})["E210"].fix
    assert "`step_minutes" in problems(path, **{**words, "step_minutes": None})["E210"].fix


def wide(names: list[str]) -> list[str]:
    """Return two days of a wide sheet, day-ahead and real time interleaved, with its row of names."""
    rows = [f"日期,类型,{','.join(names)}"]
    for day in (1, 2):
        for kind, extra in (("日前", 0), ("实时", 1000)):
            rows.append(f"2026/1/{day},{kind},{','.join(str(100 * day + k + extra) for k in range(len(names)))}")
    return rows


def test_wide_sheets(tmp_path: Path) -> None:
    """One row per day, 96 columns: the second day follows the first; real time is another filter."""
    head, *rows = wide(QUARTER_ENDS)
    path = csv_file(tmp_path, rows, head=head, encoding="gb18030")
    words = {"layout": "wide", "column": "00:15..24:00", "date": "日期", "where": {"类型": "实时"}}
    series = read(path, **words, label="end").series
    assert (series.horizon.count, series.horizon.step_h) == (192, 0.25)
    assert series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert series.values[[0, 95, 96, 191]].tolist() == [1100, 1195, 1200, 1295]
    assert "`label: end`" in problems(path, **words, label="start")["E210"].fix
    assert "95 columns" in problems(path, **{**words, "column": "00:30..24:00"}, label="end")["E213"].got
    assert "no single column '00:14'" in problems(path, **{**words, "column": "00:14..24:00"}, label="end")["E203"].got


def test_wide_sheets_of_period_numbers_need_no_label(tmp_path: Path) -> None:
    """Columns 1 … 24 count hours."""
    head, *rows = wide([str(number) for number in range(1, 25)])
    path = csv_file(tmp_path, rows, head=head)
    series = read(path, layout="wide", column="1..24", date="日期", where={"类型": "日前"}).series
    assert (series.horizon.count, series.horizon.step_h) == (48, 1.0)
    assert series.values[[0, 23, 24]].tolist() == [100, 123, 200]


def berlin_day(day: str, clocks: list[str]) -> list[str]:
    """Return rows of one day at the given clock times; the price is the row."""
    return [f"{day} {clock},{row}" for row, clock in enumerate(clocks)]


AUTUMN = [*QUARTERS[:12], *QUARTERS[8:]]  # 00:00 … 02:45, 02:00 … 23:45
SPRING = [*QUARTERS[:8], *QUARTERS[12:]]  # 00:00 … 01:45, 03:00 … 23:45


@pytest.mark.parametrize("label", ["start", "end"])
def test_the_hour_that_comes_twice(tmp_path: Path, label: str) -> None:
    """25 hours on 26 October 2025: first 02:00 is summer time, second is winter time, and steps stay even."""
    rows = berlin_day("2025-10-26", AUTUMN)
    if label == "end":
        rows = [*rows[1:], "2025-10-27 00:00,100"]
    series = read(csv_file(tmp_path, rows), label=label, zone="Europe/Berlin").series
    assert series.horizon.count == 100
    assert series.horizon.start.isoformat() == "2025-10-26T00:00:00+02:00"
    assert series.horizon.end.isoformat() == "2025-10-27T00:00:00+01:00"
    assert np.bincount(series.horizon.day_of_step()).tolist() == [100]


def test_the_hour_that_is_skipped(tmp_path: Path) -> None:
    """23 hours on 30 March 2025; a file that shows 02:00 on that day keeps no summer time."""
    series = read(csv_file(tmp_path, berlin_day("2025-03-30", SPRING)), label="start", zone="Europe/Berlin").series
    assert (series.horizon.count, series.horizon.end.isoformat()) == (92, "2025-03-31T00:00:00+02:00")
    path = csv_file(tmp_path, berlin_day("2025-03-30", QUARTERS))
    told = problems(path, label="start", zone="Europe/Berlin")["E211"]
    assert told.got.startswith("4 times that the clock of Europe/Berlin never showed: row 10: '2025-03-30 02:00'")
    assert read(path, label="start", zone="+01:00").series.horizon.count == 96


def ends(day: str, hours: list[int]) -> list[str]:
    """Return rows of one day whose hours are named by their end, as in Texas; the price is the row."""
    return [f"{day} {hour:02d}:00,{row}" for row, hour in enumerate(hours)]


@pytest.mark.parametrize(
    ("day", "hours", "count"),
    [
        ("2025-03-09", [1, 2, *range(4, 25)], 23),  # 01:00–02:00 ends at "02:00", which the clock never showed
        ("2025-11-02", [1, 2, 2, *range(3, 25)], 25),  # the hour from 01:00 comes twice, and so does its end
        ("2025-11-02", [1, 1, *range(2, 25)], 25),  # here the end is what the clock showed
        ("2025-03-09", [1, 3, *range(4, 25)], 23),
    ],
)
def test_ends_of_hours_may_be_their_start_and_an_hour(tmp_path: Path, day: str, hours: list[int], count: int) -> None:
    """Hour ending 02 is the hour from 01:00, whatever the clock shows at its end: every step even, none lost."""
    series = read(csv_file(tmp_path, ends(day, hours)), label="end", zone="America/Chicago").series
    assert (series.horizon.count, series.values.tolist()) == (count, list(range(count)))
    assert series.horizon.start.isoformat()[:16] == f"{day}T00:00"
    assert np.bincount(series.horizon.day_of_step()).tolist() == [count]


def test_an_hour_lost_beside_ends_of_that_kind_is_told(tmp_path: Path) -> None:
    """Hour 9 of a spring day is missing: it is named, not the hour of summer time."""
    rows = ends("2025-03-09", [1, 2, *range(4, 9), *range(10, 25)])
    assert list(problems(csv_file(tmp_path, rows), label="end", zone="America/Chicago")) == ["E207"]


@pytest.mark.parametrize(("day", "clocks", "row"), [("2025-10-26", AUTUMN, 14), ("2025-03-30", SPRING, 10)])
def test_summer_time_under_a_fixed_offset_is_refused(tmp_path: Path, day: str, clocks: list[str], row: int) -> None:
    """A foreign export read as +08:00 loses or doubles an hour: told as what it is, once, with the zone to declare."""
    found = problems(csv_file(tmp_path, berlin_day(day, clocks)), label="start")
    assert list(found) == ["E211"]
    assert f"row {row}:" in found["E211"].got
    assert "Europe/Berlin" in found["E211"].fix


def test_an_hour_lost_in_autumn_is_refused(tmp_path: Path) -> None:
    """24 rows for a day of 25 hours: one of the two hours from 02:00 is missing, whichever."""
    path = csv_file(tmp_path, berlin_day("2025-10-26", QUARTERS))
    assert list(problems(path, label="start", zone="Europe/Berlin")) == ["E211"]


def test_doubled_hours_that_stand_interleaved_are_refused(tmp_path: Path) -> None:
    """02:00 02:00 02:15 02:15 …: an hour ahead and back again at each step, told as summer time."""
    clocks = [*QUARTERS[:8], *(clock for clock in QUARTERS[8:12] for _ in range(2)), *QUARTERS[12:]]
    path = csv_file(tmp_path, berlin_day("2025-10-26", clocks))
    assert (
        "row 12: 2025-10-26 02:15 after 2025-10-26 02:00"
        in problems(path, label="start", zone="Europe/Berlin")["E211"].got
    )


def test_names_of_zones_are_checked(tmp_path: Path) -> None:
    """(CEST) and (CET) tell the doubled hours apart in any order of writing; a name of another zone is refused."""
    rows = [f"2025-10-26 0{h}:00 ({name}),{h}" for h, name in ((1, "CEST"), (2, "CEST"), (2, "CET"), (3, "CET"))]
    path = csv_file(tmp_path, rows)
    assert read(path, label="start", zone="Europe/Berlin").series.horizon.count == 4
    assert "row 2: '2025-10-26 01:00 (CEST)'" in problems(path, label="start", zone="Europe/Athens")["E210"].got
    wrong = csv_file(tmp_path, [row.replace("03:00 (CET)", "03:00 (CEST)") for row in rows])
    assert "row 5" in problems(wrong, label="start", zone="Europe/Berlin")["E210"].got


def test_offsets_are_instants_and_the_zone_is_where_days_begin(tmp_path: Path) -> None:
    """Times in UTC with the market's zone declared start the day at 16:00 UTC; a wrong offset is ignored on request."""
    rows = [f"2025-12-31T{h:02d}:00Z,{h}" for h in range(16, 24)]
    series = read(csv_file(tmp_path, rows), zone="+08:00").series
    assert series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert read(csv_file(tmp_path, rows)).series.horizon.start.isoformat() == "2025-12-31T16:00:00+00:00"
    ignored = read(csv_file(tmp_path, rows), zone="+08:00", ignore_offset=True, label="start").series
    assert ignored.horizon.start.isoformat() == "2025-12-31T16:00:00+08:00"
    assert "`zone`" in problems(csv_file(tmp_path, rows), ignore_offset=True)["E210"].expected


def test_offsets_that_change_need_a_zone(tmp_path: Path) -> None:
    """+01:00 then +02:00: even steps, but where days begin is not said."""
    rows = ["2025-03-30T00:00+01:00,0", "2025-03-30T01:00+01:00,1", "2025-03-30T03:00+02:00,2"]
    path = csv_file(tmp_path, rows)
    assert "+1 h, +2 h" in problems(path)["E211"].got
    assert read(path, zone="Europe/Berlin").series.horizon.count == 3


@pytest.mark.parametrize("mark", [" - ", " ~ ", "~", " 至 ", " – "])
def test_ranges_are_read_as_ranges_only(tmp_path: Path, mark: str) -> None:
    """`00:00 - 01:00` needs `label: range`; without it the likely word is told; a cell without range is refused."""
    rows = [f"2026-01-01 {h:02d}:00{mark}2026-01-01 {h + 1:02d}:00,{h}" for h in range(23)]
    path = csv_file(tmp_path, rows)
    assert read(path, label="range").series.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert problems(path, label="start")["E210"].fix == "declare `label: range`"
    assert "row 25" in problems(csv_file(tmp_path, [*rows, "2026-01-01 23:00,1"]), label="range")["E210"].got


def test_dates_that_end_with_the_year_need_their_order(tmp_path: Path) -> None:
    """01/02/2026 is 1 February or 2 January; a date that fits neither order is told by row."""
    rows = [f"01/02/2026 {h:02d}:00,{h}" for h in range(24)]
    path = csv_file(tmp_path, rows)
    assert "`date_order: dmy` or" in problems(path, label="start")["E210"].fix
    starts = [read(path, label="start", date_order=order).series.horizon.start for order in ("dmy", "mdy")]
    assert [start.date() for start in starts] == [date(2026, 2, 1), date(2026, 1, 2)]
    late = csv_file(tmp_path, ["31/02/2026 00:00,1", *rows])
    assert "row 2: '31/02/2026 00:00'" in problems(late, label="start", date_order="dmy")["E210"].got


def test_one_day_without_a_date(tmp_path: Path) -> None:
    """A curve of clock times alone belongs to the declared day."""
    path = csv_file(tmp_path, [f"{clock},{k}" for k, clock in enumerate(QUARTERS)])
    series = read(path, time="t", day="2026-01-31", label="start").series
    assert series.horizon.start.isoformat() == "2026-01-31T00:00:00+08:00"
    assert "`day`" in problems(path, time="t", label="start")["E210"].expected


def test_part_of_a_longer_file(tmp_path: Path) -> None:
    """`year` and days cut at midnight of the zone and have to be whole; blanks outside them do no harm."""
    start = datetime(2023, 12, 30)  # noqa: DTZ001 - a clock without zone is what the file holds
    rows = [f"{start + timedelta(hours=h):%Y-%m-%d %H:%M},{h if h < 8832 else ''}" for h in range(8_856)]
    path = csv_file(tmp_path, rows)
    assert read(path, label="start", year=2024).series.values[[0, -1]].tolist() == [48, 8_831]
    days = read(path, label="start", first_day="2023-12-31", last_day="2024-01-01").series
    assert (days.horizon.count, days.values[0]) == (48, 24)
    assert "2023-12-30 00:00 to 2025-01-01 23:00" in problems(path, label="start", year=2023)["E212"].got
    assert "E212" in problems(path, label="start", last_day="2025-02-01")
    assert "E212" in problems(path, label="start", year=2030)


@pytest.mark.parametrize(
    ("words", "code", "got"),
    [
        ({"timestamp": "t", "date": "t"}, "E114", "both `timestamp` and `date`"),
        ({"date": "t", "time": "t", "period": "t", "step_minutes": 15.0}, "E114", "both `time` and `period`"),
        ({"zone": "CST"}, "E114", "`zone: CST`"),
        ({"first_day": "1.1.2026"}, "E114", "`first_day: 1.1.2026`"),
        ({"year": 2026, "last_day": "2026-01-01"}, "E114", "both `year` and `last_day`"),
        (
            {"layout": "wide", "time": "t", "date": "t", "column": "a..b"},
            "E114",
            "`layout: wide` with a column of times",
        ),
        ({"layout": "wide", "date": "t"}, "E114", "`layout: wide` with `column: p`"),
        ({"unit": "yuan"}, "E114", "unit 'yuan'"),
        ({"step_minutes": 15.0}, "E213", "steps of 60 min"),
    ],
)
def test_words_that_cannot_be_followed(tmp_path: Path, words: dict[str, object], code: str, got: str) -> None:
    """Contradictions and words without meaning are told as such, not as a hundred unreadable rows."""
    assert got in problems(csv_file(tmp_path, hours()), **words)[code].got


def test_workbook_cells_with_dates_and_times(tmp_path: Path) -> None:
    """Dates, times, durations of 24 h and day fractions of a workbook are the same instants as text."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["日期", "时间", "时刻", "p"])
    for k in range(1, 97):
        clock = timedelta(minutes=15 * k) if k == 96 else time(k // 4, k % 4 * 15)
        sheet.append([date(2026, 1, 1), clock, 46_023 + k / 96, k])
        sheet.cell(row=k + 1, column=3).number_format = "yyyy-mm-dd hh:mm"
    path = tmp_path / "x.xlsx"
    book.save(path)
    parted = read(path, date="日期", time="时间", label="end").series
    whole = read(path, timestamp="时刻", label="end").series
    assert parted.horizon == whole.horizon
    assert parted.horizon.start.isoformat() == "2026-01-01T00:00:00+08:00"
    assert whole.values.tolist() == list(range(1, 97))
