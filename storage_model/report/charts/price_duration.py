"""Prices sorted from dear to cheap, and in which of them the batteries charge and discharge."""

from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.report.charts.dispatch_view import DispatchView
from storage_model.report.charts.drawing import marks
from storage_model.report.charts.drawing.axes import Panel, across_axis, upward_axis
from storage_model.report.charts.drawing.canvas import WIDTH, Drawing
from storage_model.report.charts.drawing.colours import CHARGE, DISCHARGE, PRICE
from storage_model.report.charts.drawing.ink import Ink
from storage_model.report.charts.drawing.legend import LINE, Entry, legend
from storage_model.report.charts.drawing.scale import Scale, covering
from storage_model.report.charts.figure import Figure, Table
from storage_model.words.format import number, percent
from storage_model.words.label import text

LEFT, RIGHT, APART = 58, 14, 34
GROUPS = 200
TABLE_GROUPS = 20
# A step counts as charging or discharging above this share of the largest power.
MOVING = 1e-6


def price_duration(view: DispatchView, step_h: float) -> Figure:
    """Return the figure; each group holds an equal number of steps of `step_h` hours."""
    groups = grouped(view, GROUPS)
    said = [
        (f"{float(_moving(power).sum()) * step_h:,.0f}", _price_text(view, power))
        for power in (view.charge_mw, view.discharge_mw)
    ]
    zh = f"充电 {said[0][0]} 小时，均价 {said[0][1]} 元/MWh；放电 {said[1][0]} 小时，均价 {said[1][1]} 元/MWh"
    en = (
        f"charging {said[0][0]} hours at a mean of {said[0][1]} yuan/MWh, "
        f"discharging {said[1][0]} hours at {said[1][1]} yuan/MWh"
    )
    return Figure(
        key="price-duration",
        title=text("价格持续曲线与充放电时段", "Price-duration curve with charging and discharging steps"),
        alt=text(
            f"全年价格由高到低排列；下方为各价位中充电与放电时段所占比例。{zh}。",
            f"Prices of the year from dear to cheap; below, the share of steps that charge and discharge: {en}.",
        ),
        note=text(f"{zh}（均价按电量加权）。", f"{en[0].upper()}{en[1:]} (means weighted by energy)."),
        drawing=_drawing(groups),
        table=_table(grouped(view, TABLE_GROUPS)),
    )


def _price_text(view: DispatchView, power_mw: FloatArray) -> str:
    price = mean_price(view, power_mw)
    return "–" if price is None else number(price, "yuan_per_mwh")


def grouped(view: DispatchView, groups: int) -> list[dict[str, float]]:
    """Return mean price and shares of charging and discharging steps, from the dearest to the cheapest group."""
    order = np.argsort(-view.price_yuan_per_mwh, kind="stable")
    parts = np.array_split(order, min(groups, len(order)))
    return [
        {
            "end": float(end),
            "price": float(view.price_yuan_per_mwh[part].mean()),
            "discharge": float(_moving(view.discharge_mw)[part].mean()),
            "charge": float(_moving(view.charge_mw)[part].mean()),
        }
        for part, end in zip(parts, np.cumsum([len(part) for part in parts]) / len(order), strict=True)
    ]


def mean_price(view: DispatchView, power_mw: FloatArray) -> float | None:
    """Return the energy-weighted mean price of a flow, None where nothing flows [yuan/MWh]."""
    return float(np.average(view.price_yuan_per_mwh, weights=power_mw)) if power_mw.any() else None


def _moving(power_mw: FloatArray) -> Any:
    return power_mw > MOVING * float(power_mw.max(initial=1.0))


def _drawing(groups: list[dict[str, float]]) -> Drawing:
    entries = [
        Entry(text("电价", "price"), PRICE, "line"),
        Entry(text("放电时段", "steps discharging"), DISCHARGE),
        Entry(text("充电时段", "steps charging"), CHARGE),
    ]
    upper = Panel(left=LEFT, top=LINE + APART, width=WIDTH - LEFT - RIGHT, height=140)
    lower = Panel(left=LEFT, top=upper.bottom + APART, width=upper.width, height=80)
    across = Scale(low=0.0, high=1.0, start=upper.left, end=upper.right)
    prices, discharge, charge = (np.array([row[key] for row in groups]) for key in ("price", "discharge", "charge"))
    edges = across.places([0.0, *(row["end"] for row in groups)])
    price_scale = covering(prices, upper.bottom, upper.top)
    share_scale = Scale(low=0.0, high=1.0, start=lower.bottom, end=lower.top)
    inks: list[Ink] = [*legend(entries)]
    inks += upward_axis(upper, price_scale, text("价格 元/MWh", "Price, yuan/MWh"))
    inks.append(marks.steps(edges, price_scale.places(prices), PRICE, width=2))
    inks += upward_axis(lower, share_scale, text("时段占比", "Share of steps"), count=2, shown=_whole_percent)
    inks.append(marks.step_area(edges, share_scale.places(discharge + charge), lower.bottom, CHARGE))
    inks.append(marks.step_area(edges, share_scale.places(discharge), lower.bottom, DISCHARGE))
    title = text("价格由高到低的时段累计占比", "Share of all steps, from dear to cheap")
    inks += across_axis(lower, across, title, count=5, shown=_whole_percent)
    return Drawing(height=lower.bottom + 40, inks=inks)


def _whole_percent(share: float) -> str:
    return percent(share, 0)


def _table(groups: list[dict[str, float]]) -> Table:
    head = (
        text("价格由高到低累计占比", "Cumulative share, dear to cheap"),
        text("平均价格 元/MWh", "Mean price, yuan/MWh"),
        text("放电时段占比", "Steps discharging"),
        text("充电时段占比", "Steps charging"),
    )
    rows = tuple(
        tuple(
            text(cell)
            for cell in (
                percent(row["end"], 0),
                number(row["price"], "yuan_per_mwh"),
                percent(row["discharge"], 1),
                percent(row["charge"], 1),
            )
        )
        for row in groups
    )
    return Table(head=head, rows=rows)
