"""Present value and rates of return, of one series of flows or of ten thousand at once.

Flows have shape (…, years), one year apart, money to the project positive; period 1 is the first construction year.
Source: 建设项目经济评价方法与参数 (3rd ed.), 财务净现值 and 财务内部收益率.
"""

from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.indicator import CODE_OF, CodeArray, Indicator, IndicatorArray, State
from storage_model.finance.indicators.roots import rates_of_return
from storage_model.finance.indicators.signs import sign_changes
from storage_model.finance.indicators.single_root import single_root

YEAR_END: Final = 1.0
"""the first construction year is discounted once (t = 1)"""
YEAR_START: Final = 0.0
"""the first construction year is not discounted (t = 0)"""
_DUST: Final = 1e-12
"""share of the largest flow below which one is rounding left of amounts that cancel, not money"""


def discount_factors(years: int, rate: FloatArray | float, first_t: float = YEAR_END) -> FloatArray:
    """Return (1 + rate)^−t for t = first_t, first_t + 1, …; shape (…, years) for rates of shape (…)."""
    factors: FloatArray = (1.0 + np.asarray(rate, dtype=np.float64))[..., None] ** -(first_t + np.arange(years))
    return factors


def npv(flows: FloatArray, rate: FloatArray | float, first_t: float = YEAR_END) -> FloatArray:
    """Return 财务净现值, the sum of discounted flows, shape (…) [yuan]."""
    value: FloatArray = (flows * discount_factors(flows.shape[-1], rate, first_t)).sum(axis=-1)
    return value


def irr_of_one(flows: FloatArray) -> Indicator:
    """Return 财务内部收益率 of one series, shape (years,), with every rate that brings its present value to zero.

    It has a value when flows begin with spending and at most one root is zero or more: the largest root. Then a rate
    r ≥ 0 lies below it exactly when the present value at r is above zero, which is what a return is for. Roots below
    zero beside it (a closing cost makes them) stand in `roots` only.
    """
    flows = _without_dust(flows)
    roots = rates_of_return(flows)
    state = _without_roots(flows) if not roots else State.OK
    if sum(root >= 0.0 for root in roots) > 1:
        state = State.MULTIPLE
    elif roots and flows[np.flatnonzero(flows)[0]] > 0.0:
        state = State.BORROWING
    return Indicator(value=roots[-1] if state is State.OK else None, state=str(state), roots=roots)


def irr(flows: FloatArray) -> IndicatorArray:
    """Return 财务内部收益率 of each series, shape (…): the same values and states as `irr_of_one`.

    Where signs prove which root counts, all are found together; the few others, and a single series, are searched one
    by one and keep their roots.
    """
    if flows.ndim == 1:
        one = irr_of_one(flows)
        return IndicatorArray(values=_value(one), codes=_code(one), roots={(): one.roots})
    flows = _without_dust(flows)
    rows, shape = flows.reshape(-1, flows.shape[-1]), flows.shape[:-1]
    spends, earns = (rows < 0).any(axis=-1), (rows > 0).any(axis=-1)
    first = np.take_along_axis(rows, (rows != 0).argmax(axis=-1)[:, None], axis=-1)[:, 0]
    invests = spends & earns & (first < 0)
    lends_once = spends & earns & (first > 0) & (sign_changes(rows) == 1)
    values, proved = np.full(len(rows), np.nan), ~(spends & earns) | lends_once
    values[invests], proved[invests] = single_root(rows[invests])
    found = IndicatorArray.of(
        values,
        (State.NO_FLOWS, ~spends & ~earns),
        (State.ALL_NEGATIVE, ~earns),
        (State.ALL_POSITIVE, ~spends),
        (State.BORROWING, lends_once),
        (State.NONE, np.isnan(values)),
    )
    roots = {}
    for row in np.flatnonzero(~proved):
        one = irr_of_one(rows[row])
        found.values[row], found.codes[row] = _value(one), _code(one)
        roots[tuple(int(i) for i in np.unravel_index(row, shape))] = one.roots
    return IndicatorArray(values=found.values.reshape(shape), codes=found.codes.reshape(shape), roots=roots)


def mirr(flows: FloatArray, finance_rate: FloatArray | float, reinvest_rate: FloatArray | float) -> IndicatorArray:
    """Return the modified rate of return, shape (…): spending discounted at one rate, income reinvested at another."""
    flows, last = _without_dust(flows), flows.shape[-1] - 1
    spent = -npv(np.minimum(flows, 0.0), finance_rate, YEAR_START)
    earned = npv(np.maximum(flows, 0.0), reinvest_rate, YEAR_START) * (1.0 + np.asarray(reinvest_rate)) ** last
    nothing = (spent == 0) & (earned == 0)
    usable = (spent > 0) & (earned > 0)
    growth = np.divide(earned, spent, out=np.ones_like(spent), where=usable)
    return IndicatorArray.of(
        growth ** (1.0 / max(last, 1)) - 1.0,
        (State.NO_FLOWS, nothing),
        (State.ALL_NEGATIVE, earned == 0),
        (State.ALL_POSITIVE, spent == 0),
    )


def _without_dust(flows: FloatArray) -> FloatArray:
    """Return the flows with rounding set to zero, so that a year in which nothing is left is neither gain nor loss."""
    largest = np.abs(flows).max(axis=-1, keepdims=True, initial=0.0)
    return np.where(np.abs(flows) <= _DUST * largest, 0.0, flows)


def _value(one: Indicator) -> FloatArray:
    return np.array(np.nan if one.value is None else one.value)


def _code(one: Indicator) -> CodeArray:
    return np.array(CODE_OF[State(one.state)], dtype=np.int8)


def _without_roots(flows: FloatArray) -> State:
    if not flows.any():
        return State.NO_FLOWS
    if (flows <= 0).all():
        return State.ALL_NEGATIVE
    return State.ALL_POSITIVE if (flows >= 0).all() else State.NONE
