"""A medium- or long-term contract settled as a difference: it pays contract less reference price, whatever is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from storage_model.blocks import REVENUE, FloatArray, Flows, ModelTime, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.energy_price import EnergyMarketName
from storage_model.markets.market import Market, MarketData, MarketTerms
from storage_model.prices.ref import SeriesRef
from storage_model.records import EachMonth, Frac


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractForDifference(Market):
    """Quantity × (contract − reference price); quantity positive sold, negative bought, shape (steps,).

    [MW; yuan/MWh, VAT-inclusive]. It does not depend on the schedule and moves no energy.
    """

    key: str
    asset: str
    quantity_mw: FloatArray
    contract_yuan_per_mwh: FloatArray
    reference_yuan_per_mwh: FloatArray
    vat_frac: float

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan`, which no variable changes [yuan]."""
        import pyomo.core as pyo

        block.quantity_mw = pyo.Param(time.steps, initialize=self.quantity_mw)
        block.contract_yuan_per_mwh = pyo.Param(time.steps, initialize=self.contract_yuan_per_mwh)
        block.reference_yuan_per_mwh = pyo.Param(time.steps, initialize=self.reference_yuan_per_mwh)
        step_h = time.step_h

        @block.Expression(time.steps, doc="quantity x (contract - reference) [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:
            return step_h * b.quantity_mw[t] * (b.contract_yuan_per_mwh[t] - b.reference_yuan_per_mwh[t])

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return the difference, negative where the reference lies above the contract."""
        gain_yuan_per_mwh = self.contract_yuan_per_mwh - self.reference_yuan_per_mwh
        yuan = horizon.step_h * self.quantity_mw * gain_yuan_per_mwh
        key = "contract_difference"
        return (Stream(key=key, asset=self.asset, side=REVENUE, yuan=yuan, vat_frac=self.vat_frac),)


class ContractMarket(MarketTerms):
    """A contract of one asset over the year, by step or flat by month."""

    kind: Literal["contract_for_difference"]
    participants: Annotated[list[str], Field(min_length=1, max_length=1)]
    """签约资产 / the asset whose contract it is"""
    quantity: SeriesRef | None = None
    """合约电力序列 / contracted power, positive sold, negative bought, series [MW]"""
    quantity_mw: EachMonth | None = None
    """合约电力 / contracted power, flat from January to December [MW]"""
    price: SeriesRef | None = None
    """合约价格序列 / contract price, series [yuan/MWh]"""
    price_yuan_per_mwh: EachMonth | None = None
    """合约价格 / contract price from January to December [yuan/MWh]"""
    reference: EnergyMarketName
    """参考价格 / market whose price the contract is settled against"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the prices [0–1]"""

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.quantity is None) == (self.quantity_mw is None):
            raise ValueError("either `quantity` (a series) or `quantity_mw` (by month)")
        if (self.price is None) == (self.price_yuan_per_mwh is None):
            raise ValueError("either `price` (a series) or `price_yuan_per_mwh` (by month)")
        return self

    @property
    def contracted_mw(self) -> Mapping[str, Sequence[float]]:
        """Power of each month, where it is no series."""
        return {} if self.quantity_mw is None else {"quantity_mw": self.quantity_mw}

    def needs(self) -> tuple[str, ...]:
        """Return the price of reference."""
        return (self.reference,)

    def product(self, key: str, data: MarketData) -> ContractForDifference:
        """Return the product of one calendar year."""
        month = data.horizon.month_of_step() - 1
        by_month = {"quantity": self.quantity_mw, "price": self.price_yuan_per_mwh}
        given = {
            name: data.own[name] if name in data.own else np.array(values)[month] for name, values in by_month.items()
        }
        return ContractForDifference(
            key=key,
            asset=self.participants[0],
            quantity_mw=given["quantity"],
            contract_yuan_per_mwh=given["price"],
            reference_yuan_per_mwh=data.prices[self.reference],
            vat_frac=self.vat_frac,
        )
