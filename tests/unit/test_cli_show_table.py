"""Tables on a terminal of any width and in a file: no number is broken, no column lost."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from storage_model.cli import show_table as shown
from storage_model.report.answer_screen import answer_on_screen
from storage_model.report.comparing.blocks.block import Block
from storage_model.runs.reading.screen_tables import ScreenTable
from storage_model.words.label import text

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


def test_words_of_rows_are_never_cut(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dozen cases side by side on a terminal of eighty columns: rates before and after tax can be told apart."""
    rows = ("项目投资财务内部收益率（税前）", "项目投资财务内部收益率（税后）")
    cases = tuple(text(f"P{number} · 山西预期 · 含一次调频") for number in range(12))
    block = Block(
        key="cases", title=text("方案对照"), note=text(""), heads=(text("指标"), *cases),
        rows=tuple((text(row), *[text("-12.34%")] * 12) for row in rows),
    )  # fmt: skip
    monkeypatch.setattr(shown, "is_terminal", lambda _: True)
    monkeypatch.setattr(shown, "console", lambda: Console(width=80, highlight=False))
    shown.show_answer(answer_on_screen([text("[一句话]")], [block], Path("results/compare.html"), "zh"))
    out = capsys.readouterr().out
    assert out.startswith("[一句话]\n")
    assert out.endswith("results/compare.html\n")
    assert out.count("-12.34%") == 24
    assert out.count(rows[0]) == out.count(rows[1]) > 1
    assert "…" not in out
