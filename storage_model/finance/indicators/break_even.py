"""Where a normal year neither gains nor loses. Source: 建设项目经济评价方法与参数 (3rd ed.), 盈亏平衡分析."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators import ratios
from storage_model.finance.indicators.indicator import IndicatorArray, State


def break_even_utilisation(
    fixed_cost: FloatArray | float,
    revenue: FloatArray | float,
    variable_cost: FloatArray | float,
    surtax: FloatArray | float,
) -> IndicatorArray:
    """Return 盈亏平衡点(生产能力利用率), shape (…): fixed cost / (revenue − variable cost − surtax) of one full year.

    All without VAT. Above 1 the station cannot break even at full use.
    """
    return ratios.quotient(fixed_cost, np.asarray(revenue) - variable_cost - surtax, State.NO_MARGIN)


def break_even_price(
    fixed_cost: FloatArray | float,
    variable_cost: FloatArray | float,
    sold: FloatArray | float,
    surtax_frac_of_revenue: FloatArray | float,
) -> IndicatorArray:
    """Return 盈亏平衡点(售价), shape (…) [yuan per unit]: (fixed + variable cost) / (units × (1 − surtax share))."""
    kept = np.asarray(sold) * (1.0 - np.asarray(surtax_frac_of_revenue))
    return ratios.quotient(np.asarray(fixed_cost) + variable_cost, kept, State.NOT_APPLICABLE)
