"""Cumulative cash of the project and of its owners over the years, and when it turns positive."""

from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.accounts import EQUITY_CASH, EQUITY_NET, PROJECT_CASH, PROJECT_CUMULATIVE, row_yuan
from storage_model.report.charts.draw import CHARGE, QUIET, STORED, WIDTH, data, drawing
from storage_model.report.charts.figure import Figure, Table, text
from storage_model.report.format import shown, wan_yuan
from storage_model.report.label import Lang
from storage_model.report.tables.statements import calendar_years
from storage_model.units import YUAN_PER_WAN_YUAN


def cumulative_cash(answer: CaseAnswer) -> Figure:
    """Return the figure: all projects together, after tax; the project without its loans, equity with them."""
    together = answer.projects[TOGETHER]
    project = row_yuan(together, PROJECT_CASH, PROJECT_CUMULATIVE)
    equity = np.cumsum(row_yuan(together, EQUITY_CASH, EQUITY_NET))
    years = calendar_years(answer, len(project))
    payback = together.finance.indicators["payback_static_years"]
    said = {lang: shown(payback.value, "years", lang, payback.state) for lang in ("zh", "en")}
    end = wan_yuan(float(project[-1]))
    return Figure(
        key="cumulative-cash",
        title=text("累计净现金流量（税后）", "Cumulative net cash flow (after tax)"),
        alt=text(
            f"两条曲线：项目投资与资本金的累计净现金流量，{years[0]} 至 {years[-1]} 年。项目投资期末 {end} 万元，"
            f"静态投资回收期 {said['zh']}。",
            f"Two curves, project and equity, {years[0]} to {years[-1]}. The project ends at {end} wan yuan; "
            f"static payback {said['en']}.",
        ),
        note=text(
            f"静态投资回收期（含建设期）：{said['zh']}。年末值。",
            f"Static payback from start of construction: {said['en']}. Values at year end.",
        ),
        svg={
            lang: drawing(_chart(project, equity, years, payback.value, lang), f"cash-{lang}") for lang in ("zh", "en")
        },
        table=_table(project, equity, years),
    )


def _chart(project: FloatArray, equity: FloatArray, years: tuple[int, ...], payback: float | None, lang: Lang) -> Any:
    import altair as alt

    words = _WORDS[lang]
    rows = [
        {"year": year, "kind": kind, "wan": round(float(yuan) / YUAN_PER_WAN_YUAN, 2)}
        for kind, curve in ((words["project"], project), (words["equity"], equity))
        for year, yuan in zip((years[0] - 1, *years), (0.0, *curve), strict=True)
    ]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=[words["project"], words["equity"]], range=[CHARGE, STORED]))
    zero = alt.Chart(data([{"zero": 0}])).mark_rule(color=QUIET, strokeDash=[4, 3]).encode(y="zero:Q")
    curves = (
        alt.Chart(data(rows), width=WIDTH, height=210)
        .mark_line(point=alt.OverlayMarkDef(size=28), strokeWidth=2)
        .encode(
            x=alt.X("year:Q", title=words["x"], scale=alt.Scale(nice=False), axis=alt.Axis(format="d", tickMinStep=1)),
            y=alt.Y("wan:Q", title=words["y"]),
            color=colour,
        )
    )
    if payback is None:
        return zero + curves
    spot = alt.Chart(data([{"year": years[0] - 1 + payback, "wan": 0.0, "words": f"{words['payback']} {payback:.2f}"}]))
    mark = spot.mark_point(shape="diamond", filled=True, size=130, color=CHARGE).encode(x="year:Q", y="wan:Q")
    label = spot.mark_text(dy=-14, align="right").encode(x="year:Q", y="wan:Q", text="words:N")
    return zero + curves + mark + label


_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {"project": "项目投资", "equity": "资本金", "x": "年末", "y": "累计 万元", "payback": "静态回收期"},
    "en": {
        "project": "project",
        "equity": "equity",
        "x": "end of year",
        "y": "cumulative, wan yuan",
        "payback": "payback",
    },
}


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
