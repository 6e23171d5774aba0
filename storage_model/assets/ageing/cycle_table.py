"""Cycle life by depth from a data sheet, and a constant loss by the calendar."""

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field

from storage_model.assets.ageing.wear import AgeingLaw, Use, Wear
from storage_model.records import Frac, InputRecord, Positive, PositiveFrac

# A multiple of nothing leaves cycles without end, and no number is divided by it.
LEAST_TIMES = 1e-9


class CycleLife(InputRecord):
    """Cycles of one depth until the end of life."""

    depth_frac: PositiveFrac
    """放电深度 / depth of the cycle [0–1]"""
    cycles: Positive
    """循环次数 / cycles until the end of life"""


class CycleTable(AgeingLaw):
    """Each cycle takes its share of a life (Palmgren–Miner); between depths the logarithms are interpolated."""

    kind: Literal["cycle_table"]
    life: Annotated[list[CycleLife], Field(min_length=2)]
    """循环寿命表 / cycle life by depth, shallow to deep"""
    end_of_life_soh_frac: Frac
    """寿命终止健康度 / state of health at which the table counts a life as spent [0–1]"""
    calendar_fade_frac_per_year: Frac
    """日历衰减 / capacity lost by time alone, share of rated [0–1 per year]"""

    def after(self, wear: Wear, use: Use) -> Wear:
        """Return the wear after a further stretch of use."""
        lives = np.exp(np.interp(np.log(use.cycles.depth_frac), *self._logarithms()))
        spent = float(np.sum(use.cycles.count / lives))
        return Wear(
            age_years=wear.age_years + use.years,
            calendar_frac=wear.calendar_frac + self.calendar_fade_frac_per_year * use.years,
            cycle_frac=wear.cycle_frac + spent * (1.0 - self.end_of_life_soh_frac),
        )

    def faster(self, times: float) -> Self:
        """Return the law by which cells lose so many times as much: so many times fewer cycles in a life."""
        life = [one.model_copy(update={"cycles": one.cycles / max(times, LEAST_TIMES)}) for one in self.life]
        calendar = min(1.0, self.calendar_fade_frac_per_year * times)
        return self.model_copy(update={"life": life, "calendar_fade_frac_per_year": calendar})

    def beyond(self, wear: Wear, use: Use) -> tuple[str, ...]:
        """Tell when cycles are deeper than the deepest of the table."""
        deepest = max(entry.depth_frac for entry in self.life)
        found = float(np.max(use.cycles.depth_frac, initial=0.0))
        return () if found <= deepest + 1e-9 else (f"depth {found:.2f}, table up to {deepest:.2f}",)

    def _logarithms(self) -> tuple[list[float], list[float]]:
        entries = sorted(self.life, key=lambda entry: entry.depth_frac)
        depths, lives = zip(*((entry.depth_frac, entry.cycles) for entry in entries), strict=True)
        return list(np.log(depths)), list(np.log(lives))
