"""`prices check` with words typed by the user: they count as they are, a zero too; nothing seen contradicts them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from storage_model.cli.prices import prices

ROWS = "\n".join(f"2025-10,{number},{number:02}:{minute:02},{300 + number}" for number in range(24) for minute in (0,))


def checked(file: Path, *words: str) -> dict[str, Any]:
    """Return what the command says of a file, as JSON."""
    result = CliRunner().invoke(prices, ["check", str(file), *words, "--json"])
    assert result.exception is None, result.exception
    (found,) = json.loads(result.stdout)
    return dict(found)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A day by number of hour from 0, with clock times beside, and no date."""
    path = tmp_path / "day.csv"
    path.write_text(f"month,hour,clock,price\n{ROWS}\n", encoding="utf-8")
    return path


def test_a_declared_period_is_not_joined_by_a_time_that_was_seen(file: Path) -> None:
    """`--period hour --first-period 0` beside a column of clock times: 24 hours from midnight. The time seen in the
    file added to it, the two would exclude each other; the zero forgotten, hour 0 would be no period.
    """
    words = ("--column", "price", "--unit", "yuan_per_mwh", "--day", "2025-10-01", "--period", "hour")
    found = checked(file, *words, "--first-period", "0", "--step-minutes", "60")
    assert found["ready"]
    assert found["declaration"].get("time") is None
    assert found["series"]["price"]["count"] == 24
    assert found["series"]["price"]["start"] == "2025-10-01T00:00:00+08:00"


def test_a_declared_time_is_taken_without_the_period(file: Path) -> None:
    """`--time clock --label start` reads the same day."""
    words = (
        "--column",
        "price",
        "--unit",
        "yuan_per_mwh",
        "--day",
        "2025-10-01",
        "--time",
        "clock",
        "--label",
        "start",
    )
    assert checked(file, *words)["series"]["price"]["mean"] == pytest.approx(300 + 11.5)


ENDS = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(15, 1455, 15)]


def told(file: Path, *words: str) -> dict[str, Any]:
    """Return what the command says of a file that cannot be used as declared yet, as JSON."""
    (found,) = json.loads(CliRunner().invoke(prices, ["check", str(file), *words, "--json"]).stdout)
    return dict(found)


def sheet(folder: Path, names: list[str]) -> Path:
    """Write a portal's export: two titles of other widths, a row per day and a column per quarter-hour, in GBK."""
    days = [",".join([f"2026/{month}/1", *(str(300 + number) for number in range(96))]) for month in (1, 2)]
    path = folder / "portal.csv"
    lines = ["现货市场出清结果", "导出时间：2026-03-01,单位：元/MWh", ",".join(["日期", *names]), *days]
    path.write_bytes("\n".join(lines).encode("gbk"))
    return path


def test_titles_of_other_widths_are_seen_and_told(tmp_path: Path) -> None:
    """Two rows of title above the names of a text file: the words that read it stand in the answer at once."""
    path = sheet(tmp_path, ENDS)
    found = told(path)["declaration"]
    assert (found["skip_rows"], found["layout"], found["column"], found["label"]) == (2, "wide", "00:15..24:00", "end")


def test_a_block_given_by_hand_keeps_the_label_its_names_show(tmp_path: Path) -> None:
    """With `--column 00:15..24:00` the label proposed is that of the names, never one the check then refuses."""
    found = told(sheet(tmp_path, ENDS), "--column", "00:15..24:00")["declaration"]
    assert (found["layout"], found["label"]) == ("wide", "end")


@pytest.mark.parametrize("words", [(), ("--layout", "wide")])
def test_columns_named_by_numbered_periods_are_one_block(tmp_path: Path, words: tuple[str, ...]) -> None:
    """P1 to P96 are the steps of a day, not ninety-six series, and not ninety-six problems."""
    path = sheet(tmp_path, [f"P{number}" for number in range(1, 97)])
    found = told(path, *words)
    assert list(found["series"]) in ([], ["P1..P96"])
    assert found["declaration"]["column"] == "P1..P96"
    assert len(found["problems"]) <= 3
