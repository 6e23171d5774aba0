"""Rows of what is built, what it ties up and who pays for it."""

from typing import Final

from storage_model.words.formulas import by_policies
from storage_model.words.formulas.formula import Formula, given, running, total

_E, _I, _W, _F = "investment_estimate", "construction_interest", "working_capital_estimate", "funding_plan"
_ROWS, _LOANS = "projects.{project}.investment.*", "projects.{project}.loans.*"
_RATE = (f"{_LOANS}.rate_frac", *by_policies.RATE)
_TIED = "projects.{project}.working_capital"


def _amounts(category: str, zh: str, en: str) -> Formula:
    return given(_E, zh, en, inputs=(f"{_ROWS}.amount_yuan?category={category}",))


def _of_turnover(days: str, zh: str, en: str, *rows: str) -> Formula:
    return given(_W, zh, en, *rows, inputs=(f"{_TIED}.turnover.{days}",))


BUILDING: Final[dict[str, Formula]] = {
    f"{_E}.engineering_cost": total(_E, "+equipment_cost", "+civil_works_cost"),
    f"{_E}.equipment_cost": _amounts(
        "equipment", "输入：设备购置费 × 分年投资比例", "input: equipment × share of the year"
    ),
    f"{_E}.civil_works_cost": _amounts(
        "civil", "输入：建筑安装工程费 × 分年投资比例", "input: civil works × share of the year"
    ),
    f"{_E}.other_construction_cost": _amounts(
        "other", "输入：其他费用 × 分年投资比例", "input: other cost × share of the year"
    ),
    f"{_E}.land_cost": _amounts("land", "输入：土地费用 × 分年投资比例", "input: land × share of the year"),
    f"{_E}.contingency": given(
        _E, "输入：基本预备费与涨价预备费", "input: basic contingency and the rise of prices",
        inputs=("projects.{project}.contingency.*",),
    ),
    f"{_E}.construction_investment": total(
        _E, "+engineering_cost", "+other_construction_cost", "+land_cost", "+contingency"
    ),
    f"{_E}.deductible_input_vat": given(
        _E, "各项金额 × 税率 ÷ (1 + 税率)", "each amount × rate / (1 + rate)",
        inputs=(f"{_ROWS}.vat_frac",),
    ),
    f"{_E}.fixed_assets_formed": total(
        _E, "+construction_investment", "-deductible_input_vat", "-intangible_assets_formed", "-other_assets_formed"
    ),
    f"{_E}.intangible_assets_formed": given(
        _E, "形成无形资产的投资，不含可抵扣进项税", "investment that forms intangible assets, no deductible VAT",
        inputs=(f"{_ROWS}.amount_yuan?asset_class=intangible",),
    ),
    f"{_E}.other_assets_formed": given(
        _E, "形成其他资产的投资，不含可抵扣进项税", "investment that forms other assets, no deductible VAT",
        inputs=(f"{_ROWS}.amount_yuan?asset_class=other",),
    ),
    f"{_I}.opening_debt_built_up": total(_I, "+<cumulative_debt_built_up"),
    f"{_I}.long_term_loan_drawn": given(
        _I, "(建设投资 − 补助) × 借款比例", "(construction investment − grants) × share lent",
        f"{_E}.construction_investment", f"{_F}.capital_grants",
        inputs=(f"{_LOANS}.share_frac", *by_policies.LENT_SHARE),
    ),
    f"{_I}.interest_during_construction": total(_I, "+interest_capitalised", "+interest_paid_by_owners"),
    f"{_I}.interest_capitalised": given(
        _I, "(年初借款余额 + 当年借款 ÷ 2) × 年利率", "(debt at the year's start + half of what is drawn) × rate",
        "long_term_loan_drawn", inputs=(*_RATE, f"{_LOANS}.drawn"),
    ),
    f"{_I}.interest_paid_by_owners": given(
        _I, "(年初借款余额 + 当年借款 ÷ 2) × 年利率，由资本金支付",
        "(debt at the year's start + half of what is drawn) × rate, paid by owners",
        "long_term_loan_drawn", inputs=(*_RATE, f"{_LOANS}.interest_in_construction"),
    ),
    f"{_I}.cumulative_interest_during_construction": running(
        _I, "cumulative_interest_during_construction", "+interest_during_construction"
    ),
    f"{_I}.cumulative_debt_built_up": running(
        _I, "cumulative_debt_built_up", "+long_term_loan_drawn", "+interest_capitalised"
    ),
    f"{_W}.closing_turnover_assets": total(_W, "+closing_receivables", "+closing_stocks", "+closing_cash_on_hand"),
    f"{_W}.closing_receivables": _of_turnover(
        "receivable_days", "经营成本(不含税) × 天数 ÷ 360", "operating cost, no VAT × days / 360",
        "total_cost.operating_cost_ex_vat",
    ),
    f"{_W}.closing_stocks": _of_turnover(
        "stock_days", "(外购材料 + 燃料动力) × 天数 ÷ 360", "(materials + fuel and power) × days / 360",
        "total_cost.materials_cost", "total_cost.fuel_and_power_cost",
    ),
    f"{_W}.closing_cash_on_hand": _of_turnover(
        "cash_days", "(工资 + 其他费用) × 天数 ÷ 360", "(staff + other cost) × days / 360",
        "total_cost.staff_cost", "total_cost.other_cost",
    ),
    f"{_W}.closing_payables": _of_turnover(
        "payable_days", "(外购材料 + 燃料动力) × 天数 ÷ 360", "(materials + fuel and power) × days / 360",
        "total_cost.materials_cost", "total_cost.fuel_and_power_cost",
    ),
    f"{_W}.closing_lump_sum": given(
        _W, "输入：流动资金总额 + 单位流动资金 × 装机功率", "input: amount + amount per kW × rated power",
        inputs=(f"{_TIED}.yuan", f"{_TIED}.yuan_per_kw"),
    ),
    f"{_W}.closing_working_capital": total(_W, "+closing_turnover_assets", "+closing_lump_sum", "-closing_payables"),
    f"{_W}.working_capital_increase": total(
        _W, "+closing_working_capital", "-<closing_working_capital", "+<equity_cash_flow.recovered_working_capital"
    ),
    f"{_W}.equity_for_working_capital": given(
        _W, "流动资金增加额 × 自有比例", "increase × own share",
        "working_capital_increase", inputs=(f"{_TIED}.own_share_frac",),
    ),
    f"{_W}.working_capital_loan_drawn": total(_W, "+working_capital_increase", "-equity_for_working_capital"),
    f"{_F}.total_investment": total(
        _F, "+construction_investment", "+interest_during_construction", "+working_capital_increase"
    ),
    f"{_F}.construction_investment": total(_F, f"+{_E}.construction_investment"),
    f"{_F}.interest_during_construction": total(_F, f"+{_I}.interest_during_construction"),
    f"{_F}.working_capital_increase": total(_F, f"+{_W}.working_capital_increase"),
    f"{_F}.total_funding": total(_F, "+project_equity", "+debt_funding", "+capital_grants"),
    f"{_F}.project_equity": total(
        _F, "+equity_for_investment", "+equity_for_interest", "+equity_for_working_capital"
    ),
    f"{_F}.equity_for_investment": total(_F, "+construction_investment", "-capital_grants", "-long_term_loan_drawn"),
    f"{_F}.equity_for_interest": total(_F, f"+{_I}.interest_paid_by_owners"),
    f"{_F}.equity_for_working_capital": total(_F, f"+{_W}.equity_for_working_capital"),
    f"{_F}.debt_funding": total(
        _F, "+long_term_loan_drawn", "+interest_capitalised", "+working_capital_loan_drawn"
    ),
    f"{_F}.long_term_loan_drawn": total(_F, f"+{_I}.long_term_loan_drawn"),
    f"{_F}.interest_capitalised": total(_F, f"+{_I}.interest_capitalised"),
    f"{_F}.working_capital_loan_drawn": total(_F, f"+{_W}.working_capital_loan_drawn"),
    f"{_F}.capital_grants": given(
        _F, "输入：建设期补助", "input: grants received during construction",
        inputs=("projects.{project}.grants.*.amount_yuan", *by_policies.GRANTED),
    ),
}  # fmt: skip
