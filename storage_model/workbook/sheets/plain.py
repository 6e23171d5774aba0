"""A table of words, of numbers that follow nothing and of formulas, block below block."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage_model.words.label import Label, Unit
from storage_model.workbook.formula import Formula, Value

PlainCell = tuple[Value | Formula, Unit]
"""a value as it stands in the cell (money in 万元), or a formula, and its unit"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSheet:
    """Blocks from top to bottom."""

    name: str
    title: Label
    about: Label
    blocks: Sequence["PlainBlock"]
    widths: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainBlock:
    """A named table."""

    title: Label | None
    heads: Sequence[str]
    rows: Sequence[Sequence[PlainCell]]


def words(value: str) -> PlainCell:
    """Return a cell of words."""
    return value, "text"
