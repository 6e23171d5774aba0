"""Fade by the calendar alone: more in the first year, then the same every year."""

from typing import Literal

from storage_model.assets.ageing.wear import AgeingLaw, Use, Wear
from storage_model.records import Frac


class LinearFade(AgeingLaw):
    """Capacity lost in the first year and in each later one, whatever the cells do."""

    kind: Literal["linear"]
    first_year_fade_frac: Frac
    """首年容量衰减 / usable energy lost in the first year, share of rated [0–1]"""
    later_fade_frac_per_year: Frac
    """此后每年容量衰减 / usable energy lost in each later year, share of rated [0–1 per year]"""

    def after(self, wear: Wear, use: Use) -> Wear:
        """Return the wear after a further stretch; a stretch across the first birthday is split there."""
        age_years = wear.age_years + use.years
        beside = wear.calendar_frac - self._lost_frac(wear.age_years)  # cells taken over at a health of their own
        calendar_frac = self._lost_frac(age_years) + beside
        return Wear(age_years=age_years, calendar_frac=calendar_frac, cycle_frac=wear.cycle_frac)

    def _lost_frac(self, age_years: float) -> float:
        first, later = min(age_years, 1.0), max(age_years - 1.0, 0.0)
        return self.first_year_fade_frac * first + self.later_fade_frac_per_year * later
