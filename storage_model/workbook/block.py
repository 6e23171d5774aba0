"""The lines of one project on a sheet: which years are its own, and how rows and single numbers are added."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage_model.words.label import Label, Unit
from storage_model.workbook.formula import Formula, Value
from storage_model.workbook.grid import Look, Row, Single
from storage_model.workbook.sheet import YearSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A project among the years of its site: built from year `first` (0 the site's first), then run."""

    first: int
    build: int
    run: int

    @property
    def building(self) -> range:
        """Years of construction."""
        return range(self.first, self.first + self.build)

    @property
    def running(self) -> range:
        """Years of operation."""
        return range(self.first + self.build, self.first + self.build + self.run)

    @property
    def own(self) -> range:
        """All years of the project."""
        return range(self.first, self.first + self.build + self.run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Where one project's lines go."""

    sheet: YearSheet
    course: Course

    def head(self, zh: str, en: str) -> None:
        """Add a line that names the rows to come."""
        self.sheet.band(zh, en, small=True)

    def own(self, zh: str, en: str, given: Formula | None = None) -> Row:
        """Add a row of money over all years of the project."""
        return self._row(zh, en, given, "yuan", self.course.own)

    def building(self, zh: str, en: str, given: Formula) -> Row:
        """Add a row of money over the years of construction."""
        return self._row(zh, en, given, "yuan", self.course.building)

    def running(self, zh: str, en: str, given: Formula | None = None, unit: Unit = "yuan") -> Row:
        """Add a row over the years of operation."""
        return self._row(zh, en, given, unit, self.course.running)

    def ending(self, zh: str, en: str, given: Formula) -> Row:
        """Add a row of money that has a value in the last year only."""
        return self._row(zh, en, given, "yuan", self.course.own[-1:])

    def given(
        self, zh: str, en: str, values: Sequence[Value], *, first: int, unit: Unit = "yuan", look: Look = "input"
    ) -> Row:
        """Add a row of numbers from a year on."""
        return self.sheet.values(Label(zh=zh, en=en, unit=unit), list(values), first=first, look=look)

    def single(self, zh: str, en: str, given: Formula, unit: Unit = "yuan", look: Look = "formula") -> Single:
        """Add a single number."""
        return self.sheet.single(Label(zh=zh, en=en, unit=unit), given, look=look)

    def _row(self, zh: str, en: str, given: Formula | None, unit: Unit, over: range) -> Row:
        return self.sheet.line(Label(zh=zh, en=en, unit=unit), given, over=over)
