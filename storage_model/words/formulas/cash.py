"""Rows of the cash flows: of the project, its owners, each investor, and the financial plan."""

from typing import Final

from storage_model.words.formulas import by_policies
from storage_model.words.formulas.formula import Formula, given, running, total
from storage_model.words.labels.statements import MOST_INVESTORS

_P, _Q, _L = "project_cash_flow", "equity_cash_flow", "financial_plan_cash_flow"
_R, _C, _D, _F, _S = "revenue_and_taxes", "total_cost", "debt_service", "funding_plan", "profit_and_distribution"
_W, _TAX = "working_capital_estimate", "projects.{project}.tax"
_SPENT = ("projects.{project}.sustaining_investment.*", "assets.{asset}.augmentation.*")


def _shared(statement: str, *, vat_in_lines: bool) -> dict[str, Formula]:
    """Return the rows that both cash flows share; VAT inside the lines or net of it."""
    sales = "revenue_with_vat" if vat_in_lines else "revenue_ex_vat"
    vat = (f"+{_L}.running_input_vat",) if vat_in_lines else ()
    return {
        f"{statement}.revenue": total(statement, f"+{_R}.{sales}"),
        f"{statement}.operating_cost": total(statement, f"+{_C}.operating_cost_ex_vat", *vat),
        f"{statement}.vat_payable": total(statement, f"+{_R}.vat_payable"),
        f"{statement}.input_vat_recovered": total(
            statement, f"+{_R}.output_vat", f"-{_L}.running_input_vat", f"-{_R}.vat_payable"
        ),
        f"{statement}.taxes_and_surcharges": total(statement, f"+{_R}.taxes_and_surcharges"),
        f"{statement}.vat_credit_refunded": total(statement, f"+{_R}.vat_credit_refunded"),
    }


def _project(*, vat_in_lines: bool) -> dict[str, Formula]:
    return {
        **_shared(_P, vat_in_lines=vat_in_lines),
        f"{_P}.cash_inflow": total(
            _P, "+revenue", "+subsidy_income", "+capital_grants", "+vat_credit_refunded", "+input_vat_recovered",
            "+recovered_fixed_assets", "+recovered_other_assets", "+recovered_working_capital",
        ),
        f"{_P}.subsidy_income": given(
            _P, "补贴 − 退回的超额收益 + 运营期到账补助 + 增值税即征即退",
            "subsidies − what is given back + grants received in operation + VAT refunded on levy",
            f"{_R}.vat_refunded_on_levy",
            inputs=(
                *("projects.{project}.subsidies.*", "projects.{project}.grants.*"),
                *(*by_policies.CLAWBACK, *by_policies.GRANTED),
            ),
        ),
        f"{_P}.capital_grants": total(_P, f"+{_F}.capital_grants"),
        f"{_P}.recovered_fixed_assets": given(
            _P, "期末固定资产账面余值，不含建设期利息",
            "book value of fixed assets at the end, no interest during construction",
            "write_offs.closing_fixed_assets", inputs=("projects.{project}.options.pre_financing_values",),
        ),
        f"{_P}.recovered_other_assets": total(_P, f"+{_Q}.recovered_other_assets"),
        f"{_P}.recovered_working_capital": total(_P, f"+{_Q}.recovered_working_capital"),
        f"{_P}.cash_outflow": total(
            _P, "+construction_investment", "+working_capital_increase", "+operating_cost", "+vat_payable",
            "+taxes_and_surcharges", "+sustaining_investment", "+decommissioning_cost",
        ),
        f"{_P}.construction_investment": total(_P, "+investment_estimate.construction_investment"),
        f"{_P}.working_capital_increase": total(_P, f"+{_W}.working_capital_increase"),
        f"{_P}.sustaining_investment": given(
            _P, "输入：维持运营投资；新购电芯 电量 × 当年单价",
            "input: sustaining investment; cells bought, their energy × price of the year", inputs=_SPENT,
        ),
        f"{_P}.decommissioning_cost": given(
            _P, "输入：拆除费用 − 残料收入", "input: taking down − scrap",
            inputs=("projects.{project}.decommissioning.*",),
        ),
        f"{_P}.net_cash_flow_pre_tax": total(_P, "+cash_inflow", "-cash_outflow"),
        f"{_P}.cumulative_pre_tax": running(_P, "cumulative_pre_tax", "+net_cash_flow_pre_tax"),
        f"{_P}.adjusted_income_tax": given(
            _P, "息税前利润（不含建设期利息折旧）按所得税规则计税",
            "income tax on profit before interest, the project's own",
            f"{_S}.ebit", "write_offs.depreciation_before_interest",
            inputs=(
                *(f"{_TAX}.income_tax_frac", f"{_TAX}.loss_carry_forward_years", f"{_TAX}.holiday.*"),
                *(*by_policies.INCOME_TAX, *by_policies.LOSSES),
            ),
        ),
        f"{_P}.net_cash_flow_after_tax": total(_P, "+net_cash_flow_pre_tax", "-adjusted_income_tax"),
        f"{_P}.cumulative_after_tax": running(_P, "cumulative_after_tax", "+net_cash_flow_after_tax"),
    }  # fmt: skip


