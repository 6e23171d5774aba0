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
class Ends:
    """What holds at the two ends of a horizon for one asset, by the name of a state (`stored_mwh`, `running_sets`, …).

    Without `start` the horizon ends as it began (cyclic). With it, the horizon begins there and ends at `end`, or
    freely where that is None.
    """

    start: Mapping[str, float] | None = None
    end: Mapping[str, float] | None = None


CYCLIC = Ends()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Power one product holds ready on one asset, never negative [MW]; what is not offered is None.

    Upward, `up_out_mw` sends more and `up_in_mw` draws less; downward, `down_out_mw` sends less and `down_in_mw` draws
    more. In a model these are components indexed by step, in a settlement arrays of shape (steps,). `up_frac`,
    `down_frac` are the energy expected to be called, as a share of the power held over the step, shape (steps,);
    `up_sustain_h`, `down_sustain_h` how long a full call must be sustained from the store [h].
    """

    product: str
    up_out_mw: Any = None
    up_in_mw: Any = None
    down_out_mw: Any = None
    down_in_mw: Any = None
    up_frac: FloatArray
    down_frac: FloatArray
    up_sustain_h: float
    down_sustain_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFrame:
    """What an asset is given to write its rules: time sets, its series, what products hold ready on it, its ends."""

    time: ModelTime
    series: SeriesByField
    offers: tuple[Offer, ...] = ()
    ends: Ends = CYCLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayFrame:
    """The same for plain arrays: settlement and audit, independent of the optimisation model."""

    step_h: float
    series: SeriesByField
    offers: tuple[Offer, ...] = ()
    ends: Ends = CYCLIC


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

    `side` says where the statements show it; `cash` is false for terms that steer the schedule unpaid (wear).
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
