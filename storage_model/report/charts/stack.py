"""Money of several streams stacked by month or year: what comes in upward, what goes out downward, the net as a dot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, below, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import COSTS, INK, PAPER, SALES
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import covering
from storage_model.report.charts.figure import Table
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import wan_yuan
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import stream_label

LEFT, HEIGHT, ABOVE = 58, 210, 30
BAR_SHARE = 0.66


NET = text("净额", "net")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Streams by their key, shape (places,) each [yuan], and what the places are called, shortest words first.

    `words` says what a stream is called, `net` what all of them leave.
    """

    streams: Mapping[str, FloatArray]
    places: Sequence[Label]
    colours: Mapping[str, str]
    words: Callable[[str], Label] = stream_label
    net: Label = NET

    @property
    def net_yuan(self) -> FloatArray:
        """What all streams leave at each place."""
        return np.asarray(sum(self.streams.values(), np.zeros(len(self.places))))


def stream_colours(answer: CaseAnswer) -> Mapping[str, str]:
    """Return a colour for each stream, the same in every chart of a page: the largest of each side first."""
    totals = answer.settlement.by_key()
    for stream in answer.lifetime.streams:
        totals[stream.key] = totals.get(stream.key, 0.0) + float(stream.yuan.sum())
    found: dict[str, str] = {}
    for earns, palette in ((True, SALES), (False, COSTS)):
        keys = [key for key, yuan in totals.items() if (yuan > 0) is earns]
        for place, key in enumerate(sorted(keys, key=lambda key: -abs(totals[key]))):
            found[key] = palette[place % len(palette)]
    return found


def stack_drawing(stack: Stack) -> Drawing:
    """Return the drawing; the largest stream lies next to zero."""
    order = sorted(stack.streams, key=lambda key: -abs(float(stack.streams[key].sum())))
    shown = [key for key in stack.colours if key in order]
    entries = [Entry(stack.words(key), stack.colours[key]) for key in shown]
    entries.append(Entry(stack.net, INK, "dot"))
    top = legend_height(entries) + ABOVE
    panel = Panel(left=LEFT, top=top, width=WIDTH - LEFT, height=HEIGHT)
    wan = {key: stack.streams[key] / YUAN_PER_WAN_YUAN for key in order}
    tops = {sign: _tops(wan, order, sign, len(stack.places)) for sign in (1, -1)}
    scale = covering([part for side in tops.values() for part in side], panel.bottom, panel.top)
    middles = panel.left + (np.arange(len(stack.places)) + 0.5) * panel.width / len(stack.places)
    half = BAR_SHARE / 2 * panel.width / len(stack.places)
    inks: list[Ink] = [*legend(entries), *upward_axis(panel, scale, text("万元", "wan yuan"))]
    for side in tops.values():
        for key, (begins, ends) in zip(order, pairwise(side), strict=True):
            if (begins != ends).any():
                boxes = zip(middles - half, scale.places(ends), middles + half, scale.places(begins), strict=True)
                inks.append(marks.bars(boxes, stack.colours[key]))
    net = scale.places(stack.net_yuan / YUAN_PER_WAN_YUAN)
    inks += [*marks.dots(middles, net, PAPER, radius=4.6), *marks.dots(middles, net, INK, radius=3.4)]
    inks += below(panel, zip(middles.tolist(), stack.places, strict=True))
    return Drawing(height=panel.bottom + 24, inks=inks)


def _tops(wan: Mapping[str, FloatArray], order: Sequence[str], sign: int, places: int) -> list[FloatArray]:
    """Return how far the stack of one side reaches before the first stream and after each [万元]."""
    reached: list[FloatArray] = [np.zeros(places)]
    for key in order:
        reached.append(reached[-1] + sign * np.clip(sign * wan[key], 0, None))
    return reached


def stack_table(stack: Stack, corner: Label) -> Table:
    """Return a row for each place, a column for each stream, and the net [万元]."""
    keys = [key for key in stack.colours if key in stack.streams]
    columns = [*(stack.streams[key] for key in keys), stack.net_yuan]
    head = (corner, *(_in_wan(stack.words(key)) for key in keys), _in_wan(stack.net))
    rows = tuple(
        (place, *(text(wan_yuan(float(column[number]))) for column in columns))
        for number, place in enumerate(stack.places)
    )
    return Table(head=head, rows=rows)


def _in_wan(label: Label) -> Label:
    return text(f"{label.zh} 万元", f"{label.en}, wan yuan")
