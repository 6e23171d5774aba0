"""What an optimisation block is given (time, series) and what a settled stream of money looks like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from storage_model.horizon import Horizon

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Schedule = Mapping[str, FloatArray]
SeriesByField = Mapping[str, FloatArray]

MoneySide = Literal["revenue", "cost"]
Way = Literal["up", "down"]
COST: Literal["cost"] = "cost"
REVENUE: Literal["revenue"] = "revenue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTime:
    """The time sets of one optimisation model.

    `steps` (0 … n−1) index what happens during a step, `points` (0 … n) what stands at its boundaries: point t is the
    start of step t, point t+1 its end. `month_of_step` holds calendar months 1..12, shape (steps,); `horizon` knows
    every other calendar.
    """

    horizon: Horizon
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
    freely where that is None. Under names with a bound in them (`least_left.stored_mwh`) `end` says within what.
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

    up_out_mw: Any = None
    up_in_mw: Any = None
    down_out_mw: Any = None
    down_in_mw: Any = None
    up_frac: FloatArray
    down_frac: FloatArray
    up_sustain_h: float
    down_sustain_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Metered power one product moves or takes over on one asset, signed as that meter counts it [MW].

    In a model these are components indexed by step, in a settlement arrays of shape (steps,); None is nothing.
    `settled`: the product pays for this energy itself, so that no energy market pays for it again; otherwise an energy
    market pays for it, as a deviation from plan.
    """

    out_mw: Any = None
    in_mw: Any = None
    settled: bool

    def counted_from(self, step: int) -> "Claim":
        """Return the claim of a settlement with nothing before a step."""
        out_mw, in_mw = (None if one is None else _from(step, one) for one in (self.out_mw, self.in_mw))
        return replace(self, out_mw=out_mw, in_mw=in_mw)


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

    horizon: Horizon
    series: SeriesByField
    offers: tuple[Offer, ...] = ()
    ends: Ends = CYCLIC

    @property
    def step_h(self) -> float:
        """Length of a step [h]."""
        return self.horizon.step_h


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Metered power of one asset, both never negative, shape (steps,) [MW]: `out` to the grid, `in` from the grid.

    `traded` is what energy markets pay for: metered less what a product settles itself. `planned` also leaves out what
    products are expected to call: the schedule announced beforehand. `meters` holds what is counted besides
    electricity, by name: `methane_m3_per_h`, `credits_t_per_h`, shape (steps,).
    """

    out_mw: FloatArray
    in_mw: FloatArray
    claims: tuple[Claim, ...] = ()
    meters: Mapping[str, FloatArray] = field(default_factory=dict)

    def counted_from(self, step: int) -> "Flows":
        """Return the flows with nothing before a step: a year that begins in its course."""
        if step == 0:
            return self
        return replace(
            self,
            out_mw=_from(step, self.out_mw),
            in_mw=_from(step, self.in_mw),
            claims=tuple(claim.counted_from(step) for claim in self.claims),
            meters={name: _from(step, values) for name, values in self.meters.items()},
        )

    @property
    def net_mw(self) -> FloatArray:
        """Power to the grid, positive outward [MW]."""
        return self.out_mw - self.in_mw

    @property
    def traded_out_mw(self) -> FloatArray:
        """Sold at market [MW]."""
        return _less(self.out_mw, [claim.out_mw for claim in self.claims if claim.settled])

    @property
    def traded_in_mw(self) -> FloatArray:
        """Bought at market [MW]."""
        return _less(self.in_mw, [claim.in_mw for claim in self.claims if claim.settled])

    @property
    def planned_out_mw(self) -> FloatArray:
        """Announced to the market as sale [MW]."""
        return _less(self.out_mw, [claim.out_mw for claim in self.claims])

    @property
    def planned_in_mw(self) -> FloatArray:
        """Announced to the market as purchase [MW]."""
        return _less(self.in_mw, [claim.in_mw for claim in self.claims])


def _from(step: int, values: FloatArray) -> FloatArray:
    return np.where(np.arange(len(values)) < step, 0.0, values)


def _less(metered_mw: FloatArray, parts_mw: Sequence[FloatArray | None]) -> FloatArray:
    for part_mw in parts_mw:
        metered_mw = metered_mw if part_mw is None else metered_mw - part_mw
    return metered_mw


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Money of one kind for one asset, positive to the project, VAT-inclusive, by step [yuan].

    `side` says where the statements show it; `cash` is false for terms that steer the schedule unpaid (wear).
    """

    key: str
    asset: str
    side: MoneySide
    yuan: FloatArray
    vat_frac: float
    cash: bool = True

    @property
    def total_yuan(self) -> float:
        """Sum over the horizon [yuan]."""
        return float(self.yuan.sum())
