"""What the colours of a chart stand for, in rows that fit the drawing in either language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from storage_model.report.charts.drawing.canvas import WIDTH
from storage_model.report.charts.drawing.ink import SIZE, Ink, element, written
from storage_model.report.fonts.opentype import width_em
from storage_model.words.label import LANGS, Label, Lang

LINE = 20
_SWATCH, _GAP, _APART = 12, 6, 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One colour and its words."""

    label: Label
    colour: str
    kind: Literal["area", "line", "dashes", "dot"] = "area"


def legend_height(entries: Sequence[Entry]) -> float:
    """Return how much room the rows of a legend take, whichever language needs more."""
    return LINE * max(max(row for row, _, _ in _placed(entries, lang)) + 1 for lang in LANGS)


def legend(entries: Sequence[Entry]) -> Iterator[Ink]:
    """Yield the entries in rows from the upper left corner of the drawing."""
    for lang in LANGS:
        for row, x, entry in _placed(entries, lang):
            middle = row * LINE + LINE / 2
            yield Ink(_swatch(entry, x, middle), lang)
            yield Ink(written("text", entry.label.of(lang), x=x + _SWATCH + _GAP, y=middle + 4), lang)


def _placed(entries: Sequence[Entry], lang: Lang) -> Iterator[tuple[int, float, Entry]]:
    row, x = 0, 0.0
    for entry in entries:
        wide = _SWATCH + _GAP + SIZE * width_em(entry.label.of(lang))
        if x and x + wide > WIDTH:
            row, x = row + 1, 0.0
        yield row, x, entry
        x += wide + _APART


def _swatch(entry: Entry, x: float, middle: float) -> str:
    if entry.kind in ("line", "dashes"):
        dashes = {"stroke_dasharray": "3 2"} if entry.kind == "dashes" else {}
        ends = {"x1": x, "x2": x + _SWATCH, "y1": middle, "y2": middle}
        return element("line", **ends, stroke=entry.colour, stroke_width=2.4, **dashes)
    if entry.kind == "dot":
        return element("circle", cx=x + _SWATCH / 2, cy=middle, r=3.6, fill=entry.colour)
    return element("rect", x=x, y=middle - 5, width=_SWATCH, height=10, fill=entry.colour)
