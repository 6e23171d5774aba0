"""Tables on a terminal of any width and in a file: no number is broken, no column lost."""

import io
import re

import pytest
from rich.console import Console

from storage_model.cli import show_table as shown
from storage_model.runs.reading.screen_tables import ScreenTable

YEARS = tuple(str(year) for year in range(2026, 2057))
TABLE = ScreenTable(
    title="Debt",
    head=("Row", *YEARS),
    rows=(
        ("Long-term debt at the start", *(f"{number:,}.50" for number in range(17_000, 17_031))),
        ("还本", *(["0.00"] * 31)),
    ),
)


def _lines(width: int, monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> list[str]:
    monkeypatch.setattr(shown, "is_terminal", lambda _: terminal)
    page = io.StringIO()
    shown.show_table(TABLE, Console(file=page, width=width, highlight=False))
    return page.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 80, 110, 200])
def test_a_life_of_thirty_years_comes_in_blocks(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """31 years on a narrow terminal: each year and its number whole, the names of rows in every block."""
    lines = _lines(width, monkeypatch, terminal=True)
    text = "\n".join(lines)
    assert max(map(len, lines)) <= width
    assert re.findall(r"\b20\d\d\b", text) == list(YEARS)
    assert re.findall(r"\d\d,\d{3}\.50", text) == [f"{number:,}.50" for number in range(17_000, 17_031)]
    assert text.count("还本") == text.count("Row") > 1
    assert text.count("Debt") == 1


def test_a_file_is_not_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe each row is one line, however long."""
    rows = [line for line in _lines(80, monkeypatch, terminal=False) if "Long-term debt at the start" in line]
    assert len(rows) == 1
    assert rows[0].split()[-31:] == [f"{number:,}.50" for number in range(17_000, 17_031)]
