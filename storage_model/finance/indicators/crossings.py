"""Where an indicator of several rows of variants first meets or leaves its target, all rows searched at once."""

from collections.abc import Callable
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.indicator import BoolArray, IndicatorArray, State
from storage_model.finance.indicators.signs import Counts

_POINTS: Final = np.linspace(0.0, 1.0, 21)
_ROUNDS: Final = 3
"""each makes the bracket twenty times narrower; a straight line in the last one is then exact to about 1e-10"""

ChangesTried = Callable[[FloatArray], IndicatorArray]
"""changes of shape (rows, points) → what becomes of the indicator at each"""


def nearest_crossings(tried: ChangesTried, target: Target, changes: FloatArray, found: IndicatorArray) -> FloatArray:
    """Return for each row the change nearest to none at which the target begins or ceases to be met, shape (rows,).

    `changes` of shape (points,) ascend and hold 0.0; `found` of shape (rows, points) is what they lead to. NaN where
    all of them meet the target or all miss it.
    """
    met = target.met_by_each(found)
    here = int(np.flatnonzero(changes == 0.0)[0])
    differs = met != met[:, [here]]
    there = np.where(differs, np.abs(changes), np.inf).argmin(axis=-1)
    crosses = differs.any(axis=-1)
    near, far = changes[there + np.sign(here - there)], changes[there]
    at_near = at_far = np.full(len(near), np.nan)
    for _ in range(_ROUNDS):
        points = near[:, None] + (far - near)[:, None] * _POINTS
        found = tried(points)
        met = target.met_by_each(found)
        first = np.maximum((met != met[:, [0]]).argmax(axis=-1), 1)
        near, far, at_near, at_far = (_of(of, at) for of in (points, found.values) for at in (first - 1, first))
    return np.where(crosses, _on_the_line(near, far, at_near - target.value, at_far - target.value), np.nan)


def critical(tried: ChangesTried, target: Target, changes: FloatArray, found: IndicatorArray) -> IndicatorArray:
    """Return 临界点 of each row, shape (rows,); `unreachable` where the whole range meets the target or misses it."""
    where = nearest_crossings(tried, target, changes, found)
    absent: BoolArray = np.isnan(where)
    return IndicatorArray.of(where, (State.UNREACHABLE, absent))


def _of(values: FloatArray, columns: Counts) -> FloatArray:
    taken: FloatArray = np.take_along_axis(values, columns[:, None], axis=-1)[:, 0]
    return taken


def _on_the_line(near: FloatArray, far: FloatArray, at_near: FloatArray, at_far: FloatArray) -> FloatArray:
    """Return where the line between two surpluses crosses zero; the far end where one of them has no value."""
    rise = at_far - at_near
    share = np.divide(-at_near, rise, out=np.ones_like(rise), where=np.isfinite(rise) & (rise != 0))
    where: FloatArray = near + (far - near) * np.clip(share, 0.0, 1.0)
    return where
