"""What a report shows of a chart: the drawing, the words for those who cannot see it, the numbers behind it."""

from dataclasses import dataclass

from storage_model.report.charts.drawing.canvas import Drawing
from storage_model.words.label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of finished text; the first cell of each row and the whole head may differ by language."""

    head: tuple[Label, ...]
    rows: tuple[tuple[Label, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One chart in both languages; `alt` says what it shows with its main numbers."""

    key: str
    title: Label
    alt: Label
    note: Label
    drawing: Drawing
    table: Table
