"""方案对比 of compare.xlsx: indicators, what differs from the base by line, what the public pays; formulas."""

from collections.abc import Iterator, Sequence
from typing import Final

from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.purse import EVERYBODY
from storage_model.report.comparing.blocks.cases import INDICATORS
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.report.comparing.workbook.years import PUBLIC_ROW, WITHOUT_RULES, CaseYears, Years
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label, Unit
from storage_model.words.labels.lookup import figure_label, row_label, summary_label
from storage_model.workbook.formula import ZERO, Constant, Formula, added
from storage_model.workbook.functions import all_of, if_, is_number, total
from storage_model.workbook.grid import Row, Single, column_name
from storage_model.workbook.indicators.profile import ProfileSheet
from storage_model.workbook.indicators.returns import irr, npv
from storage_model.workbook.indicators.states import state_cell
from storage_model.workbook.sheets.plain import PlainBlock, PlainCell, PlainSheet, words
from storage_model.workbook.sheets.summary import verdict_of
from storage_model.workbook.units import UNIT_WORDS

NAME: Final = "方案对比"
RETURN, WORTH = "irr_project_after_tax_frac", "npv_project_after_tax_yuan"
FIRST_CASE: Final = 3
_TOP: Final = 4
"""lines above the first row: title, what the sheet shows, title and heads of the first block"""
_ABOUT: Final = Label(
    zh="收益率、净现值、差异与公共支出为公式，随现金流量、公共支出两表及蓝色利率变化；其余为各方案的运行结果",
    en="returns, present values, differences and public cost are formulas over the two sheets by year and the blue "
    "rates; all else are results",
    unit="none",
)


def beside_sheet(comparison: Comparison, years: Years, profile: ProfileSheet) -> PlainSheet:
    """Return the sheet; curves of the returns go to `profile`."""
    cases, first_t = years.cases, comparison.yardsticks.first_t
    hurdles = _cells(1, [case.column.answer.hurdle_frac for case in cases])
    discounts = _cells(2, [comparison.yardsticks.discount_frac for _ in cases])
    returns = [
        Single(NAME, _TOP + 3 + INDICATORS.index(RETURN), column_name(FIRST_CASE + number), _irr(case, RETURN, profile))
        for number, case in enumerate(cases)
    ]
    indicators = [
        _row(summary_label("verdict"), map(verdict_of, returns, hurdles)),
        _row(summary_label("hurdle_frac"), hurdles),
        _row(WORDS["discount"], discounts, "frac"),
        *(
            _row(figure_label(key), [_indicator(case, key, profile) for case in cases])
            if key not in (RETURN, WORTH)
            else _row(figure_label(key), returns if key == RETURN else _worths(cases, hurdles, first_t))
            for key in INDICATORS
        ),
    ]
    blocks = [("cases", indicators), ("lines", list(_differences(cases)))]
    if len(cases) > 1:
        blocks.append(("purse_present", list(_public(cases, discounts, returns, first_t))))
    titles = (case.column.scenario.title for case in cases)
    heads = ("项目", "Item", "单位", *(f"{title.zh}\n{title.en}" for title in titles))
    return PlainSheet(
        name=NAME,
        title=WORDS["title"],
        about=_ABOUT,
        blocks=[PlainBlock(title=WORDS[key], heads=heads, rows=rows) for key, rows in blocks],
        widths=(30, 36, 8, *[20] * len(cases)),
    )


def _row(label: Label, cells: Iterator[Formula] | Sequence[Formula], unit: Unit | None = None) -> list[PlainCell]:
    unit = unit or label.unit
    return [words(label.zh), words(label.en), words(UNIT_WORDS[unit]), *((cell, unit) for cell in cells)]


def _cells(place: int, values: Sequence[float]) -> list[Single]:
    """Return cells of one row of the first block that may be changed."""
    return [
        Single(NAME, _TOP + place, column_name(FIRST_CASE + number), Constant(value), look="input")
        for number, value in enumerate(values)
    ]


def _irr(case: CaseYears, key: str, profile: ProfileSheet) -> Formula:
    rows = {RETURN: "net_cash_flow_after_tax", "irr_project_pre_tax_frac": "net_cash_flow_pre_tax"}
    flows, title = case.flows[rows[key]] if key in rows else case.owners, case.column.scenario.title
    return irr(flows, profile.curve(Label(zh=title.zh, en=title.en, unit="none"), figure_label(key), flows.all))


def _worths(cases: Sequence[CaseYears], rates: Sequence[Single], first_t: float) -> list[Formula]:
    pairs = zip(cases, rates, strict=True)
    return [npv(case.flows["net_cash_flow_after_tax"].all, rate, first_t) for case, rate in pairs]


def _indicator(case: CaseYears, key: str, profile: ProfileSheet) -> Formula:
    """Return a rate of return as formula; anything else as the run of the case found it."""
    if key.startswith("irr_"):
        return _irr(case, key, profile)
    found = case.column.answer.finance.indicators[key]
    if found.value is None:
        return Constant(state_cell(found.state))
    return Constant(found.value / (YUAN_PER_WAN_YUAN if figure_label(key).unit == "yuan" else 1.0))


def _differences(cases: Sequence[CaseYears]) -> Iterator[list[PlainCell]]:
    base = cases[0].flows
    for key in dict.fromkeys(key for case in cases for key in case.flows):
        yield _row(row_label(key), [_whole(case.flows.get(key)) - _whole(base.get(key)) for case in cases])


def _whole(row: Row | None) -> Formula:
    return ZERO if row is None else total(row.all)


def _public(
    cases: Sequence[CaseYears], rates: Sequence[Single], returns: Sequence[Single], first_t: float
) -> Iterator[list[PlainCell]]:
    """Yield present values by payer less those of the base, what comes back, and the cost of a point of return."""

    def more(key: str) -> list[Formula]:
        base = cases[0].purse[key].all
        return [
            npv(case.purse[key].all, rate, first_t) - npv(base, rate, first_t)
            for case, rate in zip(cases, rates, strict=True)
        ]

    paid = [payer for payer in EVERYBODY if any(case.column.purse.by_payer[payer].any() for case in cases)]
    by_payer = [more(payer) for payer in paid]
    for payer, cells in zip(paid, by_payer, strict=True):
        yield _row(WORDS[payer], cells, "yuan")
    public, back = more(PUBLIC_ROW), more(WITHOUT_RULES)
    yield _row(WORDS["public_yuan"], public, "yuan")
    yield _row(WORDS["tax_back_yuan"], back, "yuan")
    yield _row(WORDS["net_yuan"], [one - other for one, other in zip(public, back, strict=True)], "yuan")
    if by_payer:
        yield _row(WORDS["support_yuan"], [added(cells) for cells in zip(*by_payer, strict=True)], "yuan")
    both = [all_of(is_number(rate), is_number(returns[0])) for rate in returns]
    points = [100.0 * (rate - returns[0]) for rate in returns]
    known = list(zip(both, points, public, strict=True))
    yield _row(WORDS["irr_gain_points"], [if_(there, gain, "–") for there, gain, _ in known], "ratio")
    each = [if_(there, if_(all_of(gain > 0.0, cost > 0.0), cost / gain, "–"), "–") for there, gain, cost in known]
    yield _row(WORDS["yuan_per_point"], each, "yuan")
