"""Cumulative cash of the project and of its owners over the years, and when it turns positive."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.statements import equity_cash_flow, project_cash_flow
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, below, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import EQUITY, INK, PAPER, PROJECT
from storage_model.report.charts.drawing.ink import Ink, mark, words
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import Scale, covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import shown, wan_yuan
from storage_model.words.label import Label, text
from storage_model.words.tables.statements import calendar_years

LEFT, RIGHT, ABOVE, HEIGHT = 66, 14, 30, 220


def cumulative_cash(answer: CaseAnswer) -> Figure:
    """Return the figure: all projects together, after tax; the project without its loans, equity with them."""
    together = answer.projects[TOGETHER]
    project = together.finance.row(project_cash_flow.KEY, "cumulative_after_tax")
    equity = np.cumsum(together.finance.row(equity_cash_flow.KEY, "net_cash_flow_after_tax"))
    years = calendar_years(answer, len(project))
    payback = together.finance.indicators["payback_static_years"]
    said = {lang: shown(payback.value, "years", lang, payback.state) for lang in ("zh", "en")}
    ends, again = [wan_yuan(float(curve[-1])) for curve in (project, equity)], owed_again(payback)
    return Figure(
        key="cumulative-cash",
        title=text("累计净现金流量（税后）", "Cumulative net cash flow (after tax)"),
        alt=text(
            f"两条曲线：项目投资与资本金的累计净现金流量，{years[0]} 至 {years[-1]} 年。期末项目投资 {ends[0]} 万元，"
            f"资本金 {ends[1]} 万元；静态投资回收期 {said['zh']}。",
            f"Two curves, project and equity, {years[0]} to {years[-1]}. The project ends at {ends[0]}, equity "
            f"at {ends[1]} wan yuan; static payback {said['en']}.",
        ),
        note=text(
            f"静态投资回收期（含建设期）：{said['zh']}。{again.zh}"
            f"期末累计：项目投资 {ends[0]} 万元，资本金 {ends[1]} 万元。",
            f"Static payback from start of construction: {said['en']}. {again.en}"
            f"In the end the project stands at {ends[0]}, equity at {ends[1]} wan yuan.",
        ),
        drawing=_drawing(project, equity, years, payback.value),
        table=_table(project, equity, years),
    )


def owed_again(payback: Indicator) -> Label:
    """Return what is to be said where the sum falls below zero once more; nothing elsewhere."""
    if payback.value is None or len(payback.roots) < 2:
        return text("")
    last = max(payback.roots)
    return text(
        f"其后累计又转负，最后一次收回在 {last:.2f} 年。",
        f"Later the sum falls below zero again; it is back for good at {last:.2f} years. ",
    )


def _drawing(project: FloatArray, equity: FloatArray, years: tuple[int, ...], payback: float | None) -> Drawing:
    """Return both curves from zero at the start of construction, a place at the end of each year."""
    entries = [
        Entry(text("项目投资", "project"), PROJECT, "line"),
        Entry(text("资本金", "equity"), EQUITY, "line"),
    ]
    panel = Panel(left=LEFT, top=legend_height(entries) + ABOVE, width=WIDTH - LEFT - RIGHT, height=HEIGHT)
    curves = [np.concatenate([[0.0], curve]) / YUAN_PER_WAN_YUAN for curve in (project, equity)]
    scale = covering(np.concatenate(curves), panel.bottom, panel.top)
    across = Scale(low=0.0, high=float(len(years)), start=panel.left, end=panel.right)
    xs = across.places(np.arange(len(years) + 1))
    inks: list[Ink] = [*legend(entries)]
    inks += upward_axis(panel, scale, text("年末累计 万元", "Cumulative at year end, wan yuan"), count=5)
    for curve, entry in zip(curves, entries, strict=True):
        inks += [
            marks.line(xs, scale.places(curve), entry.colour, width=2.2),
            *marks.dots(xs, scale.places(curve), entry.colour, radius=2.8),
        ]
    inks += below(panel, [(x, text(str(year))) for x, year in zip(xs[1:].tolist(), years, strict=True)])
    if payback is not None:
        inks += _payback_mark(across.at(payback), scale.at(0), payback, panel)
    return Drawing(height=panel.bottom + 24, inks=inks)


def _payback_mark(x: float, zero: float, payback: float, panel: Panel) -> list[Ink]:
    """Return the mark with its words where the curve is not: below the line after it, or above before it."""
    diamond = f"M{x:.1f} {zero - 7:.1f}l7 7l-7 7l-7 -7Z"
    early = x < panel.left + panel.width / 2
    label = text(f"静态回收期 {payback:.2f} 年", f"payback {payback:.2f} years")
    return [
        mark("path", d=diamond, fill=INK, stroke=PAPER, stroke_width=1.5),
        *(words(x + 10, zero + 18, label) if early else words(x - 12, zero - 10, label, anchor="end")),
    ]


def _table(project: FloatArray, equity: FloatArray, years: tuple[int, ...]) -> Table:
    head = (
        text("年份", "Year"),
        text("项目投资累计 万元", "Project, cumulative, wan yuan"),
        text("资本金累计 万元", "Equity, cumulative, wan yuan"),
    )
    rows = tuple(
        (text(str(year)), text(wan_yuan(float(one))), text(wan_yuan(float(other))))
        for year, one, other in zip(years, project, equity, strict=True)
    )
    return Table(head=head, rows=rows)
