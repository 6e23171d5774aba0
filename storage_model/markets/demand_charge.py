"""A charge on the highest power drawn in each calendar month."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from storage_model.blocks import COST, FloatArray, Flows, ModelTime, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.market import Market
from storage_model.markets.part import Part
from storage_model.units import KW_PER_MW, MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandCharge(Market):
    """Rate × highest drawn power of the month × billed share, VAT-inclusive [yuan/kW·month].

    Shanxi's 2025 practice bills the net share (drawn − sold) ÷ drawn. That ratio is not linear in the schedule; the
    product takes it as a fixed input, so that the schedule and the bill rest on the same number.
    `key` is the product's own on a site, `stream` what the money is called; empty means the same. Over a part of a
    longer horizon, `reached_mw` is the peak a month already has, `weight_frac` the share of the charge that counts.
    `waived_frac` of the charge is spared; the schedule sees what is left, the money stands as `relief_stream` beside
    the whole charge.
    """

    key: str
    participant: str
    yuan_per_kw_month: float
    share_frac: float
    vat_frac: float
    stream: str = ""
    relief_stream: str = ""
    waived_frac: float = 0.0
    reached_mw: Mapping[int, float] = field(default_factory=dict)
    weight_frac: Mapping[int, float] = field(default_factory=dict)

    @property
    def yuan_per_mw_month(self) -> float:
        """What one MW of monthly peak costs [yuan/MW·month]."""
        return self.yuan_per_kw_month * KW_PER_MW * self.share_frac

    def yuan_per_mw_in(self, month: int) -> float:
        """Return what one MW of peak costs in a calendar month [yuan/MW·month]."""
        return self.yuan_per_mw_month * self.weight_frac.get(month, 1.0)

    def between(self, part: Part) -> "DemandCharge":
        """Return the charge over a part: peaks of the past stand, a month counts by how much of its rest is seen.

        Whole steps of a month still to come beyond the part may need the same peak; they share the charge by time.
        """
        months, reached, weight = part.whole.month_of_step(), dict[int, float](), dict[int, float]()
        for month in np.unique(months[part.first : part.last]):
            steps = np.flatnonzero(months == month)
            before, to_come = steps[steps < part.first], steps[steps >= part.first]
            weight[int(month)] = int((to_come < part.last).sum()) / len(to_come)
            if len(before) and self.participant in part.past:
                reached[int(month)] = float(part.past[self.participant].in_mw[before].max())
        return replace(self, reached_mw=reached, weight_frac=weight)

    def after_outages(
        self, share_by_asset: Mapping[str, float], running: Mapping[str, Flows], horizon: Horizon
    ) -> "DemandCharge":
        """Return the charge with the peaks of what runs: an outage takes energy, the month's peak it leaves."""
        drawn_mw, months = running[self.participant].in_mw, horizon.month_of_step()
        peaks = {int(month): float(drawn_mw[months == month].max()) for month in np.unique(months)}
        return replace(self, reached_mw=peaks)

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Bound each month's peak by the power drawn; publishes `revenue_yuan` by month [yuan]."""
        import pyomo.core as pyo

        drawn_mw, every_month = assets[self.participant].in_mw, range(1, MONTHS_PER_YEAR + 1)
        block.month_of_step = pyo.Param(time.steps, initialize=time.month_of_step)
        rates = {month: self.yuan_per_mw_in(month) * (1.0 - self.waived_frac) for month in every_month}
        block.yuan_per_mw = pyo.Param(time.months, initialize=rates)
        reached = {month: self.reached_mw.get(month, 0) for month in every_month}
        block.reached_mw = pyo.Param(time.months, initialize=reached)
        block.peak_mw = pyo.Var(time.months, bounds=lambda b, month: (b.reached_mw[month], None))

        @block.Constraint(time.steps, doc="the month's peak is at least the power drawn [MW]")
        def peak_covers_draw(b: Any, t: Any) -> Any:
            return b.peak_mw[b.month_of_step[t]] >= drawn_mw[t]

        @block.Expression(time.months, doc="- rate x peak [yuan]")
        def revenue_yuan(b: Any, month: Any) -> Any:
            return -b.yuan_per_mw[month] * b.peak_mw[month]

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return the charge, booked on the step of each month's (first) peak, and what is waived of it."""
        drawn_mw, month_of_step = flows[self.participant].in_mw, horizon.month_of_step()
        money_yuan = np.zeros_like(drawn_mw)
        for month in np.unique(month_of_step):
            steps = np.flatnonzero(month_of_step == month)
            peak_step = steps[np.argmax(drawn_mw[steps])]
            peak_mw = max(drawn_mw[peak_step], self.reached_mw.get(int(month), 0.0))
            money_yuan[peak_step] = -self.yuan_per_mw_in(int(month)) * peak_mw
        found = [self._stream(self.stream or self.key, money_yuan)]
        if self.relief_stream:
            found.append(self._stream(self.relief_stream, -self.waived_frac * money_yuan))
        return tuple(found)

    def _stream(self, key: str, yuan: FloatArray) -> Stream:
        return Stream(key=key, asset=self.participant, side=COST, yuan=yuan, vat_frac=self.vat_frac)
