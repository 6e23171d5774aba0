"""What an optimisation block is given (time, series) and what a settled stream of money looks like."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Schedule = Mapping[str, FloatArray]
SeriesByField = Mapping[str, FloatArray]

COST: Literal["cost"] = "cost"
REVENUE: Literal["revenue"] = "revenue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTime:
    """The time sets of one optimisation model.

    `steps` (0 … n−1) index what happens during a step, `points` (0 … n) what stands at its boundaries: point t is the
    start of step t, point t+1 its end. `month_of_step` holds calendar months 1..12, shape (steps,).
    """

    steps: Any
    points: Any
    months: Any
    step_h: float
    count: int
    month_of_step: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Metered power of one asset, both never negative, shape (steps,) [MW]: `out` to the grid, `into` from the grid."""

    out_mw: FloatArray
    in_mw: FloatArray

    @property
    def net_mw(self) -> FloatArray:
        """Power to the grid, positive outward [MW]."""
        return self.out_mw - self.in_mw


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Money of one kind for one asset, positive to the project, VAT-inclusive, by step [yuan].

    `side` says where the statements show it; `cash` is false for terms that steer the schedule without being paid (wear).
    """

    key: str
    asset: str
    side: Literal["revenue", "cost"]
    yuan: FloatArray
    vat_frac: float
    cash: bool = True

    @property
    def total_yuan(self) -> float:
        """Sum over the horizon [yuan]."""
        return float(self.yuan.sum())
