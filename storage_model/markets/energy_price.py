"""What a MWh sold earns and what a MWh bought costs in one market, step by step."""

from dataclasses import dataclass
from typing import Literal

from storage_model.blocks import FloatArray
from storage_model.markets.market import MarketData

EnergyMarketName = Literal["day_ahead", "real_time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyPrice:
    """Both prices of one market, shape (steps,) [yuan/MWh, VAT-inclusive]: at the node, and at the unified point."""

    sale_yuan_per_mwh: FloatArray
    purchase_yuan_per_mwh: FloatArray


def energy_price(data: MarketData, market: EnergyMarketName) -> EnergyPrice:
    """Return the prices of the day-ahead or the real-time market; one price for both where no other is given."""
    sale = data.prices[market]
    bought = {"day_ahead": "purchase", "real_time": "real_time_purchase"}[market]
    return EnergyPrice(sale_yuan_per_mwh=sale, purchase_yuan_per_mwh=data.prices.get(bought, sale))
