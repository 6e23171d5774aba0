"""What principal of a loan falls due in a year, by the way it is repaid; formulae of 等额本金, 等额本息 and others."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.terms.financing import Loan

FROM_CASH = ("sculpted", "as_able")


def scheduled_principal(loan: Loan, year: int, last_year: int, balance: FloatArray, rate: FloatArray) -> FloatArray:
    """Return the principal due in operating year `year` (1 is the first), shape (…) [yuan], by the loan's own
    schedule.

    等额本金: balance / years left. 等额本息: balance × rate / ((1 + rate)^left − 1), which with the interest makes
    equal payments while the rate stays. Bullet and loans repaid from cash: everything in the last year, before it
    nothing.
    """
    left = min(loan.years, last_year) - year + 1
    if left == 1:
        return balance
    if year <= loan.grace_years or left < 1 or loan.method in ("bullet", *FROM_CASH):
        return np.zeros_like(balance)
    if loan.method == "equal_principal":
        return balance / (loan.years - year + 1)
    growth = (1.0 + rate) ** (loan.years - year + 1) - 1.0
    even = 1.0 / (loan.years - year + 1)
    return balance * np.where(growth > 0, rate / np.where(growth > 0, growth, 1.0), even)


def principal_from_cash(
    loan: Loan,
    balance: FloatArray,
    *,
    share: FloatArray,
    interest: FloatArray,
    cfads: FloatArray,
    service: FloatArray,
    cash: FloatArray,
) -> FloatArray:
    """Return the principal paid beyond the schedule by a `sculpted` or `as_able` loan, shape (…) [yuan].

    Sculpted: its `share` of (cash available for debt service / target − service of the others), less its own
    interest. As able: its `share` of the cash left. Never below zero, never above the balance.
    """
    budget = cash * share if loan.method == "as_able" else (cfads / loan.dscr_target - service) * share - interest
    return np.clip(budget, 0.0, balance)
