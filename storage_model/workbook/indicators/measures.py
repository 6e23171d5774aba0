"""Every indicator of one project by its key, in the order of the evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.finance.indicators.indicator import State
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.workbook.accounts.books import Books
from storage_model.workbook.block import Block
from storage_model.workbook.formula import Constant, Formula
from storage_model.workbook.functions import if_, mean, total
from storage_model.workbook.grid import Row, Single
from storage_model.workbook.indicators.coverage import coverage
from storage_model.workbook.indicators.payback import discounted, payback, since_operation
from storage_model.workbook.indicators.profile import ProfileSheet
from storage_model.workbook.indicators.returns import irr, mirr, npv
from storage_model.workbook.indicators.states import quotient, state_cell
from storage_model.workbook.statements.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What indicators are read from: the books of a project, its statements, and where curves and helpers go."""

    title: Label
    block: Block
    books: Books
    tables: Mapping[str, Table]
    profile: ProfileSheet
    cells: Mapping[str, Single]

    def row(self, statement: str, key: str) -> Row:
        """Return a row of a statement."""
        return self.tables[statement][key]

    def irr(self, zh: str, en: str, flows: Row) -> Formula:
        """Return the rate of return of a row, with its curve."""
        return irr(flows, self.profile.curve(self.title, Label(zh=zh, en=en, unit="none"), flows.all))

    def helper(self, zh: str, en: str, given: Formula) -> Row:
        """Return a row over all years that only indicators need."""
        return self.block.sheet.line(Label(zh=zh, en=en), given)


def measures(reader: Reader) -> dict[str, Formula]:
    """Return the formulas of all indicators; money in 万元."""
    reader.block.head("指标辅助计算", "Steps to the indicators")
    return {
        **_amounts(reader),
        **_returns(reader),
        **_paybacks(reader),
        **coverage(reader.block, reader.books, reader.tables),
        **_ratios(reader),
        **_sums(reader),
    }


def _amounts(reader: Reader) -> dict[str, Formula]:
    return {
        "total_investment_yuan": total(reader.row("funding_plan", "total_investment").all),
        "static_investment_yuan": total(reader.row("funding_plan", "construction_investment").all),
        "interest_during_construction_yuan": total(reader.row("funding_plan", "interest_during_construction").all),
        "working_capital_yuan": total(reader.row("funding_plan", "working_capital_increase").all),
    }


def _sums(reader: Reader) -> dict[str, Formula]:
    """Return the sums over all years that 财务指标汇总表 shows beside the indicators."""
    running = reader.block.course.running

    def whole(statement: str, key: str) -> Formula:
        return total(reader.row(statement, key).all)

    sold = reader.helper("供电量", "Energy sold [MWh]", reader.books.schedules.sold_mwh)
    return {
        "equity_planned_yuan": whole("funding_plan", "project_equity"),
        "equity_share_frac": quotient(
            whole("funding_plan", "project_equity"), whole("funding_plan", "total_investment"), State.NO_INVESTMENT
        ),
        "long_term_debt_yuan": whole("funding_plan", "long_term_loan_drawn")
        + whole("funding_plan", "interest_capitalised"),
        "sold_mean_year_mwh": mean(sold.span(running[0], running[-1])),
        "revenue_all_years_yuan": whole("profit_and_distribution", "revenue_ex_vat"),
        "other_income_all_years_yuan": whole("profit_and_distribution", "other_income"),
        "operating_cost_all_years_yuan": whole("total_cost", "operating_cost_ex_vat"),
        "total_cost_all_years_yuan": whole("total_cost", "total_cost"),
        "taxes_and_surcharges_all_years_yuan": whole("profit_and_distribution", "taxes_and_surcharges"),
        "vat_paid_all_years_yuan": whole("revenue_and_taxes", "vat_payable"),
        "profit_all_years_yuan": whole("profit_and_distribution", "profit_before_tax"),
        "income_tax_all_years_yuan": whole("profit_and_distribution", "income_tax"),
        "net_profit_all_years_yuan": whole("profit_and_distribution", "net_profit"),
    }


def _returns(reader: Reader) -> dict[str, Formula]:
    first_t, hurdle = reader.books.options.first_t, reader.books.hurdle
    pre_tax = reader.row("project_cash_flow", "net_cash_flow_pre_tax")
    after_tax = reader.row("project_cash_flow", "net_cash_flow_after_tax")
    equity = reader.row("equity_cash_flow", "net_cash_flow_after_tax")
    return {
        "irr_project_pre_tax_frac": reader.irr("项目投资（税前）", "Project before tax", pre_tax),
        "irr_project_after_tax_frac": reader.irr("项目投资（税后）", "Project after tax", after_tax),
        "irr_equity_frac": reader.irr("项目资本金", "Equity", equity),
        "npv_project_pre_tax_yuan": npv(pre_tax.all, hurdle.project_pre_tax, first_t),
        "npv_project_after_tax_yuan": npv(after_tax.all, hurdle.project_after_tax, first_t),
        "npv_equity_yuan": npv(equity.all, hurdle.equity, first_t),
        "mirr_project_after_tax_frac": mirr(after_tax, reader.block.course.own, hurdle.project_after_tax),
        **_of_investors(reader),
    }


