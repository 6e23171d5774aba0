"""Every indicator of the summary: its formula in words and the rows and inputs it is read from."""

from dataclasses import dataclass
from typing import Final, Literal

from storage_model.words.label import Label, text
from storage_model.words.labels.statements import MOST_INVESTORS

How = Literal["rate", "present_value", "payback", "total", "lowest", "highest", "rest"]

_PRE, _AFTER = "project_cash_flow.net_cash_flow_pre_tax", "project_cash_flow.net_cash_flow_after_tax"
_EQUITY, _FUNDS = "equity_cash_flow.net_cash_flow_after_tax", "debt_service.cash_for_debt_service"
_HURDLE = "projects.{project}.hurdle"
_P, _C, _R = "profit_and_distribution", "total_cost", "revenue_and_taxes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One indicator: how it is made, in words, from which rows, at which inputs.

    `rate`: the rate at which the first row's present value is zero. `present_value`: the first row discounted at the
    hurdle. `total`: the first row added over the years. `lowest`, `highest`: its extreme year.
    """

    how: How
    words: Label
    rows: tuple[str, ...]
    inputs: tuple[str, ...] = ()


def _measure(how: How, zh: str, en: str, *rows: str, inputs: tuple[str, ...] = ()) -> Measure:
    return Measure(how=how, words=text(zh, en), rows=rows, inputs=inputs)


_RATE = "使净现金流量现值为零的折现率", "the rate at which the net cash flow has a present value of zero"
_VALUE = "Σ 净现金流量 ÷ (1 + 基准收益率)ᵗ", "Σ net cash flow / (1 + hurdle)ᵗ"
_STATIC = (
    "累计净现金流量转正的年份 − 1 + 上年缺口 ÷ 当年净现金流量",
    "year the running sum turns − 1 + what was open / flow of the year",
)
_DISCOUNTED = "同静态回收期，用折现后的净现金流量", "as the static payback, on discounted flows"
_SINCE = "投资回收期 − 建设期", "payback − years of construction"


def _investor(number: int) -> dict[str, Measure]:
    row = f"investor_{number}_cash_flow.net_investor_cash_flow"
    equity = (f"{_HURDLE}.equity_frac",)
    return {
        f"irr_investor_{number}_frac": _measure("rate", *_RATE, row),
        f"npv_investor_{number}_yuan": _measure("present_value", *_VALUE, row, inputs=equity),
    }


MEASURES: Final[dict[str, Measure]] = {
    "total_investment_yuan": _measure(
        "total", "各年项目总投资之和", "sum over the years", "funding_plan.total_investment"
    ),
    "static_investment_yuan": _measure(
        "total", "各年建设投资之和", "sum over the years", "investment_estimate.construction_investment"
    ),
    "interest_during_construction_yuan": _measure(
        "total", "各年建设期利息之和", "sum over the years", "construction_interest.interest_during_construction"
    ),
    "working_capital_yuan": _measure(
        "total", "各年流动资金增加额之和", "sum over the years", "working_capital_estimate.working_capital_increase"
    ),
    "irr_project_pre_tax_frac": _measure("rate", *_RATE, _PRE),
    "irr_project_after_tax_frac": _measure("rate", *_RATE, _AFTER),
    "irr_equity_frac": _measure("rate", *_RATE, _EQUITY),
    "npv_project_pre_tax_yuan": _measure("present_value", *_VALUE, _PRE, inputs=(f"{_HURDLE}.project_pre_tax_frac",)),
    "npv_project_after_tax_yuan": _measure(
        "present_value", *_VALUE, _AFTER, inputs=(f"{_HURDLE}.project_after_tax_frac",)
    ),
    "npv_equity_yuan": _measure("present_value", *_VALUE, _EQUITY, inputs=(f"{_HURDLE}.equity_frac",)),
    "mirr_project_after_tax_frac": _measure(
        "rest", "支出按基准收益率折现、收入按基准收益率再投资的收益率",
        "spending discounted, income reinvested at the hurdle",
        _AFTER, inputs=(f"{_HURDLE}.project_after_tax_frac",),
    ),
    "payback_static_years": _measure("payback", *_STATIC, _AFTER),
    "payback_discounted_years": _measure(
        "payback", *_DISCOUNTED, _AFTER, inputs=(f"{_HURDLE}.project_after_tax_frac",)
    ),
    "payback_static_from_operation_years": _measure(
        "payback", *_SINCE, _AFTER, inputs=("projects.{project}.construction_years",)
    ),
    "payback_discounted_from_operation_years": _measure(
        "payback", *_SINCE, _AFTER,
        inputs=(f"{_HURDLE}.project_after_tax_frac", "projects.{project}.construction_years"),
    ),
    "payback_static_pre_tax_years": _measure("payback", *_STATIC, _PRE),
    "dscr_min": _measure(
        "lowest", "各年偿债备付率的最低值", "lowest debt-service cover of any year", "debt_service.dscr"
    ),
    "icr_min": _measure("lowest", "各年利息备付率的最低值", "lowest interest cover of any year", "debt_service.icr"),
    "llcr": _measure(
        "rest", "贷款期内可偿债现金现值 ÷ 投产时借款余额",
        "value of cash for debt service while the loan runs / debt at start",
        _FUNDS, "debt_service.closing_long_term_loan", inputs=("projects.{project}.loans.*.rate_frac",),
    ),
    "liability_ratio_max_frac": _measure(
        "highest", "各年资产负债率的最高值", "highest liability ratio of any year", "balance_sheet.liability_ratio"
    ),
    "loan_repayment_years": _measure(
        "rest", "长期借款还清年份 − 1 + 年初应还额 ÷ 当年可还款资金",
        "year that clears the long-term loans − 1 + what is owed at its start / funds of the year",
        "debt_service.closing_long_term_loan", "debt_service.repayment_funds",
    ),
    "roi_frac": _measure(
        "rest", "运营期平均息税前利润 ÷ 项目总投资", "mean EBIT of the operating years / total investment",
        f"{_P}.ebit", "funding_plan.total_investment",
    ),
    "roe_frac": _measure(
        "rest", "运营期平均净利润 ÷ 资本金", "mean net profit of the operating years / equity paid in",
        f"{_P}.net_profit", "financial_plan_cash_flow.equity_contributed",
    ),
    "bep_utilisation_frac": _measure(
        "rest", "年均固定成本 ÷ (收入 − 可变成本 − 税金)", "mean fixed cost / (revenue − variable cost − taxes)",
        f"{_C}.fixed_cost", f"{_R}.revenue_ex_vat", f"{_C}.variable_cost", f"{_R}.taxes_and_surcharges",
    ),
    "bep_price_yuan_per_mwh": _measure(
        "rest", "年均 (固定 + 可变成本) ÷ (售电量 × (1 − 税金占收入比例))",
        "mean (fixed + variable cost) / (MWh sold × (1 − taxes' share of revenue))",
        f"{_C}.fixed_cost", f"{_C}.variable_cost", f"{_R}.taxes_and_surcharges", f"{_R}.revenue_ex_vat",
    ),
    "lcos_yuan_per_mwh": _measure(
        "rest", "成本现值（含增值税，减已抵扣的进项税）÷ 放电量现值",
        "present value of all cost (VAT in, less input VAT that output VAT took up) / that of energy discharged",
        f"{_R}.revenue_ex_vat", "project_cash_flow.subsidy_income", _PRE, inputs=(f"{_HURDLE}.project_pre_tax_frac",),
    ),
    "benefit_cost_ratio": _measure(
        "rest", "现金流入现值 ÷ 现金流出现值，均含增值税", "present value of inflow / that of outflow, VAT inside both",
        "project_cash_flow.cash_inflow", "project_cash_flow.cash_outflow", inputs=(f"{_HURDLE}.project_pre_tax_frac",),
    ),
    **{key: one for number in range(1, MOST_INVESTORS + 1) for key, one in _investor(number).items()},
}  # fmt: skip


# What the indicator sheet shows besides, each a sum or a share of rows.
PLAIN_MEASURES: Final[dict[str, Label]] = {
    "equity_planned_yuan": text(
        "各年计划投入的资本金之和，不含补足现金", "equity by plan over the years, without top-ups"
    ),
    "equity_share_frac": text("项目资本金 ÷ 项目总投资", "equity by plan / total investment"),
    "long_term_debt_yuan": text("长期借款 + 转本金的建设期利息", "long-term loans drawn + interest that joined them"),
    "sold_mean_year_mwh": text("运营期年均供电量", "energy metered outward, mean operating year"),
}
_ALL_YEARS: Final = text("各年之和", "sum over the years")


def how_made(key: str) -> Label:
    """Return in words how an indicator is made; what is called after all years is their sum."""
    if key in MEASURES:
        return MEASURES[key].words
    return PLAIN_MEASURES.get(key, _ALL_YEARS if "_all_years_" in key else text(""))
