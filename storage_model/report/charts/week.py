"""Dispatch of one week: price, charging and discharging, stored energy, one under the other."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.dispatch_view import DispatchView
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, below, upright_lines, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, DISCHARGE, OTHER, PRICE, STORED
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.drawing.scale import covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.charts.weeks import Kind
from storage_model.words.format import number, wan_yuan
from storage_model.words.label import Label, text

LEFT, APART = 58, 34
HEIGHTS: Final = {"price": 96, "power": 104, "stored": 62}
WITHOUT_STORE: Final = ("price", "power")
NAMES: Final[dict[Kind, Label]] = {
    "whole": text("全期调度", "Dispatch of the whole horizon"),
    "best": text("收益最高的一周", "The week that earns most"),
    "typical": text("典型周（收益居中）", "A typical week (median earnings)"),
    "worst": text("收益最低的一周", "The week that earns least"),
}
_WEEKDAYS: Final = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)


def week_figure(answer: CaseAnswer, view: DispatchView, kind: Kind, steps: slice) -> Figure:
    """Return the figure of a week; power is that of the first operating year, before outages."""
    starts = answer.site.horizon.starts()
    first, last = (str(starts[step].astype("datetime64[D]")) for step in (steps.start, steps.stop - 1))
    earned = wan_yuan(float(view.cash_yuan[steps].sum()))
    name = NAMES[kind]
    return Figure(
        key=f"week-{kind}",
        title=name,
        alt=text(
            f"上下对齐的图：{_named(view).zh}。{first} 至 {last} 计量净收益 {earned} 万元。",
            f"Aligned charts of {_named(view).en}. From {first} to {last} the meters earn {earned} wan yuan net.",
        ),
        note=text(
            f"{first} 至 {last}，计量净收益 {earned} 万元。功率以送出为正；为首个运营年（停运折减前）的调度。",
            f"{first} to {last}, {earned} wan yuan net at the meters. Power is positive to the grid; "
            "the first operating year, before outages.",
        ),
        drawing=_drawing(answer, view, steps),
        table=_table(answer, view, steps),
    )


def _named(view: DispatchView) -> Label:
    if view.rated_mwh:
        return text("日前价格、充放电功率、储能电量", "day-ahead price, charging and discharging power, stored energy")
    return text("日前价格、机组净出力", "day-ahead price and net power of the plants")


def _drawing(answer: CaseAnswer, view: DispatchView, steps: slice) -> Drawing:
    shown, panels, top = view.of(steps), {}, LINE + APART
    for part in HEIGHTS if view.rated_mwh else WITHOUT_STORE:
        panels[part] = Panel(left=LEFT, top=top, width=WIDTH - LEFT, height=HEIGHTS[part])
        top += HEIGHTS[part] + APART
    lowest = list(panels.values())[-1]
    days, labels = _days(answer, steps, lowest)
    inks = [*legend(list(_entries(shown)))]
    for panel in panels.values():
        inks += upright_lines(panel, days)
    inks += [*_price(shown, panels["price"]), *_power(shown, panels["power"])]
    if view.rated_mwh:
        inks += _stored(shown, panels["stored"])
    inks += below(lowest, labels)
    return Drawing(height=top - APART + 24, inks=inks)


def _entries(view: DispatchView) -> Iterator[Entry]:
    if view.rated_mwh:
        yield Entry(text("放电", "discharging"), DISCHARGE)
        yield Entry(text("充电", "charging"), CHARGE)
        yield Entry(text("储能电量", "stored energy"), STORED)
    yield Entry(text("电价", "price"), PRICE, "line")
    if view.other_mw.any():
        plants = text("其他机组净出力", "other plants, net") if view.rated_mwh else text("机组净出力", "plants, net")
        yield Entry(plants, OTHER, "line")


def _days(answer: CaseAnswer, steps: slice, panel: Panel) -> tuple[list[float], list[tuple[float, Label]]]:
    """Return where days begin, and their names at their middle."""
    days = answer.site.horizon.starts()[steps].astype("datetime64[D]")
    found, firsts, counts = np.unique(days, return_index=True, return_counts=True)
    scale = panel.width / len(days)
    labels = []
    for day, first, count in zip(found, firsts, counts, strict=True):
        # 1970-01-01 was a Thursday.
        zh, en = _WEEKDAYS[(int(day.astype(np.int64)) + 3) % 7]
        date = str(day)[5:]
        labels.append((panel.left + (first + count / 2) * scale, text(f"{date} {zh}", f"{date} {en}")))
    return [panel.left + float(first) * scale for first in firsts[1:]], labels


def _edges(view: DispatchView, panel: Panel) -> np.ndarray:
    return np.linspace(panel.left, panel.right, len(view.cash_yuan) + 1)


def _price(view: DispatchView, panel: Panel) -> Iterator[Ink]:
    scale = covering(view.price_yuan_per_mwh, panel.bottom, panel.top)
    yield from upward_axis(panel, scale, text("日前价格 元/MWh", "Day-ahead price, yuan/MWh"))
    yield marks.steps(_edges(view, panel), scale.places(view.price_yuan_per_mwh), PRICE)


def _power(view: DispatchView, panel: Panel) -> Iterator[Ink]:
    edges, both = _edges(view, panel), np.concatenate([view.discharge_mw, -view.charge_mw, view.other_mw])
    scale = covering(both, panel.bottom, panel.top)
    yield from upward_axis(panel, scale, text("功率 MW", "Power, MW"), count=5)
    yield marks.step_area(edges, scale.places(view.discharge_mw), scale.at(0), DISCHARGE)
    yield marks.step_area(edges, scale.places(-view.charge_mw), scale.at(0), CHARGE)
    if view.other_mw.any():
        yield marks.steps(edges, scale.places(view.other_mw), OTHER)


def _stored(view: DispatchView, panel: Panel) -> Iterator[Ink]:
    scale = covering([0, view.rated_mwh], panel.bottom, panel.top)
    yield from upward_axis(panel, scale, text("储能电量 MWh", "Stored energy, MWh"), count=3)
    yield marks.step_area(_edges(view, panel), scale.places(view.stored_mwh), scale.at(0), STORED)


def _sent_words(view: DispatchView) -> Label:
    if view.rated_mwh:
        return text("其他机组净送出 MWh", "Other plants, net, MWh")
    return text("机组净送出 MWh", "Plants, net, MWh")


def _table(answer: CaseAnswer, view: DispatchView, steps: slice) -> Table:
    """Return a row a day; a kind of plant that does nothing all year has no column."""
    horizon = answer.site.horizon
    days = horizon.starts()[steps].astype("datetime64[D]")
    powers = [power for power in (view.charge_mw, view.discharge_mw, view.other_mw) if power.any()]
    rows = []
    for day in np.unique(days):
        here = np.arange(steps.start, steps.stop)[days == day]
        prices = view.price_yuan_per_mwh[here]
        numbers = [
            number(float(prices.min()), "yuan_per_mwh"),
            number(float(prices.max()), "yuan_per_mwh"),
            *(number(horizon.step_h * float(power[here].sum()), "mwh") for power in powers),
            wan_yuan(float(view.cash_yuan[here].sum())),
        ]
        rows.append(tuple(text(cell) for cell in (str(day), *numbers)))
    named = (
        (view.charge_mw, text("充电量 MWh", "Charged, MWh")),
        (view.discharge_mw, text("放电量 MWh", "Discharged, MWh")),
        (view.other_mw, _sent_words(view)),
    )
    head = (
        text("日期", "Day"),
        text("最低价 元/MWh", "Lowest price, yuan/MWh"),
        text("最高价 元/MWh", "Highest price, yuan/MWh"),
        *(label for power, label in named if power.any()),
        text("计量净收益 万元", "Net at the meters, wan yuan"),
    )
    return Table(head=head, rows=tuple(rows))
