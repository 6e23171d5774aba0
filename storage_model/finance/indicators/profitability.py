"""Return on what was put in, without discounting.

Source: 建设项目经济评价方法与参数 (3rd ed.), 总投资收益率 and 项目资本金净利润率.
"""

from storage_model.blocks import FloatArray
from storage_model.finance.indicators import ratios
from storage_model.finance.indicators.indicator import IndicatorArray, State


def roi(ebit: FloatArray, total_investment: FloatArray | float) -> IndicatorArray:
    """Return 总投资收益率, shape (…): mean profit before interest and tax of the years given / total investment.

    `ebit` of shape (…, years): the operating years for the average, a slice of one for a normal year.
    """
    return ratios.quotient(ebit.mean(axis=-1), total_investment, State.NO_INVESTMENT)


def roe(net_profit: FloatArray, equity: FloatArray | float) -> IndicatorArray:
    """Return 资本金净利润率, shape (…): mean net profit of the years given / equity put in."""
    return ratios.quotient(net_profit.mean(axis=-1), equity, State.NO_INVESTMENT)
