"""What a sample says: quantiles that are draws themselves, how sure they are, what the worst cases cost.

P90 is what ninety draws in a hundred exceed, as lenders say it. A return that does not exist because nothing is earned
lies below every other, and so does one that is not one rate alone; where nothing is spent it lies above.
"""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.crossing import placed
from storage_model.finance.indicators.indicator import STATES, IndicatorArray, State

EXCEEDED = {"p90": 0.1, "p50": 0.5, "p10": 0.9}
"""share of draws that lie at or below each"""
TAIL_FRAC = 0.05
SURE_FRAC = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """A quantile with the range that holds it in nineteen samples of twenty; None where such a draw has no value."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One indicator over all draws.

    `mean` is that of the draws with a value, `without_value_frac` the share of the others, `why_without` how many of
    them each state has. `var_95` is the value that
    one draw in twenty does not reach, `cvar_95` the mean of those draws; None where one of them has no value.
    """

    quantiles: dict[str, Quantile]
    mean: float | None
    without_value_frac: float
    why_without: dict[str, int]
    var_95: float | None
    cvar_95: float | None


def ordered(found: IndicatorArray) -> FloatArray:
    """Return the values from worst to best, shape (draws,); those that do not exist stand at minus or plus infinity."""
    return np.sort(placed(found))


def spread_of(found: IndicatorArray) -> Spread:
    """Return what the draws of one indicator say."""
    rising = ordered(found)
    worst = rising[: max(1, round(TAIL_FRAC * len(rising)))]
    known = rising[np.isfinite(rising)]
    return Spread(
        quantiles={name: quantile(rising, share) for name, share in EXCEEDED.items()},
        mean=float(known.mean()) if len(known) else None,
        without_value_frac=1.0 - len(known) / len(rising),
        why_without={state.value: count for state, count in _states(found) if state != State.OK},
        var_95=_finite(rising[len(worst) - 1]),
        cvar_95=float(worst.mean()) if np.isfinite(worst).all() else None,
    )


def _states(found: IndicatorArray) -> list[tuple[State, int]]:
    """Return the states among the draws with how many have each, the most first."""
    codes, counts = np.unique(found.codes, return_counts=True)
    return sorted(((STATES[code], int(count)) for code, count in zip(codes, counts, strict=True)), key=lambda s: -s[1])


def quantile(rising: FloatArray, share: float) -> Quantile:
    """Return the draw at a share of the sample, between the order statistics that a binomial count makes sure."""
    from scipy.stats import binom

    count = len(rising)
    low, high = (float(binom.ppf(side, count, share)) for side in ((1.0 - SURE_FRAC) / 2, (1.0 + SURE_FRAC) / 2))
    places = (int(low) - 1, int(np.ceil(share * count)) - 1, int(high))
    found = [_finite(rising[min(max(place, 0), count - 1)]) for place in places]
    return Quantile(low=found[0], value=found[1], high=found[2])


def share_range(hits: int, count: int) -> tuple[float, float]:
    """Return the range of a probability after `hits` of `count` draws (Wilson score, 95 %)."""
    from scipy.stats import binomtest

    found = binomtest(hits, count).proportion_ci(confidence_level=SURE_FRAC, method="wilson")
    return float(found.low), float(found.high)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
