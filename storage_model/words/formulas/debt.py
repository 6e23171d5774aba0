"""Rows of the loans and of how well the project carries them."""

from typing import Final

from storage_model.words.formulas import by_policies
from storage_model.words.formulas.formula import Formula, given, ratio, running, total
from storage_model.words.label import text
from storage_model.words.labels.statements import MOST_LOANS

_D, _P, _C = "debt_service", "profit_and_distribution", "total_cost"
_LOANS = "projects.{project}.loans.*"
_RATE = (f"{_LOANS}.rate_frac", *by_policies.RATE)
_METHOD = (f"{_LOANS}.years", f"{_LOANS}.method", f"{_LOANS}.grace_years", *by_policies.REPAYMENT)
_INTEREST = text("期初余额 × 年利率", "debt at the year's start × rate")
_PRINCIPAL = text("按还款方式", "as the way of repayment says")


def _of_loan(number: int) -> dict[str, Formula]:
    """Return the rows of one loan among several."""
    own = f"loan_{number}"
    debt = f"closing_{own}"
    return {
        f"{_D}.{own}_drawn": given(_D, "建设投资 × 借款比例", "construction investment × share lent"),
        f"{_D}.{own}_capitalised": given(_D, "建设期利息转本金", "interest during construction that joins the debt"),
        f"{_D}.{own}_paid_by_owners": given(
            _D, "建设期利息由资本金支付", "interest during construction paid by owners"
        ),
        f"{_D}.{own}_interest": given(_D, _INTEREST.zh, _INTEREST.en, f"<{debt}", inputs=_RATE),
        f"{_D}.{own}_principal": given(_D, _PRINCIPAL.zh, _PRINCIPAL.en, f"<{debt}", inputs=_METHOD),
        f"{_D}.{debt}": running(_D, debt, f"+{own}_drawn", f"+{own}_capitalised", f"-{own}_principal"),
    }


DEBT: Final[dict[str, Formula]] = {
    f"{_D}.opening_long_term_loan": total(_D, "+<closing_long_term_loan"),
    f"{_D}.long_term_loan_drawn": total(_D, "+construction_interest.long_term_loan_drawn"),
    f"{_D}.interest_capitalised": total(_D, "+construction_interest.interest_capitalised"),
    f"{_D}.long_term_interest": given(_D, _INTEREST.zh, _INTEREST.en, "opening_long_term_loan", inputs=_RATE),
    f"{_D}.long_term_principal": given(_D, _PRINCIPAL.zh, _PRINCIPAL.en, "opening_long_term_loan", inputs=_METHOD),
    f"{_D}.closing_long_term_loan": total(
        _D, "+opening_long_term_loan", "+long_term_loan_drawn", "+interest_capitalised", "-long_term_principal"
    ),
    f"{_D}.working_capital_interest": given(
        _D, "流动资金借款 × 年利率", "working-capital loan × rate",
        "working_capital_estimate.working_capital_loan_drawn", inputs=("projects.{project}.working_capital.rate_frac",),
    ),
    f"{_D}.closing_working_capital_loan": given(
        _D, "累计流动资金借款，期末归还", "working-capital loans so far, repaid in the last year",
        "working_capital_estimate.working_capital_loan_drawn",
    ),
    f"{_D}.short_term_loan_drawn": given(
        _D, "偿债后现金缺口", "what cash lacks after debt service", f"{_P}.net_profit", "debt_service",
        inputs=("projects.{project}.short_term_loan.rate_frac",),
    ),
    f"{_D}.short_term_interest": given(
        _D, "上年短期借款 × 年利率", "short-term loan of the year before × rate", "<closing_short_term_loan",
        inputs=("projects.{project}.short_term_loan.rate_frac",),
    ),
    f"{_D}.short_term_principal": total(_D, "+<closing_short_term_loan"),
    f"{_D}.closing_short_term_loan": running(
        _D, "closing_short_term_loan", "+short_term_loan_drawn", "-short_term_principal"
    ),
    f"{_D}.debt_service": total(
        _D, "+long_term_principal", "+short_term_principal", "+long_term_interest", "+working_capital_interest",
        "+short_term_interest",
    ),
    f"{_D}.cash_for_debt_service": given(
        _D, "EBITDA − 所得税 − 形成资产的维持运营投资 − 递延收益转入",
        "EBITDA − income tax − capitalised sustaining investment − deferred grants released",
        f"+{_P}.ebitda", f"-{_P}.income_tax",
    ),
    f"{_D}.repayment_funds": total(_D, f"+{_P}.net_profit", f"+{_C}.depreciation", f"+{_C}.amortisation"),
    f"{_D}.icr": ratio(_D, f"{_P}.ebit", f"{_C}.interest_expense"),
    f"{_D}.dscr": ratio(_D, "cash_for_debt_service", "debt_service"),
    **{key: formula for number in range(1, MOST_LOANS + 1) for key, formula in _of_loan(number).items()},
}  # fmt: skip
