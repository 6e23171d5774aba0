"""What becomes of a year's profit: reserves, dividends, what stays undistributed."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.terms.financing import Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One year, shape (…) each [yuan]; `dividends` are paid in cash, the rest only changes names."""

    statutory_reserve: FloatArray
    discretionary_reserve: FloatArray
    dividends: FloatArray
    undistributed: FloatArray


def share_profit(
    terms: Distribution,
    *,
    net_profit: FloatArray,
    undistributed: FloatArray,
    reserve_room: FloatArray,
    cash: FloatArray,
    in_debt: FloatArray,
) -> Shared:
    """Return how the year's net profit is shared, shape (…) [yuan].

    `undistributed` is carried from last year and may be a loss; reserves are taken from profit beyond it, the
    statutory one as far as there is `reserve_room` below its cap. Dividends never exceed `cash`. `in_debt` is the
    long-term debt left.
    """
    distributable = undistributed + net_profit
    base = np.maximum(np.minimum(net_profit, distributable), 0.0)
    statutory = np.minimum(base * terms.statutory_reserve_frac, np.maximum(reserve_room, 0.0))
    discretionary = np.minimum(base * terms.discretionary_reserve_frac, base - statutory)
    kept = distributable - statutory - discretionary
    dividends = np.clip(np.minimum(kept * terms.payout_frac, cash), 0.0, None)
    if not terms.while_in_debt:
        dividends = np.where(in_debt > 0, 0.0, dividends)
    return Shared(
        statutory_reserve=statutory,
        discretionary_reserve=discretionary,
        dividends=dividends,
        undistributed=kept - dividends,
    )
