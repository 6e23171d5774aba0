"""How an asset stands at the start of an operating year, and what a year of use makes of it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from storage_model.blocks import ArrayFrame, Schedule

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is bought at the end of an operating year, at work from the next; money VAT-inclusive [yuan].

    `operating_year` counts the asset's own years from 1. `salvage_yuan` is what the parts taken out bring, less what
    taking them away costs.
    """

    operating_year: int
    calendar_year: int
    energy_mwh: float
    yuan: float
    salvage_yuan: float
    vat_frac: float
    life_years: int
    residual_frac: float


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfUse:
    """One operating year of one asset: the schedule in the first horizon, the share of it that is followed [0–1].

    `first_step` is where the year begins to count, for an asset commissioned in its course; `years` how long it is.
    """

    schedule: Schedule
    frame: ArrayFrame
    first_step: int = 0
    years: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd(Generic[A_co]):
    """What a year of use leaves: the next standing, what is bought, and what has to be said aloud.

    `counted_by` names the figures that follow from use and by what each is counted, as cycles are by usable energy
    [MWh]: of a year that was not dispatched, figure times this lies on a line between those that were.
    """

    standing: "Standing[A_co]"
    purchases: tuple[Purchase, ...] = ()
    remarks: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    counted_by: Mapping[str, float] = field(default_factory=dict)


class Standing(ABC, Generic[A_co]):
    """An asset at the start of an operating year."""

    @property
    @abstractmethod
    def asset(self) -> A_co:
        """The asset as this year's optimisation meets it."""

    @abstractmethod
    def expecting(self, use: YearOfUse) -> Self:
        """Return the same standing with this use expected of the year, so that its middle is known better."""

    @abstractmethod
    def after(self, use: YearOfUse) -> YearEnd[A_co]:
        """Return what the year leaves."""

    @abstractmethod
    def after_expected(self) -> YearEnd[A_co]:
        """Return what a whole year of the use expected leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged(Standing[A_co]):
    """An asset that its upkeep keeps as it is."""

    own: A_co

    @property
    def asset(self) -> A_co:
        """The asset as it was built."""
        return self.own

    def expecting(self, use: YearOfUse) -> Self:
        """Return itself."""
        return self

    def after(self, use: YearOfUse) -> YearEnd[A_co]:
        """Return itself, nothing bought."""
        return YearEnd(standing=self)

    def after_expected(self) -> YearEnd[A_co]:
        """Return itself, nothing bought."""
        return YearEnd(standing=self)
