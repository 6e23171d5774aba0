"""Every kind of market product a project file may name; a new kind is one file and one line here."""

from typing import Final

from storage_model.markets.day_ahead_energy import DayAheadMarket

AnyMarket = DayAheadMarket

MARKETS: Final[dict[str, type[AnyMarket]]] = {
    "day_ahead_energy": DayAheadMarket,
}
