"""How the answer of a sample settles as the sample grows: the first draws alone, then more of them."""

from dataclasses import dataclass

from storage_model.cases.ranges.quantiles import EXCEEDED, Quantile, ordered, quantile, share_range
from storage_model.finance.indicators.indicator import IndicatorArray

SIZES = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The first `draws` of a sample: quantiles of one indicator, and the share of them below nothing."""

    draws: int
    quantiles: dict[str, Quantile]
    missed_frac: float
    missed_range_frac: tuple[float, float]


def convergence(worth: IndicatorArray) -> tuple[Stage, ...]:
    """Return the stages of a present value, the whole sample last."""
    count = len(worth.values)
    return tuple(_stage(worth, size) for size in (*(size for size in SIZES if size < count), count))


def _stage(worth: IndicatorArray, size: int) -> Stage:
    first = IndicatorArray(values=worth.values[:size], codes=worth.codes[:size])
    rising, missed = ordered(first), missing(first)
    return Stage(
        draws=size,
        quantiles={name: quantile(rising, share) for name, share in EXCEEDED.items()},
        missed_frac=missed / size,
        missed_range_frac=share_range(missed, size),
    )


def missing(worth: IndicatorArray) -> int:
    """Return how many draws miss the hurdle: their present value at it lies below nothing, or does not exist."""
    return int((ordered(worth) < 0.0).sum())