def _of_investors(reader: Reader) -> dict[str, Formula]:
    if len(reader.books.investors) < 2:
        return {}
    found: dict[str, Formula] = {}
    for number in range(1, len(reader.books.investors) + 1):
        net = reader.row(f"investor_{number}_cash_flow", "net_investor_cash_flow")
        found[f"irr_investor_{number}_frac"] = reader.irr(f"投资方{number}", f"Investor {number}", net)
        found[f"npv_investor_{number}_yuan"] = npv(net.all, reader.books.hurdle.equity, reader.books.options.first_t)
    return found


def _paybacks(reader: Reader) -> dict[str, Formula]:
    block, built = reader.block, len(reader.block.course.building)
    after_tax = reader.row("project_cash_flow", "net_cash_flow_after_tax")
    pre_tax = reader.row("project_cash_flow", "net_cash_flow_pre_tax")
    flows = discounted(block, after_tax, reader.books.hurdle.project_after_tax)
    return {
        "payback_static_years": payback(block, "静态回收（税后）", "Static payback after tax", after_tax),
        "payback_discounted_years": payback(block, "动态回收（税后）", "Discounted payback after tax", flows),
        "payback_static_from_operation_years": since_operation(reader.cells["payback_static_years"], built),
        "payback_discounted_from_operation_years": since_operation(reader.cells["payback_discounted_years"], built),
        "payback_static_pre_tax_years": payback(block, "静态回收（税前）", "Static payback before tax", pre_tax),
    }


def _ratios(reader: Reader) -> dict[str, Formula]:
    profit, cost = (reader.tables[key] for key in ("profit_and_distribution", "total_cost"))
    running = reader.block.course.running

    def average(row: Row) -> Formula:
        return mean(row.span(running[0], running[-1]))

    revenue, variable = average(profit["revenue_ex_vat"]), average(cost["variable_cost"])
    taxes, fixed = average(profit["taxes_and_surcharges"]), average(cost["fixed_cost"])
    sold_mwh = reader.cells["sold_mean_year_mwh"]
    invested = total(reader.row("funding_plan", "total_investment").all)
    paid_in = total(reader.row("financial_plan_cash_flow", "equity_contributed").all)
    taxed = if_(revenue > 0.0, taxes / revenue, 0.0)
    price = quotient((fixed + variable) * YUAN_PER_WAN_YUAN, sold_mwh * (1.0 - taxed), State.NOT_APPLICABLE)
    rate, first_t = reader.books.hurdle.project_pre_tax, reader.books.options.first_t
    return {
        "roi_frac": quotient(average(profit["ebit"]), invested, State.NO_INVESTMENT),
        "roe_frac": quotient(average(profit["net_profit"]), paid_in, State.NO_INVESTMENT),
        "bep_utilisation_frac": quotient(fixed, revenue - variable - taxes, State.NO_MARGIN),
        "bep_price_yuan_per_mwh": price,
        "lcos_yuan_per_mwh": _lcos(reader),
        "benefit_cost_ratio": quotient(
            npv(_with_vat(reader, "cash_inflow").all, rate, first_t),
            npv(_with_vat(reader, "cash_outflow").all, rate, first_t),
            State.NO_INVESTMENT,
        ),
    }


def _with_vat(reader: Reader, key: str) -> Row:
    """Return inflow or outflow with VAT inside it; a row of its own where the statement shows VAT net."""
    table = reader.tables["project_cash_flow"]
    if "input_vat_recovered" not in table.rows:
        return table[key]
    zh, en = {"cash_inflow": ("现金流入（含税）", "Inflow with VAT")}.get(key, ("现金流出（含税）", "Outflow with VAT"))
    vat = reader.row("revenue_and_taxes", "output_vat") - table["input_vat_recovered"]
    return reader.helper(zh, en, table[key] + vat)


def _lcos(reader: Reader) -> Formula:
    """Return the levelised cost: what keeps the flow before tax below revenue and support, per MWh discharged."""
    books = reader.books
    if books.discharged_mwh is None:
        return Constant(state_cell(State.NOT_APPLICABLE))
    s = books.schedules
    support = s.income.subsidy + s.income.grants_in_operation + s.vat.refunded_on_levy + s.investment.grants
    cost = reader.helper(
        "度电成本口径支出",
        "Cost behind the levelised cost",
        reader.row("profit_and_distribution", "revenue_ex_vat")
        + support
        - reader.row("project_cash_flow", "net_cash_flow_pre_tax"),
    )
    discharged = reader.helper("放电电量", "Energy discharged [MWh]", books.discharged_mwh)
    rate, first_t = books.hurdle.project_pre_tax, books.options.first_t
    worth = npv(cost.all, rate, first_t) * YUAN_PER_WAN_YUAN
    return quotient(worth, npv(discharged.all, rate, first_t), State.NO_DISCHARGE)
