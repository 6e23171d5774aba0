"""How market prices move from the year of the price series to later years."""

from typing import Annotated

import numpy as np
from pydantic import Field

from storage_model.blocks import FloatArray, IntArray
from storage_model.records import Frac, InputRecord, NonNegative

# Ranks move only within this many times the share that is to change, so that the rest of the year stays as it was.
REACH = 4.0
# No later year lies more often at the floor, or is more often scarce, unless the year of the series was.
MOST_AT_FLOOR, MOST_SCARCE = 0.5, 0.25
# Steps of equal price are told apart by the mean price of so many steps around them.
NEIGHBOURS = 9


class PricePath(InputRecord):
    """Level, spread, floor share and scarcity change at constant rates; the order of the hours stays.

    Floor share and scarcity move ranks: every later price is one that the year of the series had, at an hour that
    stood near it in the order of prices. Level and spread then move the prices themselves.
    """

    level_change_frac_per_year: float
    """价格水平年变化 / yearly change of the mean price, e.g. -0.01"""
    spread_erosion_frac_per_year: Frac
    """价差年收窄 / yearly narrowing of every distance from the mean price [0–1]"""
    floor_share_change_frac_per_year: Annotated[float, Field(ge=-0.1, le=0.1)] = 0.0
    """地板价时段占比年变化 / yearly change of the share of steps at the lowest price, in shares of the year"""
    scarcity_change_frac_per_year: Annotated[float, Field(gt=-1, le=1)] = 0.0
    """紧缺时段年变化率 / yearly relative change of how many steps lie above `scarcity_yuan_per_mwh`"""
    scarcity_yuan_per_mwh: NonNegative = 1000.0
    """紧缺价格 / price above which a step is one of scarcity [yuan/MWh]"""

    def prices_after(self, years: int, prices_yuan_per_mwh: FloatArray) -> FloatArray:
        """Return the prices `years` later, shape (steps,).

        Ranks first; then mean × (1 + level)ⁿ + (price − mean) × (1 − erosion)ⁿ.
        """
        moved = self._moved(years, prices_yuan_per_mwh)
        mean_yuan_per_mwh = moved.mean()
        level = (1 + self.level_change_frac_per_year) ** years
        spread = (1 - self.spread_erosion_frac_per_year) ** years
        if level == spread == 1.0:
            return moved
        later: FloatArray = mean_yuan_per_mwh * level + (moved - mean_yuan_per_mwh) * spread
        return later

    def _moved(self, years: int, prices: FloatArray) -> FloatArray:
        """Return the prices with floor share and scarcity of a later year, none that the series does not know."""
        if not (self.floor_share_change_frac_per_year or self.scarcity_change_frac_per_year):
            return prices
        ordered = np.sort(prices)
        at_floor = float(np.mean(prices <= ordered[0]))
        scarce = float(np.mean(prices > self.scarcity_yuan_per_mwh))
        more = np.clip(at_floor + self.floor_share_change_frac_per_year * years, 0.0, max(MOST_AT_FLOOR, at_floor))
        rarer = min(scarce * (1 + self.scarcity_change_frac_per_year) ** years, max(MOST_SCARCE, scarce))
        count = len(prices)
        rank = np.empty(count)
        rank[_cheapest_first(prices)] = (np.arange(count) + 0.5) / count
        lower = _warp(rank, float(more) if at_floor else 0.0, at_floor)
        upper = 1.0 - _warp(1.0 - lower, rarer, scarce)
        moved: FloatArray = ordered[np.clip((upper * count).astype(np.int64), 0, count - 1)]
        return moved


def _cheapest_first(prices: FloatArray) -> IntArray:
    """Return the steps from cheap to dear; equal ones by the prices around them, not by their date."""
    reach = NEIGHBOURS // 2
    around = np.convolve(np.pad(prices, reach, mode="wrap"), np.full(NEIGHBOURS, 1.0 / NEIGHBOURS), mode="valid")
    return np.lexsort((around, prices))


def _warp(rank: FloatArray, wanted_frac: float, own_frac: float) -> FloatArray:
    """Return the ranks from which the prices are taken: the lowest `wanted` share from the lowest `own` share.

    Beyond REACH times the larger share every rank is its own.
    """
    end = min(1.0, REACH * max(wanted_frac, own_frac))
    if wanted_frac == own_frac or end == 0.0:
        return rank
    return np.interp(rank, (0.0, wanted_frac, end, 1.0), (0.0, own_frac, end, 1.0))
