"""The frontier as a chart: what the best energy for each power is worth, and where the best by whole lives lies."""

from collections.abc import Callable

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.sizing.asked import Objective
from storage_model.cases.sizing.sizing import SizeAnswer
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import DISCHARGE, PROJECT
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.sizes.blocks import SCORES, score_label
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import number, percent
from storage_model.words.label import Label, text

LEFT, RIGHT, ABOVE, BELOW, HEIGHT = 74, 20, 30, 44, 220
# What a score is multiplied by to be read: wan yuan; a share; support is minus the score.
_TIMES: dict[Objective, float] = {"npv": 1 / YUAN_PER_WAN_YUAN, "equity_irr": 1.0, "least_support": -1.0}
_AXES: dict[Objective, Label] = {
    "npv": text("税后净现值 万元", "NPV after tax, wan yuan"),
    "equity_irr": SCORES["equity_irr"],
    "least_support": SCORES["least_support"],
}


def frontier_chart(found: SizeAnswer) -> Figure:
    """Return the figure; powers without a score are left out of the line."""
    asked, best = found.file.asked, found.best
    said = score_label(asked, best.score)
    power_mw = np.array([size.power_mw for size in found.frontier])
    worth = _TIMES[asked.objective] * np.array([size.score for size in found.frontier])
    axis = _AXES[asked.objective]
    shown: Callable[[float], str] | None = (lambda tick: percent(tick, 0)) if asked.objective == "equity_irr" else None
    return Figure(
        key="size-frontier",
        title=text("各功率下的最优", "Best energy for each power"),
        alt=text(
            f"横轴为功率，纵轴为{axis.zh}；全寿命复核的最优为 {best.power_mw:g} MW / {best.energy_mwh:g} MWh，"
            f"{said.zh}。",
            f"Power across, {axis.en} upward; the best by whole lives is {best.power_mw:g} MW / "
            f"{best.energy_mwh:g} MWh, {said.en}.",
        ),
        note=text(
            "曲线为筛选值；圆点为全寿命复核的最优，受并网容量约束，与曲线之差即筛选误差。",
            "The line is the screening; the point is the best by whole lives behind the real connection. What lies "
            "between them is the error of the screening.",
        ),
        drawing=_drawing(power_mw, worth, (best.power_mw, _TIMES[asked.objective] * best.score), axis, shown),
        table=Table(
            head=(text("功率 MW", "Power, MW"), text("能量 MWh", "Energy, MWh"), SCORES[asked.objective]),
            rows=tuple(
                (
                    text(number(size.power_mw, "mw")),
                    text(number(size.energy_mwh, "mwh")),
                    score_label(asked, size.score),
                )
                for size in found.frontier
            ),
        ),
    )


def _drawing(
    power_mw: FloatArray,
    worth: FloatArray,
    best: tuple[float, float],
    axis: Label,
    shown: Callable[[float], str] | None,
) -> Drawing:
    entries = [
        Entry(text("筛选", "screened"), PROJECT, "line"),
        Entry(text("最优（全寿命）", "best, by whole lives"), DISCHARGE, "dot"),
    ]
    panel = Panel(left=LEFT, top=legend_height(entries) + ABOVE, width=WIDTH - LEFT - RIGHT, height=HEIGHT)
    up = covering([*worth.tolist(), best[1]], panel.bottom, panel.top, zero=False)
    across = covering([*power_mw.tolist(), best[0]], panel.left, panel.right, zero=False)
    xs, ys = across.places(power_mw), up.places(np.where(np.isfinite(worth), worth, np.nan))
    good = np.isfinite(ys)
    inks: list[Ink] = [*legend(entries), *upward_axis(panel, up, axis, count=5, shown=shown)]
    inks += across_axis(panel, across, text("功率 MW", "Power, MW"))
    inks += [marks.line(xs, ys, PROJECT), *marks.dots(xs[good], ys[good], PROJECT, radius=2.6)]
    inks += marks.dots(np.array([across.at(best[0])]), np.array([up.at(best[1])]), DISCHARGE, radius=5.0)
    return Drawing(height=panel.bottom + BELOW, inks=inks)
