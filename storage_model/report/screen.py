"""The answer in five lines, for the terminal."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage_model.words.answer_words import HEADS, answer_lines
from storage_model.words.label import Lang

if TYPE_CHECKING:
    from rich.console import RenderableType

    from storage_model.cases.answer import CaseAnswer


def answer_screen(answer: "CaseAnswer", folder: Path | None, lang: Lang) -> "RenderableType":
    """Return the five lines of an answer just computed; without a folder the last line is left out."""
    from storage_model.words.tables.checks import all_checks
    from storage_model.words.tables.summary import summary_of

    return summary_screen(summary_of(answer), len(all_checks(answer).checks), folder, lang)


def summary_screen(summary: Mapping[str, Any], checks_count: int, folder: Path | None, lang: Lang) -> "RenderableType":
    """Return verdict, money, dispatch, inputs and files, one line each where the terminal is wide enough."""
    lines = answer_lines(summary, checks_count, lang)
    if folder is not None:
        lines["files"] = f"{folder} · report.html · workbook.xlsx"
    return lines_screen({HEADS[key].of(lang): words for key, words in lines.items()}, strong=HEADS["verdict"].of(lang))


def lines_screen(lines: Mapping[str, str], *, strong: str) -> "RenderableType":
    """Return a line for each head, the one read first in bold."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for head, words in lines.items():
        # Text, not markup: a title in square brackets stays what it is.
        grid.add_row(Text(head, style="dim"), Text(words, style="bold" if head == strong else ""))
    return grid
