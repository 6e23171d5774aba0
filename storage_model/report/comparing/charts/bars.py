"""Bars across with their words above them, in groups: for titles as long as policies have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, pointer
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, DISCHARGE, INK, STORED
from storage_model.report.charts.drawing.ink import Ink, mark, words
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.drawing.scale import covering
from storage_model.words.label import Label

ROW, BAR, HEAD = 36, 13, 26
# Beside the axis: half of the longest number below its ends.
MARGIN = 26
ROOM_FOR_NUMBERS = 0.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name, how long it is (None has no bar), and what is said at its end."""

    name: Label
    value: float | None
    said: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Bars under one heading, or under none."""

    title: Label | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An upright line at a value, with the words that explain it."""

    value: float
    name: Label


def bar_drawing(
    groups: Sequence[Group], axis: Label, *, shown: Callable[[float], str], line: Line | None = None
) -> Drawing:
    """Return the drawing; bars below zero run to the left of it, in another colour."""
    top = LINE + 6.0 if line else 6.0
    height = sum(ROW * len(group.bars) + (HEAD if group.title else 0) for group in groups)
    panel = Panel(left=MARGIN, top=top, width=WIDTH - 2 * MARGIN, height=height)
    values = [bar.value for group in groups for bar in group.bars if bar.value is not None]
    scale = covering([*values, *([line.value] if line else [])], panel.left, panel.right, room=ROOM_FOR_NUMBERS)
    inks: list[Ink] = [*legend([Entry(line.name, STORED, "line")])] if line else []
    inks += across_axis(panel, scale, axis, shown=shown)
    place, zero = panel.top, scale.at(0.0)
    for group in groups:
        if group.title is not None:
            inks += words(panel.left, place + HEAD - 8, group.title, colour=INK, size=13, halo=True)
            place += HEAD
        for bar in group.bars:
            inks += words(panel.left, place + 14, bar.name, halo=True)
            end, middle = zero if bar.value is None else scale.at(bar.value), place + 19 + BAR / 2
            box = (min(zero, end), middle - BAR / 2, max(zero, end), middle + BAR / 2)
            inks.append(marks.bars([box], DISCHARGE if end < zero else CHARGE))
            inks += pointer(end, middle, bar.said, right=end >= zero, halo=True)
            place += ROW
    if line is not None:
        x = scale.at(line.value)
        inks.append(mark("line", x1=x, x2=x, y1=panel.top, y2=panel.bottom, stroke=STORED, stroke_width=1.8))
    return Drawing(height=panel.bottom + 40, inks=inks)
