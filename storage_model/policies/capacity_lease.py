"""Capacity rented out to renewable plants that owe storage (容量租赁), where it applies with a floor."""

from typing import ClassVar, Literal

from pydantic import model_validator

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, Guarantee, Term, YearlyTerm
from storage_model.records import CalendarYear, Frac, InputRecord, NonNegative, Positive
from storage_model.units import KW_PER_MW


class LeaseFloor(InputRecord):
    """What is guaranteed at least: a rent and a share, each by itself, up to a calendar year."""

    rent_yuan_per_kw_year: NonNegative
    """保底租金 / lowest rent [yuan/kW·yr]"""
    leased_frac: Frac
    """保底出租率 / lowest share that is let [0–1]"""
    last_year: CalendarYear
    """保底截止年份 / last calendar year of the guarantee"""


class CapacityLease(Document):
    """Rent × power × leased share, for capacity that lasts at least the hours the tenants owe; VAT-inclusive."""

    usual_payer: ClassVar[Payer] = "tenants"
    lever: ClassVar[str] = "rent_yuan_per_kw_year"

    kind: Literal["capacity_lease"]
    rent_yuan_per_kw_year: ByDate
    """租金 / rent of one kW; one number or numbers by date of effect [yuan/kW·yr]"""
    leased_frac: Frac
    """出租率 / share of the power that is let [0–1]"""
    required_hours: Positive
    """要求时长 / hours at full power a tenant must show; a shorter station lets less power [h]"""
    floor: LeaseFloor | None = None
    """保底 / what is guaranteed at least"""
    first_year: CalendarYear
    """起始年份 / first calendar year let"""
    last_year: CalendarYear
    """终止年份 / last calendar year let"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the rent [0–1]"""

    @model_validator(mode="after")
    def _guaranteed(self) -> "CapacityLease":
        if self.floor is not None and self.floor.last_year < self.first_year:
            raise ValueError("`floor` that ends in `first_year` or later")
        return self

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the yearly rent of one asset."""
        kw, let = facts.power_mw * KW_PER_MW, self.guarantee(facts).share_by_year
        return (
            YearlyTerm(
                key="capacity_lease",
                asset=facts.name,
                yuan_by_year={year: self._rent(year) * frac * kw for year, frac in let.items()},
                side=REVENUE,
                vat_frac=self.vat_frac,
            ),
        )

    def guarantee(self, facts: AssetFacts) -> Guarantee:
        """Return the share of the power that tenants or a floor pay for: only what lasts as long as tenants owe."""
        firm_frac = min(1.0, facts.duration_h / self.required_hours)
        years = range(self.first_year, self.last_year + 1)
        return Guarantee(share_by_year={year: self._leased_frac(year) * firm_frac for year in years})

    def _floor_in(self, year: int) -> LeaseFloor | None:
        """Return the floor while it is guaranteed."""
        return self.floor if self.floor is not None and year <= self.floor.last_year else None

    def _leased_frac(self, year: int) -> float:
        """Return the share of the firm power that is paid for in a calendar year [0–1]."""
        floor = self._floor_in(year)
        return self.leased_frac if floor is None else max(self.leased_frac, floor.leased_frac)

    def _rent(self, year: int) -> float:
        """Return the rent of one kW that is let, in a calendar year [yuan/kW·yr]."""
        rent, floor = self.rent_yuan_per_kw_year.in_year(year), self._floor_in(year)
        return rent if floor is None else max(rent, floor.rent_yuan_per_kw_year)
