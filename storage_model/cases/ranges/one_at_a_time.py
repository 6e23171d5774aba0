"""Each factor at both ends of its own range, the others as the case says: which of them moves the answer most."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.cases.ranges.dispatched import Dispatched
from storage_model.cases.ranges.valued import INDICATORS, valued

ENDS = (0.1, 0.9)
"""probabilities not exceeded at the low and the high end"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """One factor: its multiple at each end, and each indicator there; None where it has no value."""

    factor: str
    times: tuple[float, float]
    indicators: Mapping[str, tuple[float | None, float | None]]

    def width(self, key: str) -> float:
        """Return how far apart the ends are, nothing where one has no value."""
        low, high = self.indicators[key]
        return 0.0 if low is None or high is None else abs(high - low)


def swings(given: Dispatched, project: str) -> tuple[Mapping[str, float | None], tuple[Swing, ...]]:
    """Return the indicators with every factor at 1 and the case's own prices, and the swing of each factor.

    The factor that moves the present value most comes first.
    """
    factors = given.asked.factors
    ends = {name: factor.marginal.value_at(np.array(ENDS)) for name, factor in factors.items()}
    rows = 1 + 2 * len(factors)
    draws = {name: np.ones(rows) for name in factors}
    for number, name in enumerate(factors):
        draws[name][1 + 2 * number : 3 + 2 * number] = ends[name]
    years = len(given.own.lifetime.calendar_years)
    found = valued(given, project, draws, np.zeros((rows, years), dtype=np.int64))
    at = {key: [found[key].at(row).value for row in range(rows)] for key in INDICATORS}
    each = [
        Swing(
            factor=name,
            times=(float(ends[name][0]), float(ends[name][1])),
            indicators={key: (at[key][1 + 2 * number], at[key][2 + 2 * number]) for key in INDICATORS},
        )
        for number, name in enumerate(factors)
    ]
    each.sort(key=lambda one: -one.width(INDICATORS[0]))
    return {key: values[0] for key, values in at.items()}, tuple(each)
