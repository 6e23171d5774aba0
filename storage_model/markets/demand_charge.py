"""A charge on the highest power drawn in each calendar month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.blocks import COST, Flows, ModelTime, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.market import Market
from storage_model.units import KW_PER_MW


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandCharge(Market):
    """Rate × highest drawn power of the month × billed share, VAT-inclusive [yuan/kW·month].

    Shanxi's 2025 practice bills the net share (drawn − sold) ÷ drawn. That ratio is not linear in the schedule; the
    product takes it as a fixed input, so that the schedule and the bill rest on the same number.
    `key` is the product's own on a site, `stream` what the money is called; empty means the same.
    """

    key: str
    participant: str
    yuan_per_kw_month: float
    share_frac: float
    vat_frac: float
    stream: str = ""

    @property
    def yuan_per_mw_month(self) -> float:
        """What one MW of monthly peak costs [yuan/MW·month]."""
        return self.yuan_per_kw_month * KW_PER_MW * self.share_frac

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Bound each month's peak by the power drawn; publishes `revenue_yuan` by month [yuan]."""
        import pyomo.environ as pyo

        drawn_mw, rate_yuan = assets[self.participant].in_mw, self.yuan_per_mw_month
        block.month_of_step = pyo.Param(time.steps, initialize=time.month_of_step)
        block.peak_mw = pyo.Var(time.months, bounds=(0, None))

        @block.Constraint(time.steps, doc="the month's peak is at least the power drawn [MW]")
        def peak_covers_draw(b: Any, t: Any) -> Any:
            return b.peak_mw[b.month_of_step[t]] >= drawn_mw[t]

        @block.Expression(time.months, doc="- rate x peak [yuan]")
        def revenue_yuan(b: Any, month: Any) -> Any:
            return -rate_yuan * b.peak_mw[month]

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return the charge, booked on the step of each month's (first) peak."""
        drawn_mw, month_of_step = flows[self.participant].in_mw, horizon.month_of_step()
        money_yuan = np.zeros_like(drawn_mw)
        for month in np.unique(month_of_step):
            steps = np.flatnonzero(month_of_step == month)
            peak_step = steps[np.argmax(drawn_mw[steps])]
            money_yuan[peak_step] = -self.yuan_per_mw_month * drawn_mw[peak_step]
        key = self.stream or self.key
        return (Stream(key=key, asset=self.participant, side=COST, yuan=money_yuan, vat_frac=self.vat_frac),)
