"""A made year before it is written: columns on a horizon, and what was aimed at and achieved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storage_model.blocks import FloatArray
from storage_model.horizon import Horizon

How = Literal["kept", "fitted", "follows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Values of a column as written, rounded to `decimals`; `zh` and `en` say what it is."""

    values: FloatArray
    decimals: int
    unit: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """One row of the table of aims: `how` the value came about.

    `kept` was set to the published value, `fitted` is a compromise between aims, `follows` was never adjusted.
    """

    key: str
    aim: float
    achieved: float
    tolerance: float
    how: How

    @property
    def met(self) -> bool:
        """Whether the miss lies within the tolerance."""
        return abs(self.achieved - self.aim) <= self.tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeYear:
    """Columns of a year, its table of aims, and what the process was fitted to."""

    horizon: Horizon
    source: str
    columns: Mapping[str, Column]
    achieved: tuple[Achieved, ...]
    fitted: Mapping[str, float]
