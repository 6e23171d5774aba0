"""Energy used on the spot in place of what would be bought from the grid: worth the retail price it displaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
from pydantic import model_validator

from storage_model.blocks import REVENUE, Claim, FloatArray, Flows, ModelTime, Schedule, Stream
from storage_model.deviations import outside
from storage_model.horizon import Horizon
from storage_model.markets.market import Market, MarketData, MarketTerms
from storage_model.markets.schedules import part_of
from storage_model.prices.ref import SeriesRef
from storage_model.records import EachMonth, Frac


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSupply(Market):
    """Of what participants send, up to the demand goes to the owner's own use; no energy market pays for that part.

    `demand_mw` and `retail_yuan_per_mwh` (VAT-inclusive) have shape (steps,).
    """

    key: str
    participants: tuple[str, ...]
    demand_mw: FloatArray
    retail_yuan_per_mwh: FloatArray
    vat_frac: float

    def claims(self, block: Any, time: ModelTime) -> Mapping[str, Claim]:
        """Declare what each participant supplies [MW]."""
        import pyomo.core as pyo

        block.demand_mw = pyo.Param(time.steps, initialize=self.demand_mw)
        block.of = pyo.Block(list(self.participants))
        for name in self.participants:
            block.of[name].supplied_mw = pyo.Var(time.steps, bounds=lambda _, t: (0, block.demand_mw[t]))
        return {name: Claim(out_mw=block.of[name].supplied_mw, settled=True) for name in self.participants}

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Supply no more than is sent and than is needed; publishes `revenue_yuan` [yuan]."""
        import pyomo.core as pyo

        block.retail_yuan_per_mwh = pyo.Param(time.steps, initialize=self.retail_yuan_per_mwh)
        supplied = [block.of[name].supplied_mw for name in self.participants]
        for name in self.participants:
            rule = _no_more_than_sent(assets[name])
            block.of[name].supplied_is_sent = pyo.Constraint(time.steps, rule=rule)
        if len(supplied) > 1:

            @block.Constraint(time.steps, doc="all together no more than the demand [MW]")
            def within_demand(b: Any, t: Any) -> Any:
                return sum(part_mw[t] for part_mw in supplied) <= b.demand_mw[t]

        step_h = time.step_h

        @block.Expression(time.steps, doc="retail price x supplied [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:
            return step_h * b.retail_yuan_per_mwh[t] * sum(part_mw[t] for part_mw in supplied)

    def claimed(self, schedule: Schedule) -> Mapping[str, Claim]:
        """Return what each participant supplies as arrays; nothing without a schedule."""
        supplied = {name: self._supplied_mw(name, schedule) for name in self.participants} if schedule else {}
        return {name: Claim(out_mw=mw, settled=True) for name, mw in supplied.items()}

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return `own_supply` of each participant."""
        streams: list[Stream] = []
        for name, claim in self.claimed(schedule).items():
            yuan = horizon.step_h * self.retail_yuan_per_mwh * claim.out_mw
            streams.append(Stream(key="own_supply", asset=name, side=REVENUE, yuan=yuan, vat_frac=self.vat_frac))
        return tuple(streams)

    def residuals(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Mapping[str, float]:
        """Return how far supply is from what is sent and from the demand, as shares of the highest demand."""
        supplied_mw = {name: self._supplied_mw(name, schedule) for name in self.participants}
        sent = [outside(mw, 0.0, flows[name].out_mw) for name, mw in supplied_mw.items()]
        needed = outside(np.sum(list(supplied_mw.values()), axis=0), 0.0, self.demand_mw)
        highest_mw = float(self.demand_mw.max()) or 1.0
        return {"supplied_is_sent": float(np.max(sent)) / highest_mw, "within_demand": needed / highest_mw}

    def _supplied_mw(self, name: str, schedule: Schedule) -> FloatArray:
        return part_of(schedule, name, "supplied_mw")


def _no_more_than_sent(asset: Any) -> Any:
    def rule(b: Any, t: Any) -> Any:
        return b.supplied_mw[t] <= asset.out_mw[t]

    return rule


class OwnSupplyMarket(MarketTerms):
    """Who supplies a demand behind the meter, and the purchase it displaces."""

    kind: Literal["own_supply"]
    demand: SeriesRef
    """自用负荷 / demand that can be supplied, series [MW]"""
    price: SeriesRef | None = None
    """替代购电价格序列 / price of the purchase displaced, series [yuan/MWh]"""
    price_yuan_per_mwh: EachMonth | None = None
    """替代购电价格 / price of the purchase displaced, January to December [yuan/MWh]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.price is None) == (self.price_yuan_per_mwh is None):
            raise ValueError("either `price` (a series) or `price_yuan_per_mwh` (by month)")
        return self

    def product(self, key: str, data: MarketData) -> OwnSupply:
        """Return the product of one calendar year."""
        month = data.horizon.month_of_step() - 1
        return OwnSupply(
            key=key,
            participants=tuple(self.participants),
            demand_mw=data.own["demand"],
            retail_yuan_per_mwh=data.own["price"] if self.price else np.array(self.price_yuan_per_mwh)[month],
            vat_frac=self.vat_frac,
        )
