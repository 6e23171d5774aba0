"""The answer of a question as a file somebody opens: CSV, or a sheet of Excel with numbers as numbers."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from storage_model.runs.reading.query import Found
from storage_model.words.tables.cells import csv_text
from storage_model.workbook.write.file import write_file

ENDINGS = (".csv", ".xlsx")


def write_found(found: Found, path: Path) -> None:
    """Write columns and rows; the ending of the path, one of ENDINGS, says how."""
    if path.suffix == ".csv":
        path.write_text(csv_of(found), encoding="utf-8", newline="")
    else:
        write_file(path, lambda book, _: _fill(book, found), title=path.stem, subject="storage-model query")


def csv_of(found: Found) -> str:
    """Return columns and rows as CSV."""
    return csv_text([found.columns, *(tuple(map(_cell, row)) for row in found.rows)])


def _fill(book: Any, found: Found) -> None:
    sheet = book.add_worksheet("query")
    head, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for place, name in enumerate(found.columns):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, max(10, min(len(name) + 2, 40)))
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(found.rows, start=1):
        for place, value in enumerate(row):
            cell = _cell(value)
            if isinstance(value, date):
                sheet.write_datetime(line, place, _plain_time(value), moment)
            elif cell is not None:
                sheet.write(line, place, cell)


def _cell(value: object) -> str | float | int | None:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, str | float | int) else str(value)


def _plain_time(value: date) -> date:
    """Return a time as the clock shows it: a sheet knows no time zone."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
