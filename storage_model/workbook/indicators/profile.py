"""净现值曲线: what flows are worth at many rates, and where the curve crosses zero; from there IRR starts.

A spreadsheet's IRR finds the root next to its guess. The curve says how many roots there are and which is the largest.
"""

from dataclasses import dataclass, field
from typing import Final

from storage_model.words.label import Label
from storage_model.workbook.formula import BLANK, Constant, Formula, Span, Value
from storage_model.workbook.functions import count, count_from_zero, if_, most, present_value
from storage_model.workbook.grid import Single, Stretch, column_name

RATES: Final = (
    *(-0.9999, -0.999, -0.99),
    *(step / 50 for step in range(-49, 0)),
    *(step / 100 for step in range(31)),
    *(0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0, 100.0, 10_000.0),
)
"""close enough that two roots between neighbours, which the curve cannot see, mean nothing to a reader"""
HEAD_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Column(Span):
    """Neighbouring cells of one column."""

    cells: tuple[Single, ...]

    def values(self, column: int) -> list[Value]:
        """Return the value of every cell."""
        return [cell.at(column) for cell in self.cells]

    def text(self, column: int, sheet: str) -> str:
        """Return the address."""
        del column
        first, last = self.cells[0], self.cells[-1]
        return first.seen(f"${first.letter}${first.line + 1}:${last.letter}${last.line + 1}", sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One series of flows: worth and crossing at every rate."""

    project: Label
    label: Label
    worth: tuple[Single, ...]
    crossing: tuple[Single, ...]

    @property
    def crossings(self) -> Formula:
        """How many rates bring the worth to zero."""
        return count(Column(self.crossing))

    @property
    def crossings_from_zero(self) -> Formula:
        """How many of them are zero or more."""
        return count_from_zero(Column(self.crossing))

    @property
    def largest(self) -> Formula:
        """The largest of them, to a few digits."""
        return most(Column(self.crossing))

    @property
    def begins_with_income(self) -> Formula:
        """Whether money comes first: at a huge rate only the first flow counts."""
        return self.worth[-1] > 0.0


@dataclass(slots=True, kw_only=True)
class ProfileSheet:
    """All curves side by side: rates in the first column, two columns for each curve."""

    name: str
    curves: list[Curve] = field(default_factory=list)

    @property
    def rates(self) -> tuple[Single, ...]:
        """The cells of the rates."""
        return tuple(
            Single(self.name, HEAD_LINES + n, "A", Constant(rate), look="value") for n, rate in enumerate(RATES)
        )

    def curve(self, project: Label, label: Label, flows: Stretch) -> Curve:
        """Add the curve of a series of flows."""
        first = 1 + 2 * len(self.curves)
        rates = self.rates
        worth = tuple(Single(self.name, rate.line, column_name(first), present_value(rate, flows)) for rate in rates)
        crossing = tuple(
            Single(
                self.name,
                rates[n].line,
                column_name(first + 1),
                if_(
                    (worth[n] > 0.0).differs(worth[n + 1] > 0.0),
                    rates[n] - worth[n] * (rates[n + 1] - rates[n]) / (worth[n + 1] - worth[n]),
                    BLANK,
                ),
            )
            for n in range(len(rates) - 1)
        )
        made = Curve(project=project, label=label, worth=worth, crossing=crossing)
        self.curves.append(made)
        return made
