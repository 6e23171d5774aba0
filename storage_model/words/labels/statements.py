"""Words for the statements of a project evaluation, as the standard names them."""

from typing import Final

from storage_model.words.label import Label
from storage_model.words.labels.rows_accounts import ACCOUNT_ROWS
from storage_model.words.labels.rows_cash import CASH_ROWS
from storage_model.words.labels.streams import STREAM_LABELS

# Owners and loans are named by the case; statements number them.
MOST_INVESTORS, MOST_LOANS = 5, 9

NUMERALS = "一二三四五六七八九"

STATEMENT_LABELS: Final[dict[str, Label]] = {
    "investment_estimate": Label(zh="建设投资估算表", en="Construction investment"),
    "construction_interest": Label(zh="建设期利息估算表", en="Interest during construction"),
    "working_capital_estimate": Label(zh="流动资金估算表", en="Working capital"),
    "funding_plan": Label(zh="项目总投资使用计划与资金筹措表", en="Uses and sources of the total investment"),
    "revenue_and_taxes": Label(zh="营业收入、税金及附加和增值税估算表", en="Revenue, taxes and VAT"),
    "total_cost": Label(zh="总成本费用估算表", en="Total cost"),
    "write_offs": Label(zh="折旧与摊销估算表", en="Depreciation and amortisation"),
    "profit_and_distribution": Label(zh="利润与利润分配表", en="Profit and its distribution"),
    "debt_service": Label(zh="借款还本付息计划表", en="Debt service"),
    "project_cash_flow": Label(zh="项目投资现金流量表", en="Project cash flow"),
    "equity_cash_flow": Label(zh="项目资本金现金流量表", en="Equity cash flow"),
    **{
        f"investor_{number}_cash_flow": Label(
            zh=f"投资各方现金流量表（投资方{NUMERALS[number - 1]}）", en=f"Cash flow of investor {number}"
        )
        for number in range(1, MOST_INVESTORS + 1)
    },
    "financial_plan_cash_flow": Label(zh="财务计划现金流量表", en="Financial plan cash flow"),
    "balance_sheet": Label(zh="资产负债表", en="Balance sheet"),
    "indicator_summary": Label(zh="财务指标汇总表", en="Financial indicators"),
    "sensitivity_analysis": Label(zh="敏感性分析表", en="Sensitivity analysis"),
}


def _of_loan(number: int) -> dict[str, Label]:
    """Return the rows of one long-term loan among several."""
    zh, en = f"借款{NUMERALS[number - 1]}", f"Loan {number}"
    return {
        f"loan_{number}_drawn": Label(zh=f"{zh} · 借入", en=f"{en}: drawn"),
        f"loan_{number}_capitalised": Label(zh=f"{zh} · 建设期利息转本金", en=f"{en}: interest joining the debt"),
        f"loan_{number}_paid_by_owners": Label(zh=f"{zh} · 建设期付息", en=f"{en}: interest paid in construction"),
        f"loan_{number}_interest": Label(zh=f"{zh} · 付息", en=f"{en}: interest"),
        f"loan_{number}_principal": Label(zh=f"{zh} · 还本", en=f"{en}: principal"),
        f"closing_loan_{number}": Label(zh=f"{zh} · 期末余额", en=f"{en}: standing at year end"),
    }


ROW_LABELS: Final[dict[str, Label]] = {
    **CASH_ROWS,
    **ACCOUNT_ROWS,
    **{f"revenue_{key}": label for key, label in STREAM_LABELS.items()},
    **{key: label for number in range(1, MOST_LOANS + 1) for key, label in _of_loan(number).items()},
}
