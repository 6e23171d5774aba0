"""Prices sorted from dear to cheap, and in which of them the batteries charge and discharge."""

from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.dispatch_view import DispatchView, dispatch_view
from storage_model.report.charts.draw import CHARGE, DISCHARGE, PRICE, WIDTH, data, drawing
from storage_model.report.charts.figure import Figure, Table, text
from storage_model.report.format import number, percent
from storage_model.report.label import Lang

GROUPS = 200
TABLE_GROUPS = 20
# A step counts as charging or discharging above this share of the largest power.
MOVING = 1e-6


def price_duration(answer: CaseAnswer) -> Figure:
    """Return the figure; each group holds an equal number of steps."""
    view = dispatch_view(answer)
    groups = grouped(view, GROUPS)
    charging, discharging = (mean_price(view, power) for power in (view.charge_mw, view.discharge_mw))
    said = tuple("–" if price is None else number(price, "yuan_per_mwh") for price in (charging, discharging))
    return Figure(
        key="price-duration",
        title=text("价格持续曲线与充放电时段", "Price-duration curve with charging and discharging steps"),
        alt=text(
            "全年价格由高到低排列；下方为各价位中充电与放电时段所占比例。"
            f"电量加权平均：充电 {said[0]}，放电 {said[1]} 元/MWh。",
            "Prices of the year from dear to cheap; below, the share of steps that charge and discharge at each price. "
            f"Energy-weighted mean: charging {said[0]}, discharging {said[1]} yuan/MWh.",
        ),
        note=text(
            f"电量加权平均价：充电 {said[0]}，放电 {said[1]} 元/MWh。",
            f"Energy-weighted mean price: charging {said[0]}, discharging {said[1]} yuan/MWh.",
        ),
        svg={lang: drawing(_chart(groups, lang), f"duration-{lang}") for lang in ("zh", "en")},
        table=_table(grouped(view, TABLE_GROUPS)),
    )


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


def _chart(groups: list[dict[str, float]], lang: Lang) -> Any:
    import altair as alt

    words = _WORDS[lang]
    share = alt.X("end:Q", title=words["x"], scale=alt.Scale(domain=[0, 1], nice=False))
    prices = [{"end": round(row["end"], 5), "price": round(row["price"], 2)} for row in groups]
    curve = (
        alt.Chart(data(prices), width=WIDTH, height=150)
        .mark_line(color=PRICE, strokeWidth=2)
        .encode(x=share.axis(labels=False, ticks=False, title=None), y=alt.Y("price:Q", title=words["price"]))
    )
    shares = [
        {"end": round(row["end"], 5), "kind": words[kind], "share": round(row[kind], 4)}
        for kind in ("discharge", "charge")
        for row in groups
    ]
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=[words["discharge"], words["charge"]], range=[DISCHARGE, CHARGE])
    )
    below = (
        alt.Chart(data(shares), width=WIDTH, height=90)
        .mark_area(interpolate="step-before", opacity=0.85)
        .encode(
            x=share.axis(format="%"),
            y=alt.Y("share:Q", title=words["share"], stack="zero", axis=alt.Axis(format="%", tickCount=3)),
            color=colour,
        )
    )
    return alt.vconcat(curve, below, spacing=6)


_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "x": "价格由高到低的时段累计占比",
        "price": "价格 元/MWh",
        "share": "时段占比",
        "discharge": "放电",
        "charge": "充电",
    },
    "en": {
        "x": "share of all steps, from dear to cheap",
        "price": "Price, yuan/MWh",
        "share": "share of steps",
        "discharge": "discharging",
        "charge": "charging",
    },
}


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
