"""What the batteries still hold, what is bought for them, and what they deliver, year by year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, below, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import BOUGHT, CHARGE, COSTS, DISCHARGE, SALES
from storage_model.report.charts.drawing.ink import Ink, mark, words
from storage_model.report.charts.drawing.legend import Entry, legend, legend_height
from storage_model.report.charts.drawing.scale import covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.charts.years import star_words, year_names
from storage_model.words.format import number, percent
from storage_model.words.label import Label, text

LEFT, APART = 58, 34
MWH_PER_GWH = 1_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One battery by operating year, shape (years,) each; `bought_mwh` is new energy bought at the end of a year."""

    usable_share: FloatArray
    soh_end: FloatArray
    cycles: FloatArray
    out_mwh: FloatArray
    bought_mwh: FloatArray


def ageing(answer: CaseAnswer) -> Figure:
    """Return the figure: usable share and health of each battery, cells bought, energy discharged by all of them."""
    found, years, names = batteries(answer), answer.lifetime.calendar_years, year_names(answer.lifetime)
    first, last = ("、".join(percent(float(one.usable_share[place]), 1) for one in found.values()) for place in (0, -1))
    said, star = _bought(found, years), star_words(answer.lifetime)
    return Figure(
        key="ageing",
        title=text("电池健康度、补容与年放电量", "Health of the batteries, cells bought, energy discharged"),
        alt=text(
            f"上图为可用份额（{years[0]} 年 {first}，{years[-1]} 年 {last}）与电芯健康度；下图为各年放电量。{said.zh}",
            f"Above, the usable share ({first} in {years[0]}, {last} in {years[-1]}) and the health of the cells; "
            f"below, energy by year. {said.en}",
        ),
        note=text(
            f"可用份额 = 年中可用电量 ÷ 额定容量：{years[0]} 年 {first}，{years[-1]} 年 {last}。{said.zh}{star.zh}",
            f"Usable share = usable energy in the middle of the year ÷ rated energy: "
            f"{first} in {years[0]}, {last} in {years[-1]}. {said.en}{star.en}",
        ),
        drawing=_drawing(found, names),
        table=_table(found, names),
    )


def batteries(answer: CaseAnswer) -> Mapping[str, Health]:
    """Return the life of each battery."""
    return {
        name: _health(answer, name, asset) for name, asset in answer.site.assets.items() if isinstance(asset, Battery)
    }


def _health(answer: CaseAnswer, name: str, asset: Battery) -> Health:
    lifetime, figures = answer.lifetime, answer.lifetime.figures[name]
    bought_mwh = np.zeros(len(lifetime.calendar_years))
    for purchase in lifetime.purchases.get(name, ()):
        bought_mwh[lifetime.calendar_years.index(purchase.calendar_year)] += purchase.energy_mwh
    return Health(
        usable_share=figures["usable_mwh"] / asset.energy_mwh,
        soh_end=figures["soh_end_frac"],
        cycles=figures["equivalent_cycles"],
        out_mwh=lifetime.out_mwh[name],
        bought_mwh=bought_mwh,
    )


def _bought(found: Mapping[str, Health], years: tuple[int, ...]) -> Label:
    """Return in words when how much new energy is bought."""
    bought = sum((one.bought_mwh for one in found.values()), np.zeros(len(years)))
    each = [(year, number(float(mwh), "mwh")) for year, mwh in zip(years, bought, strict=True) if mwh > 0]
    if not each:
        return text("不补容、不更换。", "No cells are added or replaced.")
    zh, en = (
        "、".join(f"{year} 年末 {mwh}" for year, mwh in each),
        ", ".join(f"{mwh} in {year}" for year, mwh in each),
    )
    return text(f"补容或更换电芯（MWh）：{zh}。", f"Cells bought at year end, MWh: {en}.")


