"""Energy sold and bought at the spot price; the selling and the buying price may differ (node and unified point)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from storage_model.blocks import COST, REVENUE, FloatArray, Flows, ModelTime, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.energy_price import energy_price
from storage_model.markets.market import Market, MarketData, MarketTerms
from storage_model.records import Frac


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAheadEnergy(Market):
    """All metered energy of the participants at day-ahead prices, shape (steps,) [yuan/MWh, VAT-inclusive]."""

    participants: tuple[str, ...]
    sale_yuan_per_mwh: FloatArray
    purchase_yuan_per_mwh: FloatArray
    vat_frac: float
    key: str = "day_ahead_energy"

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan` = sales − purchases [yuan]."""
        import pyomo.core as pyo

        block.sale_yuan_per_mwh = pyo.Param(time.steps, initialize=self.sale_yuan_per_mwh)
        block.purchase_yuan_per_mwh = pyo.Param(time.steps, initialize=self.purchase_yuan_per_mwh)
        step_h = time.step_h

        @block.Expression(time.steps, doc="sales - purchases [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:
            sold_mw = sum(assets[name].traded_out_mw[t] for name in self.participants)
            bought_mw = sum(assets[name].traded_in_mw[t] for name in self.participants)
            return step_h * (b.sale_yuan_per_mwh[t] * sold_mw - b.purchase_yuan_per_mwh[t] * bought_mw)

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return `energy_sales` and `charging_energy` of each participant."""
        streams: list[Stream] = []
        for name in self.participants:
            flow = flows[name]
            sales_yuan = horizon.step_h * flow.traded_out_mw * self.sale_yuan_per_mwh
            purchases_yuan = -horizon.step_h * flow.traded_in_mw * self.purchase_yuan_per_mwh
            vat = self.vat_frac
            streams.append(Stream(key="energy_sales", asset=name, side=REVENUE, yuan=sales_yuan, vat_frac=vat))
            streams.append(Stream(key="charging_energy", asset=name, side=COST, yuan=purchases_yuan, vat_frac=vat))
        return tuple(streams)


class DayAheadMarket(MarketTerms):
    """Who sells and buys at day-ahead prices; purchases are paid at `prices.purchase` where that is given."""

    kind: Literal["day_ahead_energy"]
    vat_frac: Frac
    """增值税率 / VAT rate inside market prices [0–1]"""

    @property
    def buys_energy(self) -> bool:
        """Energy is what it pays for."""
        return True

    def product(self, key: str, data: MarketData) -> DayAheadEnergy:
        """Return the product of one calendar year."""
        price = energy_price(data, "day_ahead")
        return DayAheadEnergy(
            key=key,
            participants=tuple(self.participants),
            sale_yuan_per_mwh=price.sale_yuan_per_mwh,
            purchase_yuan_per_mwh=price.purchase_yuan_per_mwh,
            vat_frac=self.vat_frac,
        )
