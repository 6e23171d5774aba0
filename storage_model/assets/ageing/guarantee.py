"""The supplier's guarantee curve: state of health at the end of each year."""

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from storage_model.assets.ageing.wear import AgeingLaw, Use, Wear
from storage_model.records import Frac


class GuaranteeCurve(AgeingLaw):
    """Health by age as the supplier guarantees it; after the last year it falls on as in that year."""

    kind: Literal["guarantee"]
    soh_at_year_end_frac: Annotated[list[Frac], Field(min_length=1)]
    """年末保证健康度 / guaranteed state of health at the end of year 1, 2, … [0–1]"""

    def after(self, wear: Wear, use: Use) -> Wear:
        """Return the wear after a further stretch; between year ends the curve is straight."""
        age_years = wear.age_years + use.years
        beside = wear.calendar_frac - (1.0 - self._soh_frac(wear.age_years))  # cells taken over at their own health
        calendar_frac = 1.0 - self._soh_frac(age_years) + beside
        return Wear(age_years=age_years, calendar_frac=calendar_frac, cycle_frac=wear.cycle_frac)

    def beyond(self, wear: Wear, use: Use) -> tuple[str, ...]:
        """Tell when the cells are older than the guarantee."""
        guaranteed = len(self.soh_at_year_end_frac)
        age_years = wear.age_years + use.years
        return () if age_years <= guaranteed else (f"age {age_years:g} years, guaranteed for {guaranteed}",)

    def _soh_frac(self, age_years: float) -> float:
        curve = [1.0, *self.soh_at_year_end_frac]
        last = len(curve) - 1
        if age_years > last:
            return max(0.0, curve[last] + (curve[last] - curve[last - 1]) * (age_years - last))
        return float(np.interp(age_years, range(last + 1), curve))
