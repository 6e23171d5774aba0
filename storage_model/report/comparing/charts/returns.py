"""The return of every case against the hurdle, and the support that is needed."""

from collections.abc import Sequence

from storage_model.cases.compare.break_even import Needed
from storage_model.cases.compare.compare import Comparison
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.comparing.blocks.block import indicator, money, plain, titled
from storage_model.report.comparing.blocks.parameters import parameter_label
from storage_model.report.comparing.charts.bars import Bar, Group, Line, bar_drawing
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import percent, wan_yuan
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import summary_label

RETURN = "irr_project_after_tax_frac"


def returns_chart(comparison: Comparison) -> Figure:
    """Return the bars of the return after tax, a case each, in the order they were given."""
    hurdle = comparison.base.answer.hurdle_frac
    columns = comparison.columns
    titles = [titled(column.scenario.title) for column in columns]
    found = [column.answer.finance.indicators[RETURN] for column in columns]
    said = [indicator(one, "frac") for one in found]
    reached = sum(one.value is not None and one.value >= hurdle for one in found)
    counted = text(
        f"{len(found)} 个方案中 {reached} 个达到基准收益率 {percent(hurdle)}。",
        f"{reached} of {len(found)} cases reach the hurdle of {percent(hurdle)}.",
    )
    bars = tuple(Bar(name=name, value=one.value, said=end) for name, one, end in zip(titles, found, said, strict=True))
    return Figure(
        key="returns",
        title=WORDS["returns"],
        alt=text(f"横条图：各方案税后收益率。{counted.zh}", f"Bars of the return after tax by case. {counted.en}"),
        note=counted,
        drawing=bar_drawing(
            [Group(title=None, bars=bars)],
            summary_label(RETURN),
            shown=lambda rate: percent(rate, 1),
            line=Line(value=hurdle, name=text(f"基准收益率 {percent(hurdle)}", f"hurdle {percent(hurdle)}")),
        ),
        table=Table(head=(WORDS["case"], summary_label(RETURN)), rows=tuple(zip(titles, said, strict=True))),
    )


def needed_chart(comparison: Comparison) -> Figure | None:
    """Return the bars of the present value of what is needed; None where nothing was solved for or suffices.

    By the present value, for a support of ten years and one of fifteen cannot be told apart by their first year.
    """
    rows: list[tuple[Label, Label, Needed | None]] = []
    for one in comparison.break_evens:
        title = comparison.case(one.case).scenario.title
        number = parameter_label(comparison, one.case, one.parameter.path)
        name = text(f"{title.zh} · {number.zh}", f"{title.en}: {number.en}")
        rows.append((name, plain(one.goal.value), one.needed))
    known = [(name, needed) for name, _, needed in rows if needed is not None]
    if not known:
        return None
    words = _least(known)
    nothing = text("无", "none")
    bars = tuple(
        Bar(
            name=name,
            value=None if needed is None else needed.present_yuan / YUAN_PER_WAN_YUAN,
            said=nothing if needed is None else money(needed.present_yuan),
        )
        for name, _, needed in rows
    )
    return Figure(
        key="support-needed",
        title=WORDS["needed"],
        alt=text(f"横条图：达标所需支持的现值。{words.zh}", f"Bars of the support needed at present. {words.en}"),
        note=words,
        drawing=bar_drawing([Group(title=None, bars=bars)], WORDS["needed_axis"], shown=lambda wan: f"{wan:,.0f}"),
        table=Table(
            head=(WORDS["case"], WORDS["needs"], WORDS["per_kw"], WORDS["present"]),
            rows=tuple(
                (
                    name,
                    value,
                    nothing if needed is None else plain(needed.per_kw_yuan),
                    money(None if needed is None else needed.present_yuan),
                )
                for name, value, needed in rows
            ),
        ),
    )


def _least(known: Sequence[tuple[Label, Needed]]) -> Label:
    """Return which needs least at present; several that need the same to the cent are no better than one another."""
    name, least = min(known, key=lambda pair: pair[1].present_yuan)
    amount = wan_yuan(least.present_yuan)
    same = sum(wan_yuan(needed.present_yuan) == amount for _, needed in known)
    if 1 < same == len(known):
        return text(
            f"各方案所需相同：现值 {amount} 万元，只是标准的写法不同。",
            f"All need the same: {amount} wan yuan at present, written as different rates.",
        )
    if same > 1:
        return text(
            f"现值最少的 {same} 个方案所需相同：{amount} 万元，只是标准的写法不同。",
            f"{same} cases need the least, and the same: {amount} wan yuan at present, written as different rates.",
        )
    each = f"{least.per_kw_yuan:,.2f}"
    return text(
        f"现值最少：{name.zh}，{amount} 万元，首年 {each} 元/kW。",
        f"Least at present: {name.en}, {amount} wan yuan, {each} yuan/kW in year one.",
    )
