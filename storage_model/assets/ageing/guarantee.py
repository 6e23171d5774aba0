"""The supplier's guarantee curve: state of health at the end of each year."""

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field

from storage_model.assets.ageing.wear import AgeCurve, Use, Wear
from storage_model.records import Frac


class GuaranteeCurve(AgeCurve):
    """Health by age as the supplier guarantees it; after the last year it falls on as in that year."""

    kind: Literal["guarantee"]
    soh_at_year_end_frac: Annotated[list[Frac], Field(min_length=1)]
    """年末保证健康度 / guaranteed state of health at the end of year 1, 2, … [0–1]"""

    def faster(self, times: float) -> Self:
        """Return the curve of cells that lose so many times as much."""
        curve = [max(0.0, 1.0 - times * (1.0 - soh)) for soh in self.soh_at_year_end_frac]
        return self.model_copy(update={"soh_at_year_end_frac": curve})

    def beyond(self, wear: Wear, use: Use) -> tuple[str, ...]:
        """Tell when the cells are older than the guarantee."""
        guaranteed = len(self.soh_at_year_end_frac)
        age_years = wear.age_years + use.years
        return () if age_years <= guaranteed else (f"age {age_years:g} years, guaranteed for {guaranteed}",)

    def lost_frac(self, age_years: float) -> float:
        """Return what is lost at an age; between year ends the curve is straight."""
        curve = [1.0, *self.soh_at_year_end_frac]
        last = len(curve) - 1
        if age_years > last:
            return 1.0 - max(0.0, curve[last] + (curve[last] - curve[last - 1]) * (age_years - last))
        return 1.0 - float(np.interp(age_years, range(last + 1), curve))
