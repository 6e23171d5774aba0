"""The tables of the page as CSV for a spreadsheet: both languages, 万元 as shown, numbers without separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage_model.report.charts.figure import Table
from storage_model.report.figures import file_name
from storage_model.report.page.page import Page
from storage_model.report.page.statements import Account
from storage_model.report.page.words import PAGE_WORDS
from storage_model.words.format import unit_words
from storage_model.words.label import Label
from storage_model.words.tables.cells import csv_text

_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?%?")
Row = Sequence[object]


def write_tables(page: Page, folder: Path) -> None:
    """Write `statements-<project>.csv` and the table of every chart as `<chart>.csv`."""
    tables = {f"statements-{account.name}": _statements(account) for account in page.accounts}
    tables |= {figure.key: _chart(figure.table) for figure in page.figures.all()}
    folder.mkdir()
    for name, rows in tables.items():
        (folder / f"{file_name(name)}.csv").write_text(csv_text(rows), encoding="utf-8", newline="")


def _statements(account: Account) -> Iterator[Row]:
    """Yield every row of every statement: its statement, its name and unit, the total and the years."""
    words = [PAGE_WORDS[key] for key in ("statement", "row", "unit", "total")]
    for number, statement in enumerate(account.statements):
        if number == 0:
            years = (str(year) for block in statement.blocks for year in block.years)
            yield (words[0].zh, words[0].en, words[1].zh, words[1].en, *map(_both, words[2:]), *years)
        for place, row in enumerate(statement.blocks[0].rows):
            cells = (cell for block in statement.blocks for cell in block.rows[place].cells)
            title, label = statement.title, row.label
            yield (
                title.zh,
                title.en,
                label.zh,
                label.en,
                unit_words(label.unit, "zh"),
                *map(_plain, (row.total, *cells)),
            )


def _chart(table: Table) -> Iterator[Row]:
    yield tuple(map(_cell, table.head))
    for row in table.rows:
        yield tuple(map(_cell, row))


def _both(label: Label) -> str:
    return label.zh if label.zh == label.en else f"{label.zh} · {label.en}"


def _cell(label: Label) -> "str | _Number":
    return _plain(_both(label))


def _plain(text: str) -> "str | _Number":
    """Return a number without its separators, other words as they are."""
    return _Number(text.replace(",", "")) if _NUMBER.fullmatch(text) else text


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it is shown; no text, so that a minus in front gets no apostrophe."""

    shown: str

    def __str__(self) -> str:
        return self.shown
