"""How market prices move from the year of the price series to later years."""

from storage_model.blocks import FloatArray
from storage_model.records import Frac, InputRecord


class PricePath(InputRecord):
    """Level and spread change at constant rates; the shape of the year stays."""

    level_change_frac_per_year: float
    """价格水平年变化 / yearly change of the mean price, e.g. -0.01"""
    spread_erosion_frac_per_year: Frac
    """价差年收窄 / yearly narrowing of every distance from the mean price [0–1]"""

    def prices_after(self, years: int, prices_yuan_per_mwh: FloatArray) -> FloatArray:
        """Return the prices `years` later, shape (steps,): mean × (1 + level)ⁿ + (price − mean) × (1 − erosion)ⁿ."""
        mean_yuan_per_mwh = prices_yuan_per_mwh.mean()
        level = (1 + self.level_change_frac_per_year) ** years
        spread = (1 - self.spread_erosion_frac_per_year) ** years
        later: FloatArray = mean_yuan_per_mwh * level + (prices_yuan_per_mwh - mean_yuan_per_mwh) * spread
        return later
