"""An indicator over two numbers of a case, with the line on which the target is met."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.compare.break_even import IsoReturn
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import AXIS_SIZE, Panel, below
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import BELOW_ABOVE, INK, QUIET
from storage_model.report.charts.drawing.ink import Ink, words
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import round_step
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.comparing.blocks.block import indicator
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.format import number, unit_words
from storage_model.words.label import Label, Unit, text
from storage_model.words.labels.lookup import summary_label

LEFT, RIGHT, ABOVE, HEIGHT = 64, 8, 34, 260
MOST_WORDS = 9
"""columns of a map whose cells still hold their value"""


def iso_map(found: IsoReturn, names: tuple[Label, Label]) -> Figure:
    """Return the figure: both numbers by their `names`, the first across; cells have the colour of their value."""
    unit, label = summary_label(found.aim.key).unit, summary_label(found.aim.key)
    first, second = names
    target = _shown(found.aim.target.value, unit)
    met = sum(found.aim.target.met(one) for row in found.indicators for one in row)
    count = len(found.first.values) * len(found.second.values)
    said = text(f"{count} 个组合中 {met} 个达到 {target}。", f"{met} of {count} pairs reach {target}.")
    return Figure(
        key="iso-map",
        title=WORDS["map"],
        alt=text(
            f"横轴 {first.zh}，纵轴 {second.zh}，颜色为{label.zh}，黑线为 {target}。{said.zh}",
            f"{first.en} across, {second.en} upward, colour is {label.en}, the line {target}. {said.en}",
        ),
        note=text(f"黑线：恰好达到 {target}。{said.zh}", f"Black line: just {target}. {said.en}"),
        drawing=_drawing(found, unit, names),
        table=_table(found, unit, names),
    )


def _drawing(found: IsoReturn, unit: Unit, names: tuple[Label, Label]) -> Drawing:
    values = np.array([[np.nan if one.value is None else one.value for one in row] for row in found.indicators])
    edges = class_edges(values, found.aim.target.value)
    entries = [Entry(name, colour) for name, colour in zip(_classes(edges, unit), BELOW_ABOVE, strict=True)]
    entries.append(Entry(text(*[_shown(found.aim.target.value, unit)] * 2), INK, "line"))
    panel = Panel(left=LEFT, top=legend_height(entries) + ABOVE, width=WIDTH - LEFT - RIGHT, height=HEIGHT)
    # Cells are as wide as each other: a reader looks values up, and the line is drawn between them in proportion.
    wide, high = panel.width / values.shape[0], panel.height / values.shape[1]
    inks: list[Ink] = [*legend(entries)]
    for number_of, colour in enumerate(BELOW_ABOVE):
        boxes = [
            (panel.left + a * wide, panel.bottom - (b + 1) * high, panel.left + (a + 1) * wide, panel.bottom - b * high)
            for a, b in np.argwhere(np.isfinite(values) & (np.digitize(values, edges) == number_of)).tolist()
        ]
        inks.append(marks.bars(boxes, colour))
    xs, ys = (np.arange(count) + 0.5 for count in values.shape)
    inks += below(
        panel, [(panel.left + x * wide, text(f"{at:,g}")) for x, at in zip(xs, found.first.values, strict=True)]
    )
    for y, at in zip(ys, found.second.values, strict=True):
        inks += words(
            panel.left - 8, panel.bottom - y * high + 4, text(f"{at:,g}"), anchor="end", colour=QUIET, size=11
        )
    inks += words(panel.left + panel.width / 2, panel.bottom + 34, names[0], anchor="middle", colour=QUIET)
    inks += words(0, panel.top - 12, names[1], colour=QUIET)
    if values.shape[0] <= MOST_WORDS:
        inks += _values(found, unit, panel)
    needed = np.array([np.nan if one is None else one for one in found.line])
    heights = np.interp(needed, found.second.values, ys)
    inks.append(marks.line(panel.left + xs * wide, panel.bottom - heights * high, INK, width=2.6))
    return Drawing(height=panel.bottom + 42, inks=inks)


def _values(found: IsoReturn, unit: Unit, panel: Panel) -> Iterator[Ink]:
    wide, high = panel.width / len(found.first.values), panel.height / len(found.second.values)
    for a, row in enumerate(found.indicators):
        for b, one in enumerate(row):
            said = indicator(one, unit)
            x, y = panel.left + (a + 0.5) * wide, panel.bottom - (b + 0.5) * high
            yield from words(x, y + 4, said, anchor="middle", size=AXIS_SIZE, halo=True)


def class_edges(values: FloatArray, target: float) -> FloatArray:
    """Return the seven edges between eight colours: the target in the middle, round steps that reach all values."""
    known = values[np.isfinite(values)]
    reach = float(np.abs(known - target).max()) if known.size else 0.0
    step = round_step(reach or 1.0, len(BELOW_ABOVE) // 2)
    return np.asarray(target + step * (np.arange(1, len(BELOW_ABOVE)) - len(BELOW_ABOVE) / 2))


def _classes(edges: FloatArray, unit: Unit) -> list[Label]:
    said = [_shown(edge, unit) for edge in edges.tolist()]
    between = [text(f"{low} 至 {high}", f"{low} to {high}") for low, high in pairwise(said)]
    return [text(f"< {said[0]}"), *between, text(f"≥ {said[-1]}")]


def _shown(value: float, unit: Unit) -> str:
    return f"{number(value, unit)}{'%' if unit_words(unit, 'zh') == '%' else ''}".replace("-", "\N{MINUS SIGN}")


def _table(found: IsoReturn, unit: Unit, names: tuple[Label, Label]) -> Table:
    first, second = names
    corner = text(f"{first.zh} \\ {second.zh}", f"{first.en} \\ {second.en}")
    return Table(
        head=(corner, *(text(f"{value:,g}") for value in found.second.values)),
        rows=tuple(
            (text(f"{value:,g}"), *(indicator(one, unit) for one in row))
            for value, row in zip(found.first.values, found.indicators, strict=True)
        ),
    )
