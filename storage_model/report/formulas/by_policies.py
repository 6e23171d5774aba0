"""Numbers of policies a row rests on, in place of the project's own or beside them, as key paths."""

from typing import Final


def _of(kind: str, *names: str) -> tuple[str, ...]:
    return tuple(f"policies.*.{name}?kind={kind}" for name in names)


GRANTED: Final = _of(
    "capex_grant", "amount_yuan", "yuan_per_kw", "yuan_per_kwh", "share_of_investment_frac", "most_yuan",
    "most_share_of_investment_frac", "period",
)  # fmt: skip
GRANT_EARNED: Final = _of("capex_grant", "treatment", "spread_years")
LENT_SHARE: Final = _of("policy_loan", "share_frac")
REPAYMENT: Final = _of("policy_loan", "years", "method", "grace_years")
RATE: Final = (
    *_of("policy_loan", "rate_frac"),
    *_of("interest_subsidy", "points_frac", "duration_years", "counted_from"),
)
INCOME_TAX: Final = _of("income_tax_relief", "exempt_years", "half_years", "counted_from", "rate_frac", "rate_years")
LOSSES: Final = _of("income_tax_relief", "loss_carry_forward_years")
CREDIT: Final = _of("vat_refund", "credit")
LEVY: Final = _of("vat_refund", "refund_on_levy_frac", "duration_years")
WRITE_OFF: Final = _of("accelerated_depreciation", "life_share_frac", "method")
CLAWBACK: Final = _of("clawback", "above_irr_frac", "share_frac")
UNTAXED: Final = (*_of("vat_refund", "refund_taxable"), *_of("capex_grant", "taxable"), *CLAWBACK)
