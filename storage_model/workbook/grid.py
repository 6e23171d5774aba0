"""Where things stand: sheets of rows over the same years, one cell for each year, and single cells beside them."""

from collections.abc import Callable
from typing import Literal

from storage_model.workbook.formula import ZERO, Formula, Span, Value

# Columns of every sheet over years: 中文, English, unit, total or single value, then the years.
ZH, EN, UNIT, TOTAL, FIRST_YEAR = range(5)

Look = Literal["formula", "value", "input"]
"""computed in the cell; a result of the engine; a number the reader may change"""


def column_name(number: int) -> str:
    """Return the letters of a column, 0 the first."""
    letters, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_YEAR_COLUMNS = [column_name(FIRST_YEAR + column) for column in range(200)]


class Place(Formula):
    """What has an address: `line` counts from 0, `home` is the sheet's name."""

    __slots__ = ("home", "line")

    def __init__(self, home: str, line: int) -> None:
        self.home, self.line = home, line

    def seen(self, cell: str, sheet: str) -> str:
        """Return an address as seen from a sheet."""
        return cell if sheet == self.home else f"'{self.home}'!{cell}"


class Single(Place):
    """One cell, the same for every year; known by its name where it has one."""

    __slots__ = ("_known", "formula", "letter", "look", "name", "used")

    def __init__(
        self, home: str, line: int, letter: str, given: Formula, *, look: Look = "formula", name: str = ""
    ) -> None:
        super().__init__(home, line)
        self.letter, self.formula, self.look, self.name = letter, given, look, name
        self.used = False
        self._known: Value | None = None

    def at(self, column: int) -> Value:
        del column
        if self._known is None:
            self._known = self.formula.at(0)
        return self._known

    def text(self, column: int, sheet: str) -> str:
        del column
        self.used = True
        return self.name or self.seen(f"${self.letter}${self.line + 1}", sheet)


class Row(Place):
    """One row: a formula over some of the years, blank in the others and 0 to whoever asks."""

    __slots__ = ("_known", "formula", "look", "over")

    def __init__(self, home: str, line: int, over: range, given: Formula | None = None, look: Look = "formula") -> None:
        super().__init__(home, line)
        self.over, self.formula, self.look = over, given, look
        self._known: dict[int, Value] = {}

    def at(self, column: int) -> Value:
        if column not in self._known:
            there = column in self.over and self.formula is not None
            self._known[column] = self.formula.at(column) if there and self.formula is not None else 0.0
        return self._known[column]

    def text(self, column: int, sheet: str) -> str:
        return self.seen(f"{_YEAR_COLUMNS[column]}{self.line + 1}", sheet)

    @property
    def before(self) -> Formula:
        """The year before; 0 before the first."""
        return Shifted(self, -1)

    def of(self, column: int) -> Formula:
        """Return the cell of one year, whichever year asks; 0 where the row is blank."""
        return OfYear(self, column) if column in self.over else ZERO

    def span(self, first: int, last: int) -> "Stretch":
        """Return the cells from one year to another, both included."""
        return Stretch(self, first, last)

    @property
    def all(self) -> "Stretch":
        """Every year of the row."""
        return self.span(self.over[0], self.over[-1])


class Shifted(Formula):
    """A row some years away from the one that asks."""

    __slots__ = ("by", "row")

    def __init__(self, row: Row, by: int) -> None:
        self.row, self.by = row, by

    def at(self, column: int) -> Value:
        return self.row.at(column + self.by)

    def text(self, column: int, sheet: str) -> str:
        return self.row.of(column + self.by).text(column, sheet)


class OfYear(Formula):
    """A row in one year."""

    __slots__ = ("column", "row")

    def __init__(self, row: Row, column: int) -> None:
        self.row, self.column = row, column

    def at(self, column: int) -> Value:
        del column
        return self.row.at(self.column)

    def text(self, column: int, sheet: str) -> str:
        del column
        return self.row.text(self.column, sheet)


class Stretch(Span):
    """Some years of a row."""

    __slots__ = ("first", "last", "row")

    def __init__(self, row: Row, first: int, last: int) -> None:
        self.row, self.first, self.last = row, first, last

    def values(self, column: int) -> list[Value]:
        del column
        return [self.row.at(year) for year in range(self.first, self.last + 1)]

    def text(self, column: int, sheet: str) -> str:
        del column
        line = self.row.line + 1
        return self.row.seen(f"${_YEAR_COLUMNS[self.first]}{line}:${_YEAR_COLUMNS[self.last]}{line}", sheet)


class PerYear(Formula):
    """A formula that differs by year: what it is in one is decided when the sheet is written, not in the cell."""

    __slots__ = ("_made", "_of", "level")

    def __init__(self, of: Callable[[int], Formula]) -> None:
        self._of = of
        self._made: dict[int, Formula] = {}
        self.level = 0

    def made(self, column: int) -> Formula:
        """Return the formula of one year."""
        if column not in self._made:
            self._made[column] = self._of(column)
        return self._made[column]

    def at(self, column: int) -> Value:
        return self.made(column).at(column)

    def text(self, column: int, sheet: str) -> str:
        return self.made(column).text(column, sheet)
