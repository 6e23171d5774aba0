"""Where an indicator comes to meet its target, proved by a value that meets it and one a step away that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.indicator import CODE_OF, BoolArray, Indicator, IndicatorArray, State

IndicatorAt = Callable[[float], Indicator]

_BEYOND_MEASURE: Final = 1e30
"""stands for the surplus of an indicator too good to have a value, and for the shortfall of any other without one"""
_TOO_GOOD: Final = frozenset({State.ALL_POSITIVE, State.NO_INVESTMENT, State.NO_DEBT})
_FINEST: Final = 1e-12
"""share of the range searched to which the crossing is found"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an indicator has to reach: at least `value`, or at most where less is better (payback, LCOS).

    `tolerance` is how far past the target the answer may lie, in the indicator's own unit.
    """

    value: float
    at_most: bool = False
    tolerance: float = 1e-6

    def surplus(self, indicator: Indicator) -> float:
        """Return by how much the indicator is better than the target.

        Income without spending, and no debt to cover, reach any target; any other indicator without a value, none.
        """
        if indicator.value is None:
            return _BEYOND_MEASURE if indicator.state in _TOO_GOOD else -_BEYOND_MEASURE
        return self.value - indicator.value if self.at_most else indicator.value - self.value

    def met(self, indicator: Indicator) -> bool:
        """Say whether the target is reached."""
        return self.surplus(indicator) >= 0.0

    def met_by_each(self, found: IndicatorArray) -> BoolArray:
        """Say of every variant whether it reaches the target, shape (…)."""
        better = found.values <= self.value if self.at_most else found.values >= self.value
        return better | _too_good(found)


def placed(found: IndicatorArray) -> FloatArray:
    """Return the values as they stand in order, shape (…), of an indicator of which more is better.

    One that is too good to have a value stands at plus infinity, any other without one at minus infinity.
    """
    absent = np.where(_too_good(found), np.inf, -np.inf)
    return np.where(np.isnan(found.values), absent, found.values)


def _too_good(found: IndicatorArray) -> BoolArray:
    too_good: BoolArray = np.isin(found.codes, [CODE_OF[state] for state in _TOO_GOOD])
    return too_good


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One value tried and what came of it."""

    value: float
    indicator: Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A trial that meets the target, and one a step toward the side that misses it, but never past where that began.

    `exact` says that the first lies within the tolerance; otherwise the indicator jumps over the target. The second is
    a proof only if it does miss: an indicator that turns within a step meets the target there again.
    """

    met: Trial
    missed: Trial
    exact: bool


def find_crossing(indicator_at: IndicatorAt, target: Target, met: Trial, missed: Trial, step: float) -> Crossing:
    """Return the crossing between a trial that meets the target and one that misses it.

    Halves the range until both sides have a value, then runs Brent's method; a handful of evaluations where the
    indicator is smooth.
    """
    from scipy.optimize import brentq

    edge, finest = missed, _FINEST * abs(met.value - missed.value)
    while None in (met.indicator.value, missed.indicator.value) and abs(met.value - missed.value) > finest:
        middle = _try(indicator_at, (met.value + missed.value) / 2)
        met, missed = (middle, missed) if target.met(middle.indicator) else (met, middle)
    toward_met = 1.0 if met.value > missed.value else -1.0
    root = float(brentq(lambda x: target.surplus(indicator_at(x)), missed.value, met.value, xtol=finest, rtol=1e-15))
    found = _nearest_met(indicator_at, target, root, met, finest * toward_met)
    near_edge = abs(found.value - edge.value) <= step
    return Crossing(
        met=found,
        missed=edge if near_edge else _try(indicator_at, found.value - step * toward_met),
        exact=target.surplus(found.indicator) <= target.tolerance,
    )


def _nearest_met(indicator_at: IndicatorAt, target: Target, root: float, met: Trial, nudge: float) -> Trial:
    """Return the trial at the root, moved by doubling nudges until it meets the target; at the latest, `met`."""
    trial, moved = _try(indicator_at, root), nudge
    while not target.met(trial.indicator) and abs(moved) < abs(met.value - root):
        trial, moved = _try(indicator_at, root + moved), 2 * moved
    return trial if target.met(trial.indicator) else met


def _try(indicator_at: IndicatorAt, value: float) -> Trial:
    return Trial(value=value, indicator=indicator_at(value))
