"""Every kind of market product a project file may name; a new kind is one file and its line here."""

from typing import Final

from storage_model.markets.contract_for_difference import ContractMarket
from storage_model.markets.day_ahead_energy import DayAheadMarket
from storage_model.markets.market import MarketTerms
from storage_model.markets.own_supply import OwnSupplyMarket
from storage_model.markets.primary_regulation import PrimaryRegulationMarket
from storage_model.markets.secondary_regulation import SecondaryRegulationMarket
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.markets.up_down import UpDownMarket

MARKETS: Final[dict[str, type[MarketTerms]]] = {
    "day_ahead_energy": DayAheadMarket,
    "two_settlement": TwoSettlementMarket,
    "contract_for_difference": ContractMarket,
    "own_supply": OwnSupplyMarket,
    "primary_regulation": PrimaryRegulationMarket,
    "secondary_regulation": SecondaryRegulationMarket,
    "up_down": UpDownMarket,
}
