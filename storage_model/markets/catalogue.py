"""Every kind of market product a project file may name; a new kind is one file and one line here."""

from typing import Final

from storage_model.markets.day_ahead_energy import DayAheadMarket
from storage_model.markets.up_down import UpDownMarket

AnyMarket = DayAheadMarket | UpDownMarket

MARKETS: Final[dict[str, type[AnyMarket]]] = {
    "day_ahead_energy": DayAheadMarket,
    "up_down": UpDownMarket,
}
