"""How well a project can carry its debt: by year, at its tightest, and over the life of the loan.

Arrays have shape (…, years).
Source: 建设项目经济评价方法与参数 (3rd ed.), 利息备付率, 偿债备付率, 资产负债率, 借款偿还期.
"""

from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators import ratios
from storage_model.finance.indicators.indicator import CODE_OF, IndicatorArray, State

_SETTLED: Final = 1e-9
"""share of the largest debt below which a debt is repaid"""


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
    cash_available: FloatArray,
    debt_service: FloatArray,
    outstanding: FloatArray | float,
    rate: FloatArray | float,
    drawn: FloatArray | float = 0.0,
) -> IndicatorArray:
    """Return the loan life coverage ratio at the start of the first year given, shape (…).

    Present value of the cash available up to the last year of debt service, over the debt outstanding at that start.
    `rate` is the loan's: one number, or one per year in shape (…, years). Where another loan is `drawn` in these years,
    shape (…, years), the debt at their start is not what the cash has to repay: `not_applicable`.
    """
    in_loan_life = np.flip(np.maximum.accumulate(np.flip(debt_service > 0, axis=-1), axis=-1), axis=-1)
    growth = np.cumprod(np.broadcast_to(1.0 + np.asarray(rate), cash_available.shape), axis=-1)
    value = np.where(in_loan_life, cash_available / growth, 0.0).sum(axis=-1)
    found = ratios.quotient(value, outstanding, State.NO_DEBT)
    later = np.max(drawn, axis=-1, initial=0.0) if np.ndim(drawn) else np.asarray(drawn)
    missing = found.codes != CODE_OF[State.OK]
    much = later > _SETTLED * np.maximum(np.asarray(outstanding), 1.0)
    return IndicatorArray.of(found.values, (State.NOT_APPLICABLE, much), (State.NO_DEBT, missing))


def liability_by_year(liabilities: FloatArray, assets: FloatArray) -> FloatArray:
    """Return 资产负债率 by year = liabilities / assets; NaN in years without assets."""
    return ratios.by_year(liabilities, assets)


def highest_liability(by_year: FloatArray) -> IndicatorArray:
    """Return the highest year's liability ratio, shape (…)."""
    return ratios.highest(by_year, State.NOT_APPLICABLE)


def repayment_years(
    long_term: FloatArray, repayment_funds: FloatArray, in_its_place: FloatArray | float = 0.0
) -> IndicatorArray:
    """Return 借款偿还期 of the long-term loans, shape (…) [years from the start of construction].

    (Year that clears them) − 1 + what is owed at its start / funds that year could repay with. `long_term` is the debt
    at the year's end, `repayment_funds` are undistributed profit, depreciation and amortisation by year. A lender paid
    with another's money is not repaid: `in_its_place` holds the short-term loans that stand, and what owners paid
    beyond plan, or let go of sold assets, and have not had back. So the year that clears the loans is the first in
    which nothing at all is owed, from their last instalment on; what a later purchase makes owed again is not theirs.
    Where there is no such year: `beyond_life`.
    """
    standing, owed = _without_dust(long_term), _without_dust(long_term + in_its_place)
    years = np.arange(standing.shape[-1])
    last_instalment = np.where((_opening(standing) > 0) & (standing == 0), years, -1).max(axis=-1)[..., None]
    clear = (last_instalment >= 0) & (years >= last_instalment) & (owed == 0)
    year = clear.argmax(axis=-1)
    due, funds = (
        np.take_along_axis(of, year[..., None], axis=-1)[..., 0]
        for of in np.broadcast_arrays(_opening(owed), repayment_funds)
    )
    share = np.divide(due, funds, out=np.ones_like(due), where=funds > due)
    return IndicatorArray.of(
        year + share,
        (State.NO_DEBT, (long_term <= 0).all(axis=-1)),
        (State.BEYOND_LIFE, ~clear.any(axis=-1)),
    )


def _without_dust(debt: FloatArray) -> FloatArray:
    """Return debt at the year's end, nothing where only rounding is left of it."""
    return np.where(debt > _SETTLED * debt.max(axis=-1, keepdims=True, initial=0.0), debt, 0.0)


def _opening(closing: FloatArray) -> FloatArray:
    return np.concatenate([np.zeros_like(closing[..., :1]), closing[..., :-1]], axis=-1)
