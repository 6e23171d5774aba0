"""A table with its words, and cells that know the number behind their text."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from storage_model.cases.compare.compare import Comparison
from storage_model.finance.indicators.indicator import Indicator
from storage_model.policies.document import Title
from storage_model.report.charts.figure import Table
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import number, percent, shown_in_both, state_label, wan_yuan
from storage_model.words.label import Label, Unit, text

MOST_COLUMNS = 5
"""of numbers beside the words, on A4"""
NOTHING = text("—")
Cells = tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Label):
    """A number as people read it, and as a spreadsheet holds it: money in 万元."""

    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table with its heading and the words below it; `key` is the key of its heading.

    `parted`: columns beyond what a sheet of paper holds go into further tables, for they may be many.
    """

    key: str
    title: Label
    note: Label
    heads: Cells
    rows: tuple[Cells, ...]
    parted: bool = False

    @property
    def parts(self) -> tuple[Table, ...]:
        """The table as it stands on paper: in parts of nearly equal width, each with the first column."""
        count = ceil((len(self.heads) - 1) / MOST_COLUMNS) if self.parted else 1
        edges = [1 + (len(self.heads) - 1) * part // count for part in range(count + 1)]
        return tuple(
            Table(
                head=(self.heads[0], *self.heads[start:end]),
                rows=tuple((row[0], *row[start:end]) for row in self.rows),
            )
            for start, end in pairwise(edges)
        )


def titled(title: Title) -> Label:
    """Return the name that a file gives a case or a policy."""
    return text(title.zh, title.en)


def case_heads(comparison: Comparison, first: Label) -> Cells:
    """Return the heads of a table with a column for each case."""
    return (first, *(titled(column.scenario.title) for column in comparison.columns))


def money(yuan: float | None) -> Label:
    """Return an amount in 万元."""
    return NOTHING if yuan is None else _number(wan_yuan(yuan), "yuan", yuan / YUAN_PER_WAN_YUAN)


def plain(value: float | None, form: str = ",.2f") -> Label:
    """Return a number as it is."""
    return NOTHING if value is None else _number(f"{value:{form}}", "none" if form == ",g" else "ratio", value)


def indicator(found: Indicator, unit: Unit) -> Label:
    """Return an indicator with its unit, or why it has no value."""
    if found.value is None:
        return state_label(found.state)
    said = shown_in_both(found.value, unit, found.state)
    return Number(zh=said.zh, en=said.en, unit=unit, value=found.value / (YUAN_PER_WAN_YUAN if unit == "yuan" else 1.0))


def precise(found: Indicator, unit: Unit) -> Label:
    """Return an indicator with the digits a certificate needs."""
    if found.value is None:
        return state_label(found.state)
    words = percent(found.value, 6) if unit == "frac" else number(found.value, unit)
    return _number(words, unit, found.value / (YUAN_PER_WAN_YUAN if unit == "yuan" else 1.0))


def _number(words: str, unit: Unit, value: float) -> Number:
    return Number(zh=words, en=words, unit=unit, value=value)
