"""A table of words and numbers that follow nothing: months, sensitivity, sources, words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from storage_model.report.label import Label, Unit
from storage_model.report.workbook.formula import Value

PlainCell = tuple[Value, Unit]
"""a value as it stands in the cell (money in 万元) and its unit"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSheet:
    """Blocks from top to bottom."""

    name: str
    title: Label
    about: Label
    blocks: Sequence["PlainBlock"]
    widths: Sequence[float]
    paper: Literal["portrait", "landscape"] = "portrait"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainBlock:
    """A named table; `strong` rows are set in bold."""

    title: Label | None
    heads: Sequence[str]
    rows: Sequence[Sequence[PlainCell]]
    strong: frozenset[int] = field(default_factory=frozenset)


def words(value: str) -> PlainCell:
    """Return a cell of words."""
    return value, "text"
