"""Words for the statements of a project evaluation and their rows, as the standard names them."""

from typing import Final

from storage_model.report.label import Label
from storage_model.report.labels_streams import STREAM_LABELS

STATEMENT_LABELS: Final[dict[str, Label]] = {
    "project_cash_flow": Label(zh="项目投资现金流量表", en="Project cash flow"),
    "equity_cash_flow": Label(zh="项目资本金现金流量表", en="Equity cash flow"),
    "balance_sheet": Label(zh="资产负债表", en="Balance sheet"),
}

_CASH: Final[dict[str, Label]] = {
    "cash_inflow": Label(zh="现金流入", en="Cash inflow"),
    "revenue": Label(zh="营业收入", en="Revenue"),
    "subsidy_income": Label(zh="补贴收入", en="Subsidy income"),
    "capital_grants": Label(zh="建设期补助", en="Grants during construction"),
    "vat_credit_refunded": Label(zh="增值税留抵退税", en="VAT credit refunded"),
    "input_vat_recovered": Label(zh="回收进项税额", en="Input VAT recovered"),
    "recovered_fixed_assets": Label(zh="回收固定资产余值", en="Fixed assets recovered"),
    "recovered_other_assets": Label(zh="回收无形及其他资产余值", en="Intangible and other assets recovered"),
    "recovered_working_capital": Label(zh="回收流动资金", en="Working capital recovered"),
    "cash_outflow": Label(zh="现金流出", en="Cash outflow"),
    "construction_investment": Label(zh="建设投资", en="Construction investment"),
    "working_capital_increase": Label(zh="流动资金增加额", en="Increase of working capital"),
    "operating_cost": Label(zh="经营成本", en="Operating cost"),
    "vat_payable": Label(zh="应纳增值税", en="VAT payable"),
    "taxes_and_surcharges": Label(zh="税金及附加", en="Taxes and surcharges"),
    "sustaining_investment": Label(zh="维持运营投资", en="Sustaining investment"),
    "decommissioning_cost": Label(zh="拆除费用", en="Decommissioning"),
    "net_cash_flow_pre_tax": Label(zh="所得税前净现金流量", en="Net cash flow before income tax"),
    "cumulative_pre_tax": Label(zh="累计所得税前净现金流量", en="Cumulative before income tax"),
    "adjusted_income_tax": Label(zh="调整所得税", en="Adjusted income tax"),
    "net_cash_flow_after_tax": Label(zh="所得税后净现金流量", en="Net cash flow after income tax"),
    "cumulative_after_tax": Label(zh="累计所得税后净现金流量", en="Cumulative after income tax"),
    "short_term_loan_drawn": Label(zh="短期借款", en="Short-term loan drawn"),
    "equity_paid_in": Label(zh="项目资本金", en="Equity paid in"),
    "principal_repaid": Label(zh="借款本金偿还", en="Principal repaid"),
    "interest_paid": Label(zh="借款利息支付", en="Interest paid"),
    "income_tax": Label(zh="所得税", en="Income tax"),
}
_BALANCE: Final[dict[str, Label]] = {
    "total_assets": Label(zh="资产总计", en="Total assets"),
    "current_assets": Label(zh="流动资产", en="Current assets"),
    "cash": Label(zh="累计盈余资金", en="Cash"),
    "working_capital_assets": Label(zh="应收、存货及现金", en="Receivables, stocks, cash on hand"),
    "vat_credit": Label(zh="增值税留抵税额", en="VAT credit"),
    "construction_in_progress": Label(zh="在建工程", en="Construction in progress"),
    "fixed_assets": Label(zh="固定资产净值", en="Fixed assets, net"),
    "intangible_and_other_assets": Label(zh="无形及其他资产净值", en="Intangible and other assets, net"),
    "total_liabilities_and_equity": Label(zh="负债及所有者权益总计", en="Liabilities and equity"),
    "total_liabilities": Label(zh="负债", en="Liabilities"),
    "short_term_loan": Label(zh="短期借款余额", en="Short-term loan, standing"),
    "payables": Label(zh="应付账款", en="Payables"),
    "working_capital_loan": Label(zh="流动资金借款余额", en="Working-capital loan, standing"),
    "long_term_loan": Label(zh="长期借款余额", en="Long-term loans, standing"),
    "deferred_income": Label(zh="递延收益", en="Deferred income"),
    "total_equity": Label(zh="所有者权益", en="Equity"),
    "paid_in_capital": Label(zh="资本金", en="Paid-in capital"),
    "reserves": Label(zh="累计盈余公积", en="Reserves"),
    "undistributed_profit": Label(zh="累计未分配利润", en="Undistributed profit"),
    "liability_ratio": Label(zh="资产负债率", en="Liability ratio", unit="frac"),
}
_REVENUE_BY_STREAM: Final[dict[str, Label]] = {f"revenue_{key}": label for key, label in STREAM_LABELS.items()}

ROW_LABELS: Final[dict[str, Label]] = {**_CASH, **_BALANCE, **_REVENUE_BY_STREAM}
