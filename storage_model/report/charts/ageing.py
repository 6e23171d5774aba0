"""What the batteries still hold, and what they deliver, year by year."""

from collections.abc import Mapping

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, below, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, COSTS, DISCHARGE, SALES
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import Scale, covering
from storage_model.report.charts.figure import Figure, Table, text
from storage_model.report.format import number, percent

LEFT, APART = 58, 34
MWH_PER_GWH = 1_000.0


def ageing(answer: CaseAnswer) -> Figure:
    """Return the figure: usable share of each battery, energy discharged by all of them."""
    shares, out_mwh = usable_shares(answer), discharged_mwh(answer)
    years = answer.lifetime.calendar_years
    first, last = ("、".join(percent(float(share[place]), 1) for share in shares.values()) for place in (0, -1))
    return Figure(
        key="ageing",
        title=text("电池可用份额与年放电量", "Usable share of the batteries and energy discharged"),
        alt=text(
            f"上图为可用份额，由 {years[0]} 年 {first} 到 {years[-1]} 年 {last}；下图为各年放电量。",
            f"Above, the usable share, {first} in {years[0]} to {last} in {years[-1]}; below, energy by year.",
        ),
        note=text(
            f"可用份额 = 年中可用电量 ÷ 额定容量：{years[0]} 年 {first}，{years[-1]} 年 {last}。",
            f"Usable share = usable energy in the middle of the year ÷ rated energy: "
            f"{first} in {years[0]}, {last} in {years[-1]}.",
        ),
        drawing=_drawing(answer, shares, out_mwh),
        table=_table(answer, shares, out_mwh),
    )


def usable_shares(answer: CaseAnswer) -> Mapping[str, FloatArray]:
    """Return the usable energy of each battery in the middle of each operating year, as a share of its rating."""
    return {
        name: answer.lifetime.figures[name]["usable_mwh"] / asset.energy_mwh
        for name, asset in answer.site.assets.items()
        if isinstance(asset, Battery)
    }


def discharged_mwh(answer: CaseAnswer) -> FloatArray:
    """Return what all batteries sell at their meters by operating year [MWh]."""
    none = np.zeros(len(answer.lifetime.calendar_years))
    return np.asarray(sum((answer.lifetime.out_mwh[name] for name in usable_shares(answer)), none))


def _drawing(answer: CaseAnswer, shares: Mapping[str, FloatArray], out_mwh: FloatArray) -> Drawing:
    colours = (CHARGE, *SALES[2:], *COSTS)
    entries = [Entry(text(name), colour, "line") for name, colour in zip(shares, colours, strict=False)]
    if len(entries) == 1:
        entries = []
    top = (legend_height(entries) if entries else 0) + APART
    upper = Panel(left=LEFT, top=top, width=WIDTH - LEFT, height=100)
    lower = Panel(left=LEFT, top=upper.bottom + APART, width=upper.width, height=86)
    years = answer.lifetime.calendar_years
    middles = upper.left + (np.arange(len(years)) + 0.5) * upper.width / len(years)
    half = 0.33 * upper.width / len(years)
    share_scale = Scale(low=0.0, high=1.0, start=upper.bottom, end=upper.top)
    energy_scale = covering(out_mwh / MWH_PER_GWH, lower.bottom, lower.top)
    inks: list[Ink] = [*legend(entries, 0)]
    inks += upward_axis(upper, share_scale, text("可用份额", "Usable share"), shown=lambda share: percent(share, 0))
    for share, colour in zip(shares.values(), colours, strict=False):
        places = share_scale.places(share)
        inks += [marks.line(middles, places, colour), *marks.dots(middles, places, colour)]
    inks += upward_axis(lower, energy_scale, text("放电量 GWh", "Discharged, GWh"), count=3)
    tops = energy_scale.places(out_mwh / MWH_PER_GWH)
    inks.append(
        marks.bars(zip(middles - half, tops, middles + half, np.full_like(tops, lower.bottom), strict=True), DISCHARGE)
    )
    inks += below(lower, [(x, text(str(year))) for x, year in zip(middles.tolist(), years, strict=True)])
    return Drawing(height=lower.bottom + 24, inks=inks)


def _table(answer: CaseAnswer, shares: Mapping[str, FloatArray], out_mwh: FloatArray) -> Table:
    head = (
        text("年份", "Year"),
        *(text(f"{name} 可用份额", f"{name}, usable share") for name in shares),
        text("放电量 MWh", "Discharged, MWh"),
    )
    rows = tuple(
        (
            text(str(year)),
            *(text(percent(float(share[place]))) for share in shares.values()),
            text(number(float(out_mwh[place]), "mwh")),
        )
        for place, year in enumerate(answer.lifetime.calendar_years)
    )
    return Table(head=head, rows=rows)
