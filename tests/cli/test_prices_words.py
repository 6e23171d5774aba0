"""What `prices check` and `prices profile` say to a reader and to a program, of a file whose numbers are by hand."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storage_model.cli.prices import prices

DECLARED = ("--unit", "yuan_per_mwh", "--timestamp", "start", "--label", "start")
START = datetime(2026, 1, 31)  # noqa: DTZ001 - the file writes its zone
# Each day: 0, 0, -10, then 100 but for 500 at 19 and 20 h. Mean (−10 + 2 × 500 + 19 × 100) / 24 = 120.42; the dearest
# two hours less the cheapest: 500 − (−10 + 0) / 2 = 505.
DAY = [0, 0, -10, *[100] * 16, 500, 500, 100, 100, 100]


def file_of(folder: Path, values: Sequence[float], *, power: bool = False) -> Path:
    """Write hours from 31 January on, with the price and, if asked, its double in MW."""
    rows = ["start,price,mw" if power else "start,price"]
    for hour, value in enumerate(values):
        moment = (START + timedelta(hours=hour)).isoformat()
        rows.append(f"{moment}+08:00,{value}" + (f",{2 * value}" if power else ""))
    path = folder / "prices.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def said(command: str, path: Path, *words: str) -> Result:
    """Return what a command says of a file."""
    return CliRunner().invoke(prices, [command, str(path), *words])


def rows_of(text: str) -> dict[str, str]:
    """Return the rows below the head by their name; those without a name go on with the row before."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines()[1:]:
        head, _, words = line.strip().partition("  ") if line[2:3] != " " else ("", "", line.strip())
        name = head or name
        found[name] = f"{found[name]}, {words.strip()}" if name in found else words.strip()
    return found


def test_a_ready_file_in_a_few_lines(tmp_path: Path) -> None:
    """Format, rows, time, how it is declared, level and shares of each column."""
    found = said("check", file_of(tmp_path, DAY * 2, power=True), "--column", "price", *DECLARED)
    assert (found.exit_code, found.stdout.splitlines()[0].endswith("prices.csv: 可用 · ready")) == (0, True)
    rows = rows_of(found.stdout)
    assert rows["行列 · rows"] == "48 × 3: start, price, mw"
    assert rows["时间 · time"] == "2026-01-31 00:00 … 2026-02-02 00:00 (UTC+08:00), 48 × 60 min"
    assert rows["声明 · declare"] == "{column: price, unit: yuan_per_mwh, timestamp: start, label: start}"
    assert rows["price"] == "均值 · mean 120.417, -10 … 500, 零 · zero 8.3%, 负 · negative 4.2%"


def test_a_file_without_rows_says_only_that(tmp_path: Path) -> None:
    """One problem is counted; no format, no time and no declaration is made up."""
    found = said("check", file_of(tmp_path, []), *DECLARED)
    assert found.exit_code != 0
    assert found.stdout.splitlines()[0].endswith("有 1 个问题 · 1 problems")
    assert "2026" not in found.stdout


def test_the_profile_of_two_days(tmp_path: Path) -> None:
    """Level, quantiles, floor, spread by day, means of hours and months."""
    found = said("profile", file_of(tmp_path, DAY * 2), "--column", "price", *DECLARED)
    assert (found.exit_code, "price [yuan_per_mwh]" in found.stdout.splitlines()[0]) == (0, True)
    rows = rows_of(found.stdout)
    assert rows["均值 · mean"] == "120.42  (-10.00 … 500.00)"
    assert rows["地板价 · floor"] == "-10.00: 4.2%; 零价 · zero 8.3%, 负价 · negative 4.2%"
    assert rows["日 2h 价差 · spread"].startswith("mean 505.00, p10 505.00, p50 505.00, p90 505.00")
    assert rows["日 2h 价差 · spread"].endswith("(top 500.00, bottom -5.00; 2 天 · days)")
    hours = rows["小时均值 · by hour"].split(", ")
    assert (len(hours), hours[2], hours[19]) == (24, "02 h -10.0", "19 h 500.0")
    assert rows["月均值 · by month"] == "2026-01 120.4, 2026-02 120.4"


def test_less_than_a_day_has_no_spread(tmp_path: Path) -> None:
    """Three hours: their means and no others, no spread of a day that is not whole."""
    found = said("profile", file_of(tmp_path, DAY[:3]), "--column", "price", *DECLARED)
    rows = rows_of(found.stdout)
    assert rows["小时均值 · by hour"] == "00 h 0.0, 01 h 0.0, 02 h -10.0"
    assert not [name for name in rows if "spread" in name]


def test_the_profile_for_a_program(tmp_path: Path) -> None:
    """The same numbers as JSON; hours without a step are null."""
    found = said("profile", file_of(tmp_path, DAY[:3]), "--column", "price", *DECLARED, "--json")
    (entry,) = json.loads(found.stdout)
    assert (entry["column"], entry["unit"], entry["count"], entry["step_minutes"]) == ("price", "yuan_per_mwh", 3, 60)
    profile = entry["profile"]
    assert profile["hour_means"] == [0.0, 0.0, -10.0, *[None] * 21]
    assert profile["mean"] == pytest.approx(-10 / 3)
    assert (profile["spread"], profile["quantiles"]["p50"]) == (None, 0.0)


def test_nothing_is_profiled_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """No line and no empty list before the problem."""
    found = said("profile", file_of(tmp_path, []), *DECLARED, "--json")
    assert found.exit_code != 0
    assert found.stdout == ""
    assert "no rows of data" in str(found.exception)
