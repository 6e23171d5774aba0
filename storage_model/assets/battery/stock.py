"""Cells of one delivery: how many, how old, how worn, and how a year of use wears them."""

from dataclasses import dataclass, replace

import numpy as np

from storage_model.assets.ageing.cycles import Cycles, count_cycles
from storage_model.assets.ageing.wear import AgeingLaw, Use, Wear
from storage_model.blocks import FloatArray

# Below this share of the capacity a step is rest [0–1].
REST_FRAC = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStock:
    """Cells of one delivery; `energy_mwh` is rated when new, efficiencies are one-way when new.

    `outlook` is the use expected of a whole year, None where nothing is known yet.
    """

    name: str
    energy_mwh: float
    law: AgeingLaw
    wear: Wear
    charge_efficiency_frac: float
    discharge_efficiency_frac: float
    power_mw: float | None = None
    outlook: Use | None = None

    @property
    def usable_mwh(self) -> float:
        """Usable energy at the start of the year [MWh]."""
        return self.energy_mwh * self.wear.soh_frac

    def mid_year(self) -> Wear:
        """Return the wear in the middle of the year, by the use expected of it."""
        return self.law.after(self.wear, _part(self.expected(), 0.5))

    def expected(self) -> Use:
        """Return the use expected of a whole year; rest where nothing is known yet."""
        return self.outlook or _rest()

    def expecting(self, use: Use) -> "CellStock":
        """Return the same cells with this stretch expected to be like the whole year."""
        return replace(self, outlook=_part(use, 1.0 / use.years))

    def worn(self, use: Use) -> "CellStock":
        """Return the cells after a stretch of use; the next year is expected to be like it."""
        return replace(self.expecting(use), wear=self.law.after(self.wear, use))


def use_of(
    stored_mwh: FloatArray,
    usable_mwh: float,
    step_h: float,
    *,
    followed_frac: float,
    years: float,
    temperature_c: float,
) -> Use:
    """Return the use that a path of stored energy, shape (points,), makes of cells of that usable energy.

    Cycles count by the share of the schedule that is followed; the rate is the mean one while energy moves.
    """
    soc_frac = stored_mwh / usable_mwh
    cycles = count_cycles(soc_frac)
    moved_frac = np.abs(np.diff(soc_frac))
    moving = moved_frac > REST_FRAC
    return Use(
        years=years,
        cycles=replace(cycles, count=cycles.count * followed_frac),
        mean_soc_frac=float(soc_frac.mean()),
        c_rate_per_h=float(moved_frac[moving].mean() / step_h) if moving.any() else 0.0,
        temperature_c=temperature_c,
    )


def _part(use: Use, times: float) -> Use:
    return replace(use, years=use.years * times, cycles=replace(use.cycles, count=use.cycles.count * times))


def _rest() -> Use:
    """A year without cycles at half charge: what is known before the first dispatch."""
    nothing = np.zeros(0)
    cycles = Cycles(depth_frac=nothing, count=nothing)
    return Use(years=1.0, cycles=cycles, mean_soc_frac=0.5, c_rate_per_h=0.0, temperature_c=25.0)
