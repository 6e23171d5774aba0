"""Fade by the calendar alone: more in the first year, then the same every year."""

from typing import Literal, Self

from storage_model.assets.ageing.wear import AgeCurve
from storage_model.records import Frac


class LinearFade(AgeCurve):
    """Capacity lost in the first year and in each later one, whatever the cells do."""

    kind: Literal["linear"]
    first_year_fade_frac: Frac
    """首年容量衰减 / usable energy lost in the first year, share of rated [0–1]"""
    later_fade_frac_per_year: Frac
    """此后每年容量衰减 / usable energy lost in each later year, share of rated [0–1 per year]"""

    def faster(self, times: float) -> Self:
        """Return the law by which cells lose so many times as much, all they have at most."""
        names = ("first_year_fade_frac", "later_fade_frac_per_year")
        return self.model_copy(update={name: min(1.0, getattr(self, name) * times) for name in names})

    def lost_frac(self, age_years: float) -> float:
        """Return what is lost at an age: the first year at its own rate."""
        first, later = min(age_years, 1.0), max(age_years - 1.0, 0.0)
        return self.first_year_fade_frac * first + self.later_fade_frac_per_year * later
