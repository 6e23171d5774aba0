"""摘要: the answer on one page, live: verdict, indicators by project, and what readers look for by year."""

from dataclasses import dataclass
from typing import Final

from storage_model.words.format import VERDICTS
from storage_model.words.label import Label
from storage_model.workbook.core import Account
from storage_model.workbook.formula import Formula
from storage_model.workbook.functions import if_, is_number
from storage_model.workbook.grid import Row

NAME: Final = "摘要 Summary"
INDICATORS: Final = (
    *("total_investment_yuan", "static_investment_yuan", "revenue_all_years_yuan", "net_profit_all_years_yuan"),
    *("irr_project_pre_tax_frac", "irr_project_after_tax_frac", "irr_equity_frac", "npv_project_after_tax_yuan"),
    *("npv_equity_yuan", "payback_static_years", "payback_discounted_years", "dscr_min", "icr_min"),
    *("loan_repayment_years", "roi_frac", "roe_frac", "lcos_yuan_per_mwh"),
)
BY_YEAR: Final = (
    ("funding_plan", "total_investment"),
    ("profit_and_distribution", "revenue_ex_vat"),
    ("total_cost", "total_cost"),
    ("profit_and_distribution", "net_profit"),
    ("debt_service", "closing_long_term_loan"),
    ("debt_service", "long_term_principal"),
    ("total_cost", "interest_expense"),
    ("debt_service", "dscr"),
    ("project_cash_flow", "net_cash_flow_after_tax"),
    ("project_cash_flow", "cumulative_after_tax"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Where a reader finds something: what, on which sheet, in which row."""

    what: Label
    statement: str
    row: str


FINDINGS: Final = (
    Finding(what=Label(zh="总投资", en="Total investment"), statement="funding_plan", row="total_investment"),
    Finding(
        what=Label(zh="逐年净利润", en="Net profit by year"), statement="profit_and_distribution", row="net_profit"
    ),
    Finding(
        what=Label(zh="借款与还本付息", en="Loan schedule"), statement="debt_service", row="opening_long_term_loan"
    ),
    Finding(what=Label(zh="逐年偿债备付率", en="DSCR by year"), statement="debt_service", row="dscr"),
    Finding(
        what=Label(zh="投资回收（累计现金流转正之年）", en="Payback (year the running sum turns positive)"),
        statement="project_cash_flow",
        row="cumulative_after_tax",
    ),
)


def verdict(account: Account) -> Formula:
    """Return the verdict in words: return after tax against the hurdle."""
    return verdict_of(account.cells["irr_project_after_tax_frac"], account.books.hurdle.project_after_tax)


def verdict_of(rate: Formula, hurdle: Formula) -> Formula:
    """Return the verdict on a return."""
    pays, not_, none = (f"{VERDICTS[key].zh} {VERDICTS[key].en}" for key in ("pays", "does_not_pay", "no_return"))
    return if_(is_number(rate), if_(rate >= hurdle, pays, not_), none)


def row_of(account: Account, statement: str, key: str) -> Row:
    """Return a row of one project."""
    return account.tables[statement][key]
