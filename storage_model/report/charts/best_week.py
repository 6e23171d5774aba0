"""Dispatch of the seven days that earn most: price, charging and discharging, stored energy."""

from typing import Any

import numpy as np

from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.dispatch_view import DispatchView, dispatch_view
from storage_model.report.charts.draw import CHARGE, DISCHARGE, OTHER, PRICE, STORED, WIDTH, data, drawing
from storage_model.report.charts.figure import Figure, Table, text
from storage_model.report.format import number, wan_yuan
from storage_model.report.label import Lang

DAYS = 7


def best_week(answer: CaseAnswer) -> Figure:
    """Return the figure; a horizon shorter than a week is shown whole."""
    view, starts = dispatch_view(answer), answer.site.horizon.starts()
    steps = best_days(view, answer.site.horizon.steps_per_day)
    first, last = (str(starts[step].astype("datetime64[D]")) for step in (steps.start, steps.stop - 1))
    earned = wan_yuan(float(view.cash_yuan[steps].sum()))
    return Figure(
        key="best-week",
        title=text(f"收益最高的一周（{first} 至 {last}）", f"Dispatch of the best-earning week ({first} to {last})"),
        alt=text(
            f"三幅上下对齐的图：日前价格、充放电功率、储能电量。{first} 至 {last} 计量净收益 {earned} 万元。",
            f"Three aligned charts: day-ahead price, charging and discharging power, stored energy. "
            f"From {first} to {last} the meters earn {earned} wan yuan net.",
        ),
        note=text(
            "功率以送出为正；为优化年（满额定容量）的调度。",
            "Power is positive to the grid; dispatch of the optimised year at full rating.",
        ),
        svg={lang: drawing(_chart(view, starts, steps, lang), f"week-{lang}") for lang in ("zh", "en")},
        table=_table(answer, view, steps),
    )


def best_days(view: DispatchView, steps_per_day: int) -> slice:
    """Return the steps of the seven whole days in a row with the most cash."""
    days = len(view.cash_yuan) // steps_per_day
    if days <= DAYS:
        return slice(0, len(view.cash_yuan))
    by_day = view.cash_yuan[: days * steps_per_day].reshape(days, steps_per_day).sum(axis=1)
    by_week = np.convolve(by_day, np.ones(DAYS), mode="valid")
    first = int(np.argmax(by_week)) * steps_per_day
    return slice(first, first + DAYS * steps_per_day)


def _chart(view: DispatchView, starts: Any, steps: slice, lang: Lang) -> Any:
    import altair as alt

    words = _WORDS[lang]
    when = [f"{start}Z" for start in starts[steps]]
    time = alt.X("t:T", scale=alt.Scale(type="utc"), title=None)

    def axis(last: bool) -> Any:
        return time.axis(format="%m-%d", tickCount="day", labels=last, ticks=last, grid=True)

    def panel(values: dict[str, Any], title: str, height: int, mark: str, *, last: bool = False) -> Any:
        colours = dict(zip(values, _COLOURS[title], strict=True))
        rows = [
            {"t": stamp, "kind": kind, "value": round(float(value), 3)}
            for kind, series in values.items()
            for stamp, value in zip(when, series[steps], strict=True)
        ]
        chart = alt.Chart(data(rows), width=WIDTH, height=height)
        drawn = (
            chart.mark_line(interpolate="step-after", strokeWidth=1.4)
            if mark == "line"
            else chart.mark_area(interpolate="step-after", opacity=0.85)
        )
        legend = alt.Legend() if title.startswith("power") else None
        kinds = alt.Color(
            "kind:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=legend, sort=None
        )
        return drawn.encode(x=axis(last), y=alt.Y("value:Q", title=words[title], stack=None), color=kinds)

    power = {words["discharge"]: view.discharge_mw, words["charge"]: -view.charge_mw}
    middle = panel(power, "power", 130, "area")
    if view.other_mw.any():
        middle += panel({words["other"]: view.other_mw}, "power_other", 130, "line")
        middle = middle.resolve_scale(color="independent")
    return alt.vconcat(
        panel({words["price_kind"]: view.price_yuan_per_mwh}, "price", 110, "line"),
        middle,
        panel({words["stored_kind"]: view.stored_mwh}, "stored", 80, "area", last=True),
        spacing=6,
    ).resolve_scale(color="independent")


_COLOURS = {"price": [PRICE], "power": [DISCHARGE, CHARGE], "power_other": [OTHER], "stored": [STORED]}
_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "price": "日前价格 元/MWh",
        "power": "功率 MW",
        "power_other": "功率 MW",
        "stored": "储能电量 MWh",
        "discharge": "放电",
        "charge": "充电",
        "other": "其他机组净出力",
        "price_kind": "价格",
        "stored_kind": "储能",
    },
    "en": {
        "price": "Price, yuan/MWh",
        "power": "Power, MW",
        "power_other": "Power, MW",
        "stored": "Stored, MWh",
        "discharge": "discharge",
        "charge": "charge",
        "other": "other plants, net",
        "price_kind": "price",
        "stored_kind": "stored",
    },
}


def _table(answer: CaseAnswer, view: DispatchView, steps: slice) -> Table:
    horizon = answer.site.horizon
    days = horizon.starts()[steps].astype("datetime64[D]")
    rows = []
    for day in np.unique(days):
        here = np.arange(steps.start, steps.stop)[days == day]
        energy = [horizon.step_h * float(power[here].sum()) for power in (view.charge_mw, view.discharge_mw)]
        prices = view.price_yuan_per_mwh[here]
        numbers = [
            number(float(prices.min()), "yuan_per_mwh"),
            number(float(prices.max()), "yuan_per_mwh"),
            *(number(mwh, "mwh") for mwh in energy),
            wan_yuan(float(view.cash_yuan[here].sum())),
        ]
        rows.append(tuple(text(cell) for cell in (str(day), *numbers)))
    head = (
        text("日期", "Day"),
        text("最低价 元/MWh", "Lowest price, yuan/MWh"),
        text("最高价 元/MWh", "Highest price, yuan/MWh"),
        text("充电量 MWh", "Charged, MWh"),
        text("放电量 MWh", "Discharged, MWh"),
        text("计量净收益 万元", "Net at the meters, wan yuan"),
    )
    return Table(head=head, rows=tuple(rows))
