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
