"""What use does to cells: the record of a stretch of use, the fade so far, and what every law answers."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Self

from storage_model.assets.ageing.cycles import Cycles
from storage_model.records import InputRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One stretch of use: length [years], cycles, mean state of charge [0–1], mean rate [1/h], temperature [°C]."""

    years: float
    cycles: Cycles
    mean_soc_frac: float
    c_rate_per_h: float
    temperature_c: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """Capacity lost so far to time and to cycles, shares of the rated capacity, and the age of the cells [years]."""

    age_years: float = 0.0
    calendar_frac: float = 0.0
    cycle_frac: float = 0.0

    @property
    def soh_frac(self) -> float:
        """State of health: what is left of the rated capacity, never below zero."""
        return max(0.0, 1.0 - self.calendar_frac - self.cycle_frac)


NEW = Wear()


class AgeingLaw(InputRecord):
    """A law of capacity fade, as a file describes it."""

    @abstractmethod
    def after(self, wear: Wear, use: Use) -> Wear:
        """Return the wear after a further stretch of use."""

    @abstractmethod
    def faster(self, times: float) -> Self:
        """Return the law by which cells lose so many times as much."""

    def beyond(self, wear: Wear, use: Use) -> tuple[str, ...]:
        """Return in words where this use lies outside the range the law was found in; empty inside."""
        return ()


class AgeCurve(AgeingLaw):
    """A law that knows nothing but the age of cells; health they were taken over with stays beside it."""

    @abstractmethod
    def lost_frac(self, age_years: float) -> float:
        """Return what cells of this age have lost, share of the rated capacity [0–1]."""

    def after(self, wear: Wear, use: Use) -> Wear:
        """Return the wear after a further stretch: what the curve takes in it."""
        age_years = wear.age_years + use.years
        lost_frac = self.lost_frac(age_years) + (wear.calendar_frac - self.lost_frac(wear.age_years))
        return Wear(age_years=age_years, calendar_frac=lost_frac, cycle_frac=wear.cycle_frac)
