"""Where an indicator of several rows of variants first meets or leaves its target, all rows searched at once."""

from collections.abc import Callable
from typing import Final, TypeVar

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.indicator import CODE_OF, CodeArray, IndicatorArray, State
from storage_model.finance.indicators.signs import Counts

_POINTS: Final = np.linspace(0.0, 1.0, 21)
_ROUNDS: Final = 3
"""each makes the bracket twenty times narrower; a straight line in the last one is then exact to about 1e-10"""

Found = TypeVar("Found", FloatArray, CodeArray)
ChangesTried = Callable[[FloatArray], IndicatorArray]
"""changes of shape (rows, points) → what becomes of the indicator at each"""


def critical(tried: ChangesTried, target: Target, changes: FloatArray, found: IndicatorArray) -> IndicatorArray:
    """Return 临界点 of each row, shape (rows,): the change nearest to none at which the indicator equals its target.

    `changes` of shape (points,) ascend and hold 0.0; `found` of shape (rows, points) is what they lead to. Without a
    value `unreachable` where the whole range meets the target or misses it, and where the indicator ceases to have a
    value before it comes to the target, the reason for that: nothing equals the target there.
    """
    met = target.met_by_each(found)
    here = int(np.flatnonzero(changes == 0.0)[0])
    differs = met != met[:, [here]]
    there = np.where(differs, np.abs(changes), np.inf).argmin(axis=-1)
    near, far = changes[there + np.sign(here - there)], changes[there]
    at_near = at_far = np.full(len(near), np.nan)
    code_near = code_far = np.zeros(len(near), dtype=np.int8)
    for _ in range(_ROUNDS):
        points = near[:, None] + (far - near)[:, None] * _POINTS
        found = tried(points)
        met = target.met_by_each(found)
        first = np.maximum((met != met[:, [0]]).argmax(axis=-1), 1)
        sides = (first - 1, first)
        near, far, at_near, at_far = (_of(of, at) for of in (points, found.values) for at in sides)
        code_near, code_far = (_of(found.codes, at) for at in sides)
    where = _on_the_line(near, far, at_near - target.value, at_far - target.value)
    jumps = ~np.isfinite(where)
    codes = np.where(jumps, np.where(np.isnan(at_far), code_far, code_near), CODE_OF[State.OK])
    codes = np.where(differs.any(axis=-1), codes, CODE_OF[State.UNREACHABLE]).astype(np.int8)
    return IndicatorArray(values=np.where(codes == CODE_OF[State.OK], where, np.nan), codes=codes)


def _of(values: Found, columns: Counts) -> Found:
    return np.take_along_axis(values, columns[:, None], axis=-1)[:, 0]


def _on_the_line(near: FloatArray, far: FloatArray, at_near: FloatArray, at_far: FloatArray) -> FloatArray:
    """Return where the line between two surpluses crosses zero; NaN where one of them has no value."""
    rise = at_far - at_near
    share = np.divide(-at_near, rise, out=np.ones_like(rise), where=rise != 0)
    where: FloatArray = near + (far - near) * np.clip(share, 0.0, 1.0)
    return where
