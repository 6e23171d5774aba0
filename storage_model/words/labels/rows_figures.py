"""Words for the rows of the two statements without years: sums over the life, and factors of the sensitivity."""

from typing import Final

from storage_model.words.label import Label, text

SUM_LABELS: Final[dict[str, Label]] = {
    "equity_planned_yuan": Label(zh="项目资本金", en="Equity"),
    "equity_share_frac": Label(zh="资本金比例", en="Equity, share of total investment", unit="frac"),
    "long_term_debt_yuan": Label(zh="长期借款（含建设期利息）", en="Long-term debt with construction interest"),
    "sold_mean_year_mwh": Label(zh="年均供电量", en="Energy sold, mean operating year", unit="mwh"),
    "revenue_all_years_yuan": Label(zh="营业收入总额（不含税）", en="Revenue without VAT, all years"),
    "other_income_all_years_yuan": Label(zh="补贴收入总额（计入损益）", en="Subsidies counted as income, all years"),
    "operating_cost_all_years_yuan": Label(zh="经营成本总额（不含税）", en="Operating cost without VAT, all years"),
    "total_cost_all_years_yuan": Label(zh="总成本费用总额", en="Total cost, all years"),
    "taxes_and_surcharges_all_years_yuan": Label(zh="税金及附加总额", en="Taxes and surcharges, all years"),
    "vat_paid_all_years_yuan": Label(zh="应纳增值税总额", en="VAT paid, all years"),
    "profit_all_years_yuan": Label(zh="利润总额合计", en="Profit before tax, all years"),
    "income_tax_all_years_yuan": Label(zh="所得税合计", en="Income tax, all years"),
    "net_profit_all_years_yuan": Label(zh="净利润合计", en="Net profit, all years"),
}
FACTOR_LABELS: Final[dict[str, Label]] = {
    "investment": Label(zh="建设投资", en="Construction investment", unit="frac"),
    "sales": Label(zh="营业收入（价格）", en="Sales (price)", unit="frac"),
    "output": Label(zh="产量（收入、可变成本、电量）", en="Output (sales, variable cost, energy)", unit="frac"),
    "running_cost": Label(zh="经营成本", en="Operating cost", unit="frac"),
    "variable_cost": Label(zh="可变经营成本", en="Variable operating cost", unit="frac"),
    "fixed_cost": Label(zh="固定经营成本", en="Fixed operating cost", unit="frac"),
    "interest_rate": Label(zh="借款利率", en="Interest rates", unit="frac"),
}
COEFFICIENT: Final = Label(zh="敏感度系数", en="Sensitivity coefficient", unit="ratio")
CRITICAL: Final = Label(zh="临界点", en="Critical point", unit="frac")
FACTOR: Final = text("不确定因素", "Factor")
NEGATIVE_BASE: Final = Label(
    zh="不变时为负，敏感度系数的正负与变动方向相反。",
    en="Negative when unchanged, so the signs of the coefficients are turned round.",
    unit="text",
)
