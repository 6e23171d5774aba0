"""Cells of a file before anyone judges them: names, columns, and the row each cell stands in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import compress

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Column = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns under their names; `rows` are row numbers as the user counts them, from 1, names included.

    `source` is the comment above the names, `format` what the file is: `CSV · UTF-8 · ","`.
    """

    header: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[int]
    format: str
    source: str = ""

    def column(self, name: str) -> Column:
        """Return the cells below a name."""
        return self.columns[self.header.index(name)]

    def kept(self, keep: Sequence[bool]) -> "Table":
        """Return the rows marked true."""
        if all(keep):
            return self
        columns = tuple(list(compress(column, keep)) for column in self.columns)
        return replace(self, columns=columns, rows=list(compress(self.rows, keep)))


def table_of(
    header: Sequence[Cell], body: Sequence[Sequence[Cell]], rows: Sequence[int], words: str, source: str
) -> Table:
    """Return rows of equal length as a table."""
    columns: tuple[Column, ...] = tuple(zip(*body, strict=True)) if body else tuple(() for _ in header)
    names = tuple(text_of(name) for name in header)
    return Table(header=names, columns=columns, rows=rows, format=words, source=source)


def text_of(cell: Cell) -> str:
    """Return a cell as the text a user sees: whole numbers without `.0`, times as `00:15`, empty for nothing."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, time):
        return f"{cell.hour:02d}:{cell.minute:02d}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return "" if cell is None else str(cell)


def titles_above(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many of the first rows are titles: they fill less than half the cells of the usual row."""
    filled = [sum(bool(text_of(cell)) for cell in row) for row in rows]
    usual = max(set(filled), key=filled.count, default=0)
    return next((number for number, count in enumerate(filled) if 2 * count > usual), 0)


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing at all."""
    return not any(cell is not None and cell != "" for cell in row)
