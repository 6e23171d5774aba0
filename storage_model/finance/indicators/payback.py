"""Payback: when the money put in has come back, counted in years from the start of construction.

The discounted one (动态投资回收期) is the same on discounted flows.
Source: 建设项目经济评价方法与参数 (3rd ed.), 投资回收期.
"""

from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.indicator import STATES, IndicatorArray, State
from storage_model.finance.indicators.rates import discount_factors
from storage_model.finance.indicators.signs import Counts

_DUST: Final = 1e-12
"""share of the largest flow below which a running sum is zero, so that a payback exactly at year end is found there"""


def payback(flows: FloatArray) -> IndicatorArray:
    """Return 静态投资回收期, shape (…) [years].

    (First year whose running sum comes back to ≥ 0) − 1 + |running sum before| / that year's flow, for `flows` of shape
    (…, years) with period 1 the first construction year. A later replacement may push the sum below zero once more: the
    value stays the first recovery, as the formula says, and `roots` lists every recovery. But where the sum ends below
    zero the money was not paid back: `beyond_life`. Where it never is below zero there was nothing to pay back.
    """
    running = flows.cumsum(axis=-1)
    running = np.where(np.abs(running) <= _DUST * np.abs(flows).max(axis=-1, keepdims=True), 0.0, running)
    owed = running < 0
    recovers = np.zeros(owed.shape, dtype=np.bool_)
    recovers[..., 1:] = owed[..., :-1] & ~owed[..., 1:]
    found = IndicatorArray.of(
        _when(running, flows, recovers.argmax(axis=-1)[..., None])[..., 0],
        (State.NO_INVESTMENT, ~owed.any(axis=-1)),
        (State.BEYOND_LIFE, owed[..., -1]),
    )
    more_than_once = map(tuple, np.argwhere(recovers.sum(axis=-1) > 1).tolist())
    roots = {
        index: tuple(_when(running[index], flows[index], np.flatnonzero(recovers[index])).tolist())
        for index in more_than_once
    }
    return IndicatorArray(values=found.values, codes=found.codes, roots=roots)


def _when(running: FloatArray, flows: FloatArray, years: Counts) -> FloatArray:
    """Return the moment in each of these years (from 0) at which what was owed before it has come in."""
    flow = np.take_along_axis(flows, years, axis=-1)
    before = flow - np.take_along_axis(running, years, axis=-1)
    return np.asarray(years + np.divide(before, flow, out=np.zeros_like(flow), where=flow != 0))


def payback_discounted(flows: FloatArray, rate: FloatArray | float) -> IndicatorArray:
    """Return 动态投资回收期, shape (…) [years]; the first year's factor cancels, so that t = 0 and t = 1 agree."""
    return payback(flows * discount_factors(flows.shape[-1], rate))


def since_operation(from_construction: IndicatorArray, construction_years: int) -> IndicatorArray:
    """Return the payback counted from the start of operation; one that falls into construction has no such count."""
    absent = [(state, from_construction.codes == code) for code, state in enumerate(STATES) if state is not State.OK]
    years = from_construction.values - construction_years
    return IndicatorArray.of(years, *absent, (State.NOT_APPLICABLE, years < 0))