def _equity(*, vat_in_lines: bool) -> dict[str, Formula]:
    return {
        **_shared(_Q, vat_in_lines=vat_in_lines),
        f"{_Q}.cash_inflow": total(
            _Q, "+revenue", "+subsidy_income", "+vat_credit_refunded", "+input_vat_recovered",
            "+recovered_fixed_assets", "+recovered_other_assets", "+recovered_working_capital",
            "+short_term_loan_drawn",
        ),
        f"{_Q}.subsidy_income": total(_Q, f"+{_P}.subsidy_income"),
        f"{_Q}.recovered_fixed_assets": given(
            _Q, "期末固定资产账面余值", "book value of fixed assets at the end", "write_offs.closing_fixed_assets"
        ),
        f"{_Q}.recovered_other_assets": given(
            _Q, "期末无形及其他资产账面余值", "book value of intangible and other assets at the end",
            "write_offs.closing_intangible_assets", "write_offs.closing_other_assets",
        ),
        f"{_Q}.recovered_working_capital": given(
            _Q, "末年收回流动资金", "working capital set free in the last year", f"{_W}.closing_working_capital"
        ),
        f"{_Q}.short_term_loan_drawn": total(_Q, f"+{_D}.short_term_loan_drawn"),
        f"{_Q}.cash_outflow": total(
            _Q, "+equity_paid_in", "+principal_repaid", "+interest_paid", "+operating_cost", "+vat_payable",
            "+taxes_and_surcharges", "+income_tax", "+sustaining_investment", "+decommissioning_cost",
        ),
        f"{_Q}.equity_paid_in": total(_Q, f"+{_F}.project_equity"),
        f"{_Q}.principal_repaid": total(
            _Q, f"+{_D}.long_term_principal", f"+{_D}.short_term_principal", f"+<{_D}.closing_working_capital_loan",
            f"+{_W}.working_capital_loan_drawn", f"-{_D}.closing_working_capital_loan",
        ),
        f"{_Q}.interest_paid": total(_Q, f"+{_C}.interest_expense"),
        f"{_Q}.income_tax": total(_Q, f"+{_S}.income_tax"),
        f"{_Q}.sustaining_investment": total(_Q, f"+{_P}.sustaining_investment"),
        f"{_Q}.decommissioning_cost": total(_Q, f"+{_P}.decommissioning_cost"),
        f"{_Q}.net_cash_flow_after_tax": total(_Q, "+cash_inflow", "-cash_outflow"),
        f"{_Q}.cumulative_after_tax": running(_Q, "cumulative_after_tax", "+net_cash_flow_after_tax"),
    }  # fmt: skip


def _investor(number: int) -> dict[str, Formula]:
    own = f"investor_{number}_cash_flow"
    share = "projects.{project}.investors.*"
    return {
        f"{own}.investor_inflow": total(own, "+investor_dividends", "+investor_liquidation"),
        f"{own}.investor_dividends": given(
            own, "股利 × 分配比例", "dividends × share", f"{_S}.dividends", inputs=(f"{share}.profit_share_frac",)
        ),
        f"{own}.investor_liquidation": given(
            own, "期末剩余现金 × 出资比例", "cash left at the end × share", f"{_L}.cumulative_cash",
            inputs=(f"{share}.capital_share_frac",),
        ),
        f"{own}.investor_outflow": total(own, "+investor_capital"),
        f"{own}.investor_capital": given(
            own, "资本金投入 × 出资比例", "equity contributed × share", f"{_L}.equity_contributed",
            inputs=(f"{share}.capital_share_frac",),
        ),
        f"{own}.net_investor_cash_flow": total(own, "+investor_inflow", "-investor_outflow"),
        f"{own}.cumulative_investor_cash_flow": running(
            own, "cumulative_investor_cash_flow", "+net_investor_cash_flow"
        ),
    }  # fmt: skip


