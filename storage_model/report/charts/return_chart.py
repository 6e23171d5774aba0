"""The return over investment and sales, with the line on which it is the hurdle."""

from itertools import pairwise

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import ProjectAnswer
from storage_model.cases.return_map import ReturnMap
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, pointer, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import BELOW_ABOVE, INK, PAPER
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import Scale
from storage_model.report.charts.figure import Figure, Table
from storage_model.words.format import percent
from storage_model.words.label import Label, text

STEP_FRAC = 0.04
"""of return from one colour to the next"""
LEFT, RIGHT, ABOVE, HEIGHT = 58, 14, 30, 240
TABLE_ROWS, TABLE_COLUMNS = 6, 7


def return_chart(project: ProjectAnswer, found: ReturnMap) -> Figure:
    """Return the figure of one project; both factors are 100 % where the case stands."""
    hurdle = percent(project.hurdle_frac)
    said = _needed(found)
    count = f"{found.return_frac.size:,}"
    return Figure(
        key=f"return-map-{project.name}",
        title=text(f"{project.title_zh}：建设投资 × 收入", f"{project.title_en}: investment × sales"),
        alt=text(
            f"横轴为建设投资、纵轴为收入，均为本方案的百分比；颜色为税后收益率，黑线为基准收益率 {hurdle}。{said.zh}",
            f"Investment across and sales upward, in percent of the case; colour is the return after tax, the line "
            f"the hurdle of {hurdle}. {said.en}",
        ),
        note=text(
            f"黑线为基准收益率 {hurdle}，圆点为本方案。{said.zh}共 {count} 个方案；调度保持不变。",
            f"The black line is the hurdle of {hurdle}, the dot this case. {said.en} "
            f"{count} variants; dispatch is held.",
        ),
        drawing=_drawing(project, found),
        table=_table(found),
    )


def _needed(found: ReturnMap) -> Label:
    """Return in words which sales meet the hurdle at the case's investment."""
    worth_yuan = np.array([np.interp(1.0, found.investment, column) for column in found.worth_yuan.T])
    low, high = (percent(float(found.sales[place]), 0) for place in (0, -1))
    if worth_yuan[-1] < 0:
        return text(
            f"按现有投资，收入增至本方案的 {high} 仍达不到基准收益率。",
            f"At this investment even {high} of the case's sales miss the hurdle.",
        )
    if worth_yuan[0] > 0:
        return text(
            f"按现有投资，收入减至本方案的 {low} 仍高于基准收益率。",
            f"At this investment {low} of the case's sales still beat the hurdle.",
        )
    share = percent(float(np.interp(0.0, np.maximum.accumulate(worth_yuan), found.sales)), 0)
    return text(
        f"按现有投资，收入须为本方案的 {share}。", f"At this investment sales have to be {share} of the case's."
    )


def _drawing(project: ProjectAnswer, found: ReturnMap) -> Drawing:
    edges = [project.hurdle_frac + STEP_FRAC * (number - len(BELOW_ABOVE) / 2) for number in range(1, len(BELOW_ABOVE))]
    entries = [Entry(label, colour) for label, colour in zip(_classes(edges), BELOW_ABOVE, strict=True)]
    entries.append(Entry(text("基准收益率", "hurdle"), INK, "line"))
    panel = Panel(left=LEFT, top=legend_height(entries) + ABOVE, width=WIDTH - LEFT - RIGHT, height=HEIGHT)
    across = Scale(low=found.investment[0], high=found.investment[-1], start=panel.left, end=panel.right)
    up = Scale(low=found.sales[0], high=found.sales[-1], start=panel.bottom, end=panel.top)
    xs, tops = across.places(found.investment), np.full(len(found.investment), panel.top)
    inks: list[Ink] = [*legend(entries)]
    for edge, colour in zip((-np.inf, *edges), BELOW_ABOVE, strict=True):
        inks.append(marks.area(xs, tops, up.places(sales_at(found, edge)), colour))
    inks += upward_axis(panel, up, text("收入为本方案的", "Sales, share of the case's"), count=6, shown=_whole_percent)
    title = text("建设投资为本方案的", "Investment, share of the case's")
    inks += across_axis(panel, across, title, count=6, shown=_whole_percent)
    inks.append(marks.line(xs, up.places(found.sales_needed()), INK, width=2.6))
    x, y = across.at(1.0), up.at(1.0)
    inks += [*marks.dots([x], [y], PAPER, radius=6.5), *marks.dots([x], [y], INK, radius=4.5)]
    inks += pointer(x + 4, y, text("本方案", "this case"), halo=True)
    return Drawing(height=panel.bottom + 40, inks=inks)


def sales_at(found: ReturnMap, rate_frac: float) -> FloatArray:
    """Return the sales from which each investment returns a rate or more, (n,), within the map.

    A return rises with sales. Where there is none the sales are the map's highest, so that nothing is painted.
    """
    return np.array([_from(found.sales, row, rate_frac) for row in found.return_frac])


def _from(sales: FloatArray, returns: FloatArray, rate_frac: float) -> float:
    known = np.isfinite(returns)
    if not known.any():
        return float(sales[-1])
    return float(np.interp(rate_frac, np.maximum.accumulate(returns[known]), sales[known]))


def _classes(edges: list[float]) -> list[Label]:
    said = [percent(edge, 0).replace("-", "\N{MINUS SIGN}") for edge in edges]
    between = [text(f"{low} 至 {high}", f"{low} to {high}") for low, high in pairwise(said)]
    return [text(f"< {said[0]}"), *between, text(f"≥ {said[-1]}")]


def _whole_percent(share: float) -> str:
    return percent(share, 0)


def _table(found: ReturnMap) -> Table:
    """Return some of the map: sales down, investment across."""
    rows = np.linspace(0, len(found.sales) - 1, TABLE_ROWS).round().astype(int)
    columns = np.linspace(0, len(found.investment) - 1, TABLE_COLUMNS).round().astype(int)
    head = (
        text("收入 ＼ 投资", "Sales \\ investment"),
        *(text(percent(float(found.investment[c]), 0)) for c in columns),
    )
    return Table(
        head=head,
        rows=tuple(
            (text(percent(float(found.sales[r]), 0)), *(_rate(float(found.return_frac[c, r])) for c in columns))
            for r in rows
        ),
    )


def _rate(rate: float) -> Label:
    return text(percent(rate)) if np.isfinite(rate) else text("无解", "none")
