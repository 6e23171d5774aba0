"""The years of a project: construction first, then operation; money falls at the end of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray

Amount = FloatArray | float

YEARS_APART: Final = "F"
"""memory order of arrays of shape (…, years): the variants of one year side by side, for sums over years and for years
one after another"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Period 1 is the first construction year; arrays over all periods have shape (…, periods)."""

    construction_years: int
    operating_years: int

    @property
    def periods(self) -> int:
        """Number of years from the start of construction to the end of operation."""
        return self.construction_years + self.operating_years

    def in_construction(self, values: Amount) -> FloatArray:
        """Return amounts of the construction years, shape (…, construction), followed by zeros."""
        return self._placed(values, 0, self.construction_years)

    def in_operation(self, values: Amount) -> FloatArray:
        """Return amounts of the operating years, shape (…, operating), after zeros."""
        return self._placed(values, self.construction_years, self.periods)

    def of_operation(self, values: FloatArray) -> FloatArray:
        """Return the operating years of an array over all periods."""
        return values[..., self.construction_years :]

    def _placed(self, values: Amount, first: int, beyond: int) -> FloatArray:
        given = np.asarray(values, dtype=np.float64)
        placed = np.zeros((*given.shape[:-1], self.periods), order=YEARS_APART)
        placed[..., first:beyond] = given
        return placed


def opening(closing: FloatArray) -> FloatArray:
    """Return what stands at the start of each year: last year's close, nothing before the first."""
    shifted = np.zeros_like(closing)
    shifted[..., 1:] = closing[..., :-1]
    return shifted


def last_only(values: FloatArray) -> FloatArray:
    """Return the array with zeros in every year but the last."""
    kept = np.zeros_like(values)
    kept[..., -1] = values[..., -1]
    return kept


def by_variant(values: Amount) -> FloatArray:
    """Return a number per variant, shape (…), ready to multiply arrays of shape (…, years)."""
    return np.asarray(values, dtype=np.float64)[..., None]


def total(values: Iterable[FloatArray]) -> FloatArray:
    """Return the sum of arrays whose leading axes may differ; 0 for none."""
    added: FloatArray = sum(values, np.zeros(()))
    return added
