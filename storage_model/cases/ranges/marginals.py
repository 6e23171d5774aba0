"""How one uncertain number is spread: from a probability to the value that is not exceeded with it."""

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from storage_model.blocks import FloatArray
from storage_model.records import InputRecord, NonNegative, Positive

FARTHEST_SD = 5.0
"""standard deviations above the mean beyond which a normal curve has no draws to cut off"""


class Normal(InputRecord):
    """Normal, cut off below `least`; no factor is negative."""

    kind: Literal["normal"]
    mean: NonNegative
    """均值 / mean of the whole curve, before it is cut"""
    sd: Positive
    """标准差 / standard deviation of the whole curve, before it is cut"""
    least: NonNegative = 0.0
    """下限 / no value below"""

    @model_validator(mode="after")
    def _reached(self) -> Self:
        if self.least > self.mean + FARTHEST_SD * self.sd:
            raise ValueError(f"least at most {FARTHEST_SD:g} sd above the mean, or no draw lies there")
        return self

    def value_at(self, share: FloatArray) -> FloatArray:
        """Return the value not exceeded with a probability inside (0, 1), shape as given."""
        from scipy.special import ndtr, ndtri

        below = ndtr((self.least - self.mean) / self.sd)
        found: FloatArray = self.mean + self.sd * ndtri(below + share * (1.0 - below))
        return np.maximum(found, self.least)


class Lognormal(InputRecord):
    """Lognormal about its median."""

    kind: Literal["lognormal"]
    median: Positive
    """中位数 / median"""
    sd_log: Positive
    """对数标准差 / standard deviation of the natural logarithm"""

    def value_at(self, share: FloatArray) -> FloatArray:
        """Return the value not exceeded with a probability inside (0, 1), shape as given."""
        from scipy.special import ndtri

        found: FloatArray = self.median * np.exp(self.sd_log * ndtri(share))
        return found


class Triangular(InputRecord):
    """Rising from `low` to `mode`, falling to `high`."""

    kind: Literal["triangular"]
    low: NonNegative
    """最小值 / least value"""
    mode: NonNegative
    """最可能值 / most likely value"""
    high: NonNegative
    """最大值 / greatest value"""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.mode <= self.high or self.low == self.high:
            raise ValueError("low ≤ mode ≤ high with low below high")
        return self

    def value_at(self, share: FloatArray) -> FloatArray:
        """Return the value not exceeded with a probability inside (0, 1), shape as given."""
        width, rise = self.high - self.low, self.mode - self.low
        lower = self.low + np.sqrt(share * width * rise)
        upper = self.high - np.sqrt((1.0 - share) * width * (width - rise))
        return np.where(share * width < rise, lower, upper)


class Uniform(InputRecord):
    """Everything between two values alike."""

    kind: Literal["uniform"]
    low: NonNegative
    """最小值 / least value"""
    high: NonNegative
    """最大值 / greatest value"""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low >= self.high:
            raise ValueError("low below high")
        return self

    def value_at(self, share: FloatArray) -> FloatArray:
        """Return the value not exceeded with a probability inside (0, 1), shape as given."""
        return self.low + (self.high - self.low) * share


class Empirical(InputRecord):
    """Values seen, each as likely as another, a straight line between neighbours."""

    kind: Literal["empirical"]
    values: Annotated[list[NonNegative], Field(min_length=2)]
    """观测值 / values seen, in any order"""

    @model_validator(mode="after")
    def _spread(self) -> Self:
        if min(self.values) == max(self.values):
            raise ValueError("two different values at least")
        return self

    def value_at(self, share: FloatArray) -> FloatArray:
        """Return the value not exceeded with a probability inside (0, 1), shape as given."""
        ordered = np.sort(np.array(self.values))
        found: FloatArray = np.interp(share, np.linspace(0.0, 1.0, len(ordered)), ordered)
        return found


Marginal = Annotated[Normal | Lognormal | Triangular | Uniform | Empirical, Field(discriminator="kind")]
