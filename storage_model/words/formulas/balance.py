"""Rows of the balance sheet."""

from typing import Final

from storage_model.words.formulas.formula import Formula, given, ratio, running, total

_B, _D, _S, _O = "balance_sheet", "debt_service", "profit_and_distribution", "write_offs"
_L, _Q, _W, _R = "financial_plan_cash_flow", "equity_cash_flow", "working_capital_estimate", "revenue_and_taxes"

BALANCE: Final[dict[str, Formula]] = {
    f"{_B}.total_assets": total(
        _B, "+current_assets", "+construction_in_progress", "+fixed_assets", "+intangible_and_other_assets"
    ),
    f"{_B}.current_assets": total(_B, "+cash", "+working_capital_assets", "+vat_credit"),
    f"{_B}.cash": total(_B, f"+{_L}.cumulative_cash"),
    f"{_B}.working_capital_assets": total(
        _B, f"+{_W}.closing_working_capital", f"-{_Q}.recovered_working_capital", "+payables"
    ),
    f"{_B}.vat_credit": total(_B, f"+{_R}.closing_vat_credit"),
    f"{_B}.construction_in_progress": given(
        _B, "累计建设投资与建设期利息，投用后转出", "construction and its interest so far, until put in use",
        "construction_interest.interest_during_construction", "investment_estimate.fixed_assets_formed",
    ),
    f"{_B}.fixed_assets": total(_B, f"+{_O}.closing_fixed_assets", f"-{_Q}.recovered_fixed_assets"),
    f"{_B}.intangible_and_other_assets": total(
        _B, f"+{_O}.closing_intangible_assets", f"+{_O}.closing_other_assets", f"-{_Q}.recovered_other_assets"
    ),
    f"{_B}.total_liabilities_and_equity": total(_B, "+total_liabilities", "+total_equity"),
    f"{_B}.total_liabilities": total(
        _B, "+current_liabilities", "+working_capital_loan", "+long_term_loan", "+deferred_income"
    ),
    f"{_B}.current_liabilities": total(_B, "+short_term_loan", "+payables"),
    f"{_B}.short_term_loan": total(_B, f"+{_D}.closing_short_term_loan"),
    f"{_B}.payables": given(
        _B, "应付账款，末年清偿", "what suppliers are owed, settled in the last year", f"{_W}.closing_payables"
    ),
    f"{_B}.working_capital_loan": total(_B, f"+{_D}.closing_working_capital_loan"),
    f"{_B}.long_term_loan": total(_B, f"+{_D}.closing_long_term_loan"),
    f"{_B}.deferred_income": given(
        _B, "已收未转收入的补助", "grants received and not yet income", inputs=("projects.{project}.grants.*",)
    ),
    f"{_B}.total_equity": total(_B, "+paid_in_capital", "+reserves", "+undistributed_profit"),
    f"{_B}.paid_in_capital": running(_B, "paid_in_capital", f"+{_L}.equity_contributed"),
    f"{_B}.reserves": running(_B, "reserves", f"+{_S}.statutory_reserve", f"+{_S}.discretionary_reserve"),
    f"{_B}.undistributed_profit": total(_B, f"+{_S}.closing_undistributed_profit"),
    f"{_B}.liability_ratio": ratio(_B, "total_liabilities", "total_assets"),
}  # fmt: skip
