"""Revenue and metered cost of the first operating year, stream by stream."""

from typing import Any

from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.charts.draw import CHARGE, DISCHARGE, WIDTH, data, drawing
from storage_model.report.charts.figure import Figure, Table, text
from storage_model.report.format import wan_yuan
from storage_model.report.label import Label, Lang
from storage_model.report.labels import stream_label
from storage_model.units import YUAN_PER_WAN_YUAN

Streams = list[tuple[Label, str, float]]


def first_year(answer: CaseAnswer) -> Figure:
    """Return the figure: all projects together, VAT-inclusive, fading and availability included."""
    streams = first_year_streams(answer)
    revenue, cost = (sum(yuan for _, side, yuan in streams if side == wanted) for wanted in ("revenue", "cost"))
    year = answer.lifetime.calendar_years[0]
    return Figure(
        key="first-year",
        title=text(f"首年（{year}）收入与计量成本", f"Revenue and metered cost of the first year ({year})"),
        alt=text(
            f"横条图：各收支项金额。收入合计 {wan_yuan(revenue)} 万元，计量成本合计 {wan_yuan(cost)} 万元。",
            f"Bars of money by stream. Revenue {wan_yuan(revenue)}, metered cost {wan_yuan(cost)} wan yuan.",
        ),
        note=text(
            "含增值税；不含人工、保险等固定运营成本，见现金流量表。",
            "VAT-inclusive; fixed cost such as staff and insurance is in the statements.",
        ),
        svg={lang: drawing(_chart(streams, lang), f"year-{lang}") for lang in ("zh", "en")},
        table=_table(streams, revenue, cost),
    )


def first_year_streams(answer: CaseAnswer) -> Streams:
    """Return words, side and yuan of every stream, the largest revenue first, the largest cost last."""
    streams = answer.lifetime.of_assets(answer.projects[TOGETHER].assets)
    found = [(stream_label(stream.key), stream.side, float(stream.yuan[0])) for stream in streams]
    return sorted(found, key=lambda row: -row[2])


def _chart(streams: Streams, lang: Lang) -> Any:
    import altair as alt

    side_words = {"revenue": "收入" if lang == "zh" else "revenue", "cost": "成本" if lang == "zh" else "cost"}
    rows = [
        {"stream": label.of(lang), "side": side_words[side], "wan": yuan / YUAN_PER_WAN_YUAN, "words": wan_yuan(yuan)}
        for label, side, yuan in streams
    ]
    base = alt.Chart(data(rows), width=WIDTH - 120, height=alt.Step(24)).encode(
        y=alt.Y("stream:N", sort=None, title=None, axis=alt.Axis(labelLimit=240, domain=False, ticks=False)),
        x=alt.X("wan:Q", title="万元" if lang == "zh" else "wan yuan", scale=alt.Scale(nice=True, padding=60)),
    )
    bars = base.mark_bar(size=15).encode(
        color=alt.Color("side:N", scale=alt.Scale(domain=list(side_words.values()), range=[CHARGE, DISCHARGE]))
    )
    gains = base.mark_text(align="left", dx=5).encode(text="words:N").transform_filter("datum.wan >= 0")
    losses = base.mark_text(align="right", dx=-5).encode(text="words:N").transform_filter("datum.wan < 0")
    return bars + gains + losses


def _table(streams: Streams, revenue: float, cost: float) -> Table:
    total = [(text("收入合计", "Revenue, total"), revenue), (text("计量成本合计", "Metered cost, total"), cost)]
    rows = [(label, text(wan_yuan(yuan))) for label, _, yuan in streams]
    rows += [(label, text(wan_yuan(yuan))) for label, yuan in total]
    return Table(head=(text("收支项", "Stream"), text("金额 万元", "wan yuan")), rows=tuple(rows))
