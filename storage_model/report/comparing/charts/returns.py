"""The return of every case against the hurdle, and the support that is needed."""

from storage_model.cases.compare.compare import Comparison
from storage_model.report.charts.figure import Figure, Table
from storage_model.report.comparing.blocks.block import indicator, money, plain, titled
from storage_model.report.comparing.blocks.parameters import parameter_label
from storage_model.report.comparing.charts.bars import Bar, Group, Line, bar_drawing
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.report.format import percent
from storage_model.report.label import Label, text
from storage_model.report.labels import summary_label

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
    """Return the bars of what is needed a year for each kW; None where nothing was solved for."""
    rows: list[tuple[Label, Label, float | None, Label, Label]] = []
    for one in comparison.break_evens:
        title, needed = comparison.case(one.case).scenario.title, one.needed
        number = parameter_label(comparison, one.case, one.parameter.path)
        name = text(f"{title.zh} · {number.zh}", f"{title.en}: {number.en}")
        each = None if needed is None else needed.per_kw_yuan
        state = text("无", "none") if needed is None else plain(each)
        rows.append((name, plain(one.goal.value), each, state, money(None if needed is None else needed.present_yuan)))
    if not any(each is not None for _, _, each, _, _ in rows):
        return None
    each, name = min(((each, name) for name, _, each, _, _ in rows if each is not None), key=lambda row: row[0])
    words = text(f"最少：{name.zh}，首年每千瓦 {each:,.2f} 元。", f"Least: {name.en}, {each:,.2f} yuan/kW in year one.")
    bars = tuple(Bar(name=name, value=each, said=said) for name, _, each, said, _ in rows)
    return Figure(
        key="support-needed",
        title=WORDS["needed"],
        alt=text(f"横条图：达标所需支持，首年每千瓦金额。{words.zh}", f"Bars of the support needed per kW. {words.en}"),
        note=words,
        drawing=bar_drawing([Group(title=None, bars=bars)], WORDS["per_kw_year"], shown=lambda yuan: f"{yuan:,g}"),
        table=Table(
            head=(WORDS["case"], WORDS["needs"], WORDS["per_kw"], WORDS["present"]),
            rows=tuple((name, value, said, present) for name, value, _, said, present in rows),
        ),
    )
