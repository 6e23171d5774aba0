"""How an answer is spread over many draws: a histogram with the quantiles and what has to be reached."""

from collections.abc import Sequence

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, DISCHARGE, GRID, INK, STORED
from storage_model.report.charts.drawing.ink import Ink, mark, words
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.drawing.scale import Scale, covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.words.format import percent
from storage_model.words.label import Label, text

BINS = 40
LEFT, RIGHT, HEIGHT, ABOVE = 58, 18, 200, 44


def distribution(
    *,
    key: str,
    title: Label,
    note: Label,
    axis: Label,
    values: FloatArray,
    lines: Sequence[tuple[str, float]],
    reach: float,
) -> Figure:
    """Return the figure of the draws with a value [0–1]; those below `reach` have the colour of a miss."""
    known = values[np.isfinite(values)]
    counts, edges = np.histogram(known, bins=min(BINS, max(5, len(known) // 10)))
    said = ", ".join(f"{name} {percent(value)}" for name, value in lines)
    return Figure(
        key=key,
        title=title,
        alt=text(f"直方图：{len(known):,} 个样本；{said}。", f"Histogram of {len(known):,} draws; {said}."),
        note=note,
        drawing=_drawing(counts / len(values), edges, axis, lines, reach),
        table=Table(
            head=(text("区间", "From – to"), text("样本占比", "Share of draws")),
            rows=tuple(
                (text(f"{percent(edges[n])} – {percent(edges[n + 1])}"), text(percent(count / len(values), 1)))
                for n, count in enumerate(counts)
            ),
        ),
    )


def _drawing(
    shares: FloatArray, edges: FloatArray, axis: Label, lines: Sequence[tuple[str, float]], reach: float
) -> Drawing:
    entries = [
        Entry(text("低于基准收益率", "below the hurdle"), DISCHARGE),
        Entry(text("达到基准收益率", "at or above the hurdle"), CHARGE),
        Entry(text("基准收益率", "hurdle"), STORED, "line"),
        Entry(text("分位数", "quantiles"), INK, "line"),
    ]
    panel = Panel(left=LEFT, top=LINE + ABOVE, width=WIDTH - LEFT - RIGHT, height=HEIGHT)
    across = covering([*edges, reach], panel.left, panel.right, zero=False)
    up = Scale(low=0.0, high=float(shares.max()) * 1.1, start=panel.bottom, end=panel.top)
    inks: list[Ink] = [*legend(entries)]
    inks += upward_axis(panel, up, text("样本占比", "Share of draws"), shown=lambda share: percent(share, 0))
    inks += across_axis(panel, across, axis, shown=lambda rate: percent(rate, 0))
    middles = (edges[:-1] + edges[1:]) / 2
    for colour, chosen in ((DISCHARGE, middles < reach), (CHARGE, middles >= reach)):
        boxes = [
            (across.at(edges[n]) + 0.5, up.at(share), across.at(edges[n + 1]) - 0.5, panel.bottom)
            for n, share in enumerate(shares)
            if chosen[n]
        ]
        inks.append(marks.bars(boxes, colour))
    for name, value, colour in [*((name, value, INK) for name, value in lines), ("", reach, STORED)]:
        x = across.at(value)
        inks.append(mark("line", x1=x, x2=x, y1=panel.top, y2=panel.bottom, stroke=colour, stroke_width=1.6))
        inks += words(x, panel.top - 4, text(name), anchor="middle", halo=True)
    inks.append(mark("line", x1=panel.left, x2=panel.right, y1=panel.bottom, y2=panel.bottom, stroke=GRID))
    return Drawing(height=panel.bottom + 40, inks=inks)
