"""How well a project can carry its debt: by year, at its tightest, and over the life of the loan.

Arrays have shape (…, years).
Source: 建设项目经济评价方法与参数 (3rd ed.), 利息备付率, 偿债备付率, 资产负债率, 借款偿还期.
"""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators import ratios
from storage_model.finance.indicators.indicator import IndicatorArray, State


def icr_by_year(ebit: FloatArray, interest: FloatArray) -> FloatArray:
    """Return 利息备付率 = profit before interest and tax / interest charged to cost; NaN in years without interest."""
    return ratios.by_year(ebit, interest)


def dscr_by_year(cash_available: FloatArray, debt_service: FloatArray) -> FloatArray:
    """Return 偿债备付率 = (EBITDA − income tax − sustaining investment) / (principal + interest); NaN without any."""
    return ratios.by_year(cash_available, debt_service)


def lowest_coverage(by_year: FloatArray) -> IndicatorArray:
    """Return the tightest year's coverage, shape (…); `no_debt` where no year has any."""
    return ratios.lowest(by_year, State.NO_DEBT)


def llcr(
    cash_available: FloatArray, debt_service: FloatArray, outstanding: FloatArray | float, rate: FloatArray | float
) -> IndicatorArray:
    """Return the loan life coverage ratio at the start of the first year given, shape (…).

    Present value of the cash available up to the last year of debt service, over the debt outstanding at that start.
    `rate` is the loan's: one number, or one per year in shape (…, years).
    """
    in_loan_life = np.flip(np.maximum.accumulate(np.flip(debt_service > 0, axis=-1), axis=-1), axis=-1)
    growth = np.cumprod(np.broadcast_to(1.0 + np.asarray(rate), cash_available.shape), axis=-1)
    value = np.where(in_loan_life, cash_available / growth, 0.0).sum(axis=-1)
    return ratios.quotient(value, outstanding, State.NO_DEBT)


def liability_by_year(liabilities: FloatArray, assets: FloatArray) -> FloatArray:
    """Return 资产负债率 by year = liabilities / assets; NaN in years without assets."""
    return ratios.by_year(liabilities, assets)


def highest_liability(by_year: FloatArray) -> IndicatorArray:
    """Return the highest year's liability ratio, shape (…)."""
    return ratios.highest(by_year, State.NOT_APPLICABLE)


def repayment_years(
    closing_debt: FloatArray, repayment_funds: FloatArray, lent_by_owners: FloatArray | float = 0.0
) -> IndicatorArray:
    """Return 借款偿还期, shape (…) [years from the start of construction].

    (Last year that clears the debt) − 1 + debt at its start / funds that year could repay with. `repayment_funds` are
    undistributed profit, depreciation and amortisation by year. A lender paid with another's money is not repaid:
    `closing_debt` holds the short-term loans that stand in for long-term ones, and `lent_by_owners` what owners paid
    beyond plan, or let go of sold assets, and have not had back. Where any of it is left at the end: `beyond_life`.
    """
    owed = closing_debt + lent_by_owners
    debt = np.where(owed > 1e-9 * owed.max(axis=-1, keepdims=True, initial=0.0), owed, 0.0)
    opening = np.concatenate([np.zeros_like(debt[..., :1]), debt[..., :-1]], axis=-1)
    cleared = (opening > 0) & (debt == 0)
    last = cleared.shape[-1] - 1 - np.flip(cleared, axis=-1).argmax(axis=-1)
    due, funds = (np.take_along_axis(of, last[..., None], axis=-1)[..., 0] for of in (opening, repayment_funds))
    share = np.divide(due, funds, out=np.ones_like(due), where=funds > due)
    return IndicatorArray.of(
        last + share, (State.NO_DEBT, (closing_debt <= 0).all(axis=-1)), (State.BEYOND_LIFE, debt[..., -1] > 0)
    )