_PLAN: Final[dict[str, Formula]] = {
    f"{_L}.net_operating_cash_flow": total(_L, "+operating_inflow", "-operating_outflow"),
    f"{_L}.operating_inflow": total(_L, "+revenue_ex_vat", "+output_vat", "+subsidy_income", "+vat_credit_refunded"),
    f"{_L}.revenue_ex_vat": total(_L, f"+{_R}.revenue_ex_vat"),
    f"{_L}.output_vat": total(_L, f"+{_R}.output_vat"),
    f"{_L}.subsidy_income": total(_L, f"+{_P}.subsidy_income"),
    f"{_L}.vat_credit_refunded": total(_L, f"+{_R}.vat_credit_refunded"),
    f"{_L}.operating_outflow": total(
        _L, "+operating_cost_ex_vat", "+running_input_vat", "+taxes_and_surcharges", "+vat_payable", "+income_tax"
    ),
    f"{_L}.operating_cost_ex_vat": total(_L, f"+{_C}.operating_cost_ex_vat"),
    f"{_L}.running_input_vat": given(
        _L, "经营成本所含进项税", "VAT inside operating cost", f"{_C}.operating_cost_ex_vat",
        inputs=("projects.{project}.operating_cost.*.vat_frac",),
    ),
    f"{_L}.taxes_and_surcharges": total(_L, f"+{_R}.taxes_and_surcharges"),
    f"{_L}.vat_payable": total(_L, f"+{_R}.vat_payable"),
    f"{_L}.income_tax": total(_L, f"+{_S}.income_tax"),
    f"{_L}.net_investing_cash_flow": total(_L, "+investing_inflow", "-investing_outflow"),
    f"{_L}.investing_inflow": total(
        _L, "+recovered_fixed_assets", "+recovered_other_assets", "+recovered_working_capital"
    ),
    f"{_L}.recovered_fixed_assets": total(_L, f"+{_Q}.recovered_fixed_assets"),
    f"{_L}.recovered_other_assets": total(_L, f"+{_Q}.recovered_other_assets"),
    f"{_L}.recovered_working_capital": total(_L, f"+{_Q}.recovered_working_capital"),
    f"{_L}.investing_outflow": total(
        _L, "+construction_investment", "+sustaining_investment", "+decommissioning_cost", "+working_capital_increase"
    ),
    f"{_L}.construction_investment": total(_L, "+investment_estimate.construction_investment"),
    f"{_L}.sustaining_investment": total(_L, f"+{_P}.sustaining_investment"),
    f"{_L}.decommissioning_cost": total(_L, f"+{_P}.decommissioning_cost"),
    f"{_L}.working_capital_increase": total(_L, f"+{_W}.working_capital_increase"),
    f"{_L}.net_financing_cash_flow": total(_L, "+financing_inflow", "-financing_outflow"),
    f"{_L}.financing_inflow": total(
        _L, "+equity_contributed", "+long_term_loan_drawn", "+working_capital_loan_drawn", "+short_term_loan_drawn",
        "+capital_grants",
    ),
    f"{_L}.equity_contributed": given(
        _L, "计划资本金 + 无人借款时股东补足的现金缺口", "equity by plan + what owners add in a year nobody lends to",
        f"{_F}.project_equity",
    ),
    f"{_L}.long_term_loan_drawn": total(_L, "+construction_interest.long_term_loan_drawn"),
    f"{_L}.working_capital_loan_drawn": total(_L, f"+{_W}.working_capital_loan_drawn"),
    f"{_L}.short_term_loan_drawn": total(_L, f"+{_D}.short_term_loan_drawn"),
    f"{_L}.capital_grants": total(_L, f"+{_F}.capital_grants"),
    f"{_L}.financing_outflow": total(_L, "+all_interest_paid", "+principal_repaid", "+dividends"),
    f"{_L}.all_interest_paid": total(_L, f"+{_C}.interest_expense", "+construction_interest.interest_paid_by_owners"),
    f"{_L}.principal_repaid": total(_L, f"+{_Q}.principal_repaid"),
    f"{_L}.dividends": total(_L, f"+{_S}.dividends"),
    f"{_L}.net_cash_flow": total(
        _L, "+net_operating_cash_flow", "+net_investing_cash_flow", "+net_financing_cash_flow"
    ),
    f"{_L}.cumulative_cash": running(_L, "cumulative_cash", "+net_cash_flow"),
}  # fmt: skip


def cash(*, vat_in_lines: bool) -> dict[str, Formula]:
    """Return the rows of all cash flows."""
    investors = {key: formula for number in range(1, MOST_INVESTORS + 1) for key, formula in _investor(number).items()}
    return {**_project(vat_in_lines=vat_in_lines), **_equity(vat_in_lines=vat_in_lines), **investors, **_PLAN}
