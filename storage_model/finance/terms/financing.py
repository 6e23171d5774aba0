"""Who pays for the investment and what they get back."""

from dataclasses import dataclass
from typing import Literal

from storage_model.finance.timeline import Amount

RepaymentMethod = Literal["equal_principal", "equal_payment", "bullet", "sculpted", "as_able"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A long-term loan, drawn with the investment, repaid in operation.

    Each construction year it pays `share_frac` of the investment net of grants, shape (…), plus `yuan`, shape (…,
    construction). Interest on what is drawn in a year runs half of it (`evenly`) or the whole year (`year_start`).
    `rate_frac` is yearly, shape (…, periods) or one number. Repayment ends after `years` of operation, the first
    `grace_years` of them free of principal; a loan longer than the project is repaid in its last year. `sculpted`
    pays what leaves the debt service covered `dscr_target` times; `as_able` pays whatever cash there is.
    `rate_frac` is effective already; `interest_periods_per_year` says how another nominal rate would become so.
    """

    share_frac: Amount = 0.0
    yuan: Amount = 0.0
    rate_frac: Amount
    years: int
    grace_years: int = 0
    method: RepaymentMethod
    dscr_target: float = 1.0
    drawn: Literal["evenly", "year_start"] = "evenly"
    interest_in_construction: Literal["capitalised", "paid_by_owners"] = "capitalised"
    interest_periods_per_year: int = 1


def effective_frac(nominal_frac: Amount, periods_per_year: int) -> Amount:
    """Return the yearly rate interest comes to when it is charged so often: (1 + nominal / times)^times − 1."""
    if periods_per_year == 1:
        return nominal_frac
    return (1.0 + nominal_frac / periods_per_year) ** periods_per_year - 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What becomes of profit: reserves first, then owners, as far as there is cash.

    Reserves are shares of the year's profit after earlier losses are made up; the statutory one (法定盈余公积) stops
    at `reserve_cap_frac` of capital. `payout_frac` of the rest goes to owners, none while long-term debt stands if
    `while_in_debt` is false.
    """

    statutory_reserve_frac: float = 0.1
    reserve_cap_frac: float = 0.5
    discretionary_reserve_frac: float = 0.0
    payout_frac: float = 1.0
    while_in_debt: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Investor:
    """One owner: share of the equity paid in, and of what is distributed; shares of all investors sum to 1."""

    capital_share_frac: float = 1.0
    profit_share_frac: float = 1.0
