"""Discounted totals over the life: cost per unit delivered, and benefit per cost."""

from storage_model.blocks import FloatArray
from storage_model.finance.indicators import ratios
from storage_model.finance.indicators.indicator import IndicatorArray, State
from storage_model.finance.indicators.rates import YEAR_END, npv


def lcos(
    cost: FloatArray, discharged: FloatArray, rate: FloatArray | float, first_t: float = YEAR_END
) -> IndicatorArray:
    """Return the levelised cost of storage, shape (…) [yuan/MWh]: all cost / MWh discharged, both as present values.

    `cost` positive, of shape (…, years): investment, replacement, operation and charging energy, less what is recovered
    at the end; `discharged` the MWh delivered, zero in construction years.
    """
    return ratios.quotient(npv(cost, rate, first_t), npv(discharged, rate, first_t), State.NO_DISCHARGE)


def benefit_cost(
    inflow: FloatArray, outflow: FloatArray, rate: FloatArray | float, first_t: float = YEAR_END
) -> IndicatorArray:
    """Return 效益费用比, shape (…): present value of all money in / present value of all money out, both positive."""
    return ratios.quotient(npv(inflow, rate, first_t), npv(outflow, rate, first_t), State.NO_INVESTMENT)