def _drawing(found: Mapping[str, Health], years: Sequence[Label]) -> Drawing:
    colours = (CHARGE, *SALES[2:], *COSTS)
    entries = [entry for name, colour in zip(found, colours, strict=False) for entry in _entries(found, name, colour)]
    if any(one.bought_mwh.any() for one in found.values()):
        entries.append(Entry(text("补容或更换", "cells bought"), BOUGHT, "dot"))
    upper = Panel(left=LEFT, top=legend_height(entries) + APART, width=WIDTH - LEFT, height=110)
    lower = Panel(left=LEFT, top=upper.bottom + APART, width=upper.width, height=86)
    middles = upper.left + (np.arange(len(years)) + 0.5) * upper.width / len(years)
    inks: list[Ink] = [*legend(entries), *_shares(found, colours, upper, middles)]
    inks += _energy(found, lower, middles)
    inks += below(lower, list(zip(middles.tolist(), years, strict=True)))
    return Drawing(height=lower.bottom + 24, inks=inks)


def _entries(found: Mapping[str, Health], name: str, colour: str) -> Iterator[Entry]:
    before = f"{name} · " if len(found) > 1 else ""
    yield Entry(text(f"{before}可用份额", f"{before}usable share"), colour, "line")
    yield Entry(text(f"{before}电芯健康度（年末）", f"{before}health of the cells at year end"), colour, "dashes")


def _shares(found: Mapping[str, Health], colours: tuple[str, ...], panel: Panel, middles: FloatArray) -> Iterator[Ink]:
    largest = max(1.0, *(float(np.nanmax(one.usable_share)) for one in found.values()))
    scale = covering([0.0, largest], panel.bottom, panel.top)
    yield from upward_axis(
        panel, scale, text("占额定容量", "Share of the rating"), shown=lambda share: percent(share, 0)
    )
    for one, colour in zip(found.values(), colours, strict=False):
        usable = scale.places(one.usable_share)
        yield marks.line(middles, scale.places(one.soh_end), colour, width=1.4, dashes="3 3")
        yield marks.line(middles, usable, colour)
        yield from marks.dots(middles, usable, colour)
        for middle, mwh in zip(middles.tolist(), one.bought_mwh, strict=True):
            x = middle + panel.width / len(middles) / 2
            if mwh > 0:
                yield mark("line", x1=x, x2=x, y1=panel.top, y2=panel.bottom, stroke=BOUGHT, stroke_dasharray="2 3")
                yield mark("circle", cx=x, cy=panel.top, r=4, fill=BOUGHT)
                yield from words(x, panel.top - 8, text(f"+{mwh:,.0f} MWh"), anchor="middle", size=11)


def _energy(found: Mapping[str, Health], panel: Panel, middles: FloatArray) -> Iterator[Ink]:
    out_gwh = sum((one.out_mwh for one in found.values()), np.zeros(len(middles))) / MWH_PER_GWH
    scale = covering(out_gwh, panel.bottom, panel.top)
    yield from upward_axis(panel, scale, text("放电量 GWh", "Discharged, GWh"), count=3)
    tops, half = scale.places(out_gwh), 0.33 * panel.width / len(middles)
    bottoms = np.full_like(tops, panel.bottom)
    yield marks.bars(zip(middles - half, tops, middles + half, bottoms, strict=True), DISCHARGE)


def _table(found: Mapping[str, Health], years: Sequence[Label]) -> Table:
    def heads(name: str) -> Iterator[Label]:
        before = f"{name} · " if len(found) > 1 else ""
        yield text(f"{before}可用份额", f"{before}Usable share")
        yield text(f"{before}电芯健康度（年末）", f"{before}Health of the cells at year end")
        yield text(f"{before}等效循环次数", f"{before}Full cycles of the cells")
        yield text(f"{before}放电量 MWh", f"{before}Discharged, MWh")
        yield text(f"{before}补容或更换 MWh", f"{before}Cells bought, MWh")

    def cells(one: Health, place: int) -> Iterator[str]:
        yield percent(float(one.usable_share[place]))
        yield percent(float(one.soh_end[place]))
        yield number(float(one.cycles[place]), "times")
        yield number(float(one.out_mwh[place]), "mwh")
        yield number(float(one.bought_mwh[place]), "mwh")

    return Table(
        head=(text("年份", "Year"), *(head for name in found for head in heads(name))),
        rows=tuple(
            (year, *(text(cell) for one in found.values() for cell in cells(one, place)))
            for place, year in enumerate(years)
        ),
    )
