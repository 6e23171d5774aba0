"""A sheet over the years, put together line by line; every line knows its address as soon as it is made."""

from dataclasses import dataclass, field
from typing import Final

from storage_model.words.label import Label
from storage_model.workbook.formula import Constant, Formula, Value
from storage_model.workbook.functions import total
from storage_model.workbook.grid import TOTAL, Look, PerYear, Row, Single, column_name

HEAD_LINES: Final = 4
"""title, what it shows, calendar years, years of the evaluation"""


@dataclass(frozen=True, slots=True)
class Band:
    """A line that names what follows; `small` within the block of a project."""

    label: Label
    small: bool = False


@dataclass(slots=True, kw_only=True)
class Line:
    """One line: its words, the cells over the years, one in the total column; `strong` where readers look first."""

    label: Label
    row: Row | None = None
    single: Single | None = None
    strong: bool = False


@dataclass(slots=True, kw_only=True)
class YearSheet:
    """Lines of one sheet from top to bottom; `about` says what the sheet shows."""

    name: str
    title: Label
    about: Label
    years: int
    lines: list[Line | Band] = field(default_factory=list)

    @property
    def next(self) -> int:
        """Number of the line to come, 0 the first of the sheet."""
        return HEAD_LINES + len(self.lines)

    def band(self, zh: str, en: str, *, small: bool = False) -> None:
        """Add a line of words."""
        self.lines.append(Band(Label(zh=zh, en=en, unit="none"), small))

    def line(
        self,
        label: Label,
        given: Formula | None = None,
        *,
        over: range | None = None,
        look: Look = "formula",
        summed: bool = False,
        strong: bool = False,
    ) -> Row:
        """Add a row; its formula may be given later. `summed` puts the sum of the years beside it."""
        row = Row(self.name, self.next, over if over is not None else range(self.years), given, look)
        beside = Single(self.name, self.next, column_name(TOTAL), total(row.all)) if summed and row.over else None
        self.lines.append(Line(label=label, row=row, single=beside, strong=strong))
        return row

    def values(
        self, label: Label, given: list[Value], *, first: int = 0, look: Look = "value", summed: bool = False
    ) -> Row:
        """Add a row of numbers that begins in a year."""
        numbers = [Constant(value) for value in given]
        over = range(first, first + len(given))
        return self.line(label, PerYear(lambda column: numbers[column - first]), over=over, look=look, summed=summed)

    def single(self, label: Label, given: Formula, *, look: Look = "formula", name: str = "") -> Single:
        """Add a single cell, in the total column."""
        cell = Single(self.name, self.next, column_name(TOTAL), given, look=look, name=name)
        self.lines.append(Line(label=label, single=cell))
        return cell
