"""Money per MWh sent, for no more than a limited energy of the horizon: a subsidy with a yearly cap."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from storage_model.blocks import REVENUE, Flows, ModelTime, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.market import Market
from storage_model.markets.part import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class CappedAdder(Market):
    """Rate × min(energy sent, cap), VAT-inclusive [yuan/MWh, MWh]; the rate is one number and never negative.

    The cap is one of the schedule, before outages: what a document pays for at most ÷ the share that is followed.
    `key` is the product's own on a site, `stream` what the money is called; empty means the same.
    """

    key: str
    participant: str
    yuan_per_mwh: float
    most_mwh: float
    vat_frac: float
    stream: str = ""

    def between(self, part: Part) -> "CappedAdder":
        """Return the product over a part of its horizon: what the past left of the cap."""
        past = part.past.get(self.participant)
        sent_mwh = 0.0 if past is None else part.whole.step_h * float(past.out_mw.sum())
        return replace(self, most_mwh=max(0.0, self.most_mwh - sent_mwh))

    def after_outages(
        self, share_by_asset: Mapping[str, float], running: Mapping[str, Flows], horizon: Horizon
    ) -> "CappedAdder":
        """Return the product with the cap of what outages leave: that of the document."""
        return replace(self, most_mwh=self.most_mwh * share_by_asset[self.participant])

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Pay for no more than is sent and than the cap; publishes `revenue_yuan` [yuan]."""
        import pyomo.core as pyo

        out_mw, step_h, rate, steps = assets[self.participant].out_mw, time.step_h, self.yuan_per_mwh, time.steps
        block.whole = pyo.RangeSet(0, 0)
        block.paid_mwh = pyo.Var(block.whole, bounds=(0, self.most_mwh))

        @block.Constraint(block.whole, doc="paid for <= sent [MWh]")
        def paid_is_sent(b: Any, w: Any) -> Any:
            return b.paid_mwh[w] <= step_h * sum(out_mw[t] for t in steps)

        @block.Expression(block.whole, doc="rate x energy paid for [yuan]")
        def revenue_yuan(b: Any, w: Any) -> Any:
            return rate * b.paid_mwh[w]

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return the subsidy, paid from the first step on until the cap is reached."""
        sent_mwh = np.cumsum(horizon.step_h * flows[self.participant].out_mw)
        paid_mwh = np.diff(np.minimum(sent_mwh, self.most_mwh), prepend=0.0)
        key = self.stream or self.key
        yuan = self.yuan_per_mwh * paid_mwh
        return (Stream(key=key, asset=self.participant, side=REVENUE, yuan=yuan, vat_frac=self.vat_frac),)
