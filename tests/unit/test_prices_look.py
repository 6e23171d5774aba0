"""What is seen in a table of prices: kinds of columns, clocks as people write them, periods of a day, files of rows."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from storage_model.prices.read.clock import clock_of, clock_text
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.kinds import kind_of, periods_in
from storage_model.prices.read.look import look_at
from storage_model.prices.read.table import Cell, text_of
from tests.bad_inputs.series_files import csv_file, problems

NOON = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001 - cells of a workbook have no zone


@pytest.mark.parametrize(("column", "kind"), [
    ([date(2026, 1, 1), NOON, NOON + timedelta(hours=1)], "stamp"),
    ([date(2026, 1, 1), date(2026, 1, 2), NOON], "stamp"),
    ([date(2026, 1, 1), date(2026, 1, 2)], "date"),
    ([time(0, 15), time(0, 30)], "time"),
    ([timedelta(hours=24), time(0, 30)], "time"),
    ([None, ""], "blank"),
])  # fmt: skip
def test_the_kind_of_a_column(column: list[Cell], kind: str) -> None:
    """Workbooks show midnight as a date alone and 24:00 as a span of time; both belong to the column they stand in."""
    assert kind_of(column) == kind


def test_quarters_of_a_day_with_midnight_as_a_date(tmp_path: Path) -> None:
    """Every fourth cell of six-hour steps is a date alone: still the column of times, as a whole day before it is."""
    days = [f"2026/1/{day}{clock},{300 + day}.5" for day in range(1, 9) for clock in ("", " 6:00", " 12:00", " 18:00")]
    found = look_at(csv_file(tmp_path, days), {}, Findings(shown="x.csv"))
    assert found is not None
    assert found.words["timestamp"] == "t"


@pytest.mark.parametrize(("column", "found"), [
    ([], None), ([1.5, 2.5], None), (["1", "x"], None), (["1", "2", "3", "1", "2", "3"], None),
    ([*map(str, range(1, 25))] * 2, (1, 24)), ([*map(float, range(96))] * 2, (0, 95)),
])  # fmt: skip
def test_numbers_that_count_the_periods_of_a_day(column: list[Cell], found: tuple[int, int] | None) -> None:
    """Whole numbers that run up and begin anew, as many as a day has steps; prices do not, nor does an empty column."""
    assert periods_in(column) == found


@pytest.mark.parametrize("text", ["13:00 PM", "0:30 AM", "12:60 PM", "25:00"])
def test_clocks_that_show_no_time(text: str) -> None:
    """Twelve hours have no 13 and no 0; a guess would shift a day by half."""
    assert clock_of(text) is None


@pytest.mark.parametrize(("cell", "text"), [
    (time(7, 15, 29, 600_000), "07:15:30"), (NOON, "12:00:00"), ("7:15 ", "7:15"),
])  # fmt: skip
def test_clock_cells_as_text(cell: Cell, text: str) -> None:
    """To the second, whatever kind of cell the hour stands in."""
    assert clock_text(cell) == text


@pytest.mark.parametrize(("cell", "text"), [
    (time(7, 15), "07:15"), (timedelta(hours=24), "24:00"), (96.0, "96"), (" x ", "x"),
])  # fmt: skip
def test_a_cell_as_its_user_sees_it(cell: Cell, text: str) -> None:
    """Whole numbers without decimals, times by the minute."""
    assert text_of(cell) == text


@pytest.mark.parametrize(("first", "declared"), [(1, None), (0, 0)])
def test_a_column_of_periods_tells_the_step(first: int, declared: int | None, tmp_path: Path) -> None:
    """Days of 48 numbered periods: half hours, counted from 1 unless they begin at 0."""
    rows = [f"2026-01-{day:02d},{first + number},{300 + number}.5" for day in (1, 2) for number in range(48)]
    found = look_at(csv_file(tmp_path, rows, head="d,n,p"), {}, Findings(shown="x.csv"))
    assert found is not None
    assert (found.words["date"], found.words["period"], found.words["step_minutes"]) == ("d", "n", 30.0)
    assert found.words.get("first_period") == declared
    assert found.numbers == ("p",)


def test_steps_that_do_not_fill_a_day(tmp_path: Path) -> None:
    """Every seven hours: the column of times is another one."""
    stamps = [datetime(2026, 1, 1) + timedelta(hours=7 * n) for n in range(10)]  # noqa: DTZ001 - the offset follows
    told = problems(csv_file(tmp_path, [f"{stamp.isoformat()}+08:00,{n}" for n, stamp in enumerate(stamps)]))["E213"]
    assert (told.got, told.fix) == ("steps of 420 min", "check the column of times")


def test_parquet_files_nobody_can_read_a_series_from(tmp_path: Path) -> None:
    """A name that means several files, and a table without a row."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as engine:
        engine.execute("CREATE TABLE x (t VARCHAR, p DOUBLE)")
        engine.execute(f"COPY x TO '{tmp_path / 'x.parquet'}' (FORMAT parquet)")
    assert problems(tmp_path / "x.parquet")["E202"].got == "0 rows"
    several = (tmp_path / "x.parquet").rename(tmp_path / "x[1].parquet")
    assert problems(several)["E201"].fix == "rename the file"
