"""Capacity rented out to renewable plants that owe storage (容量租赁)."""

from typing import Literal

from storage_model.blocks import REVENUE
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, Term, YearlyTerm
from storage_model.records import Frac, NonNegative, Positive
from storage_model.units import KW_PER_MW


class CapacityLease(Document):
    """Rent × power × leased share, for capacity that lasts at least the hours the tenants owe; VAT-inclusive."""

    kind: Literal["capacity_lease"]
    rent_yuan_per_kw_year: NonNegative
    """租金 / rent of one kW [yuan/kW·yr]"""
    leased_frac: Frac
    """出租率 / share of the power that is let [0–1]"""
    required_hours: Positive
    """要求时长 / hours at full power a tenant must show; a shorter station lets less power [h]"""
    first_year: int
    """起始年份 / first calendar year let"""
    last_year: int
    """终止年份 / last calendar year let"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the rent [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the yearly rent of one asset."""
        firm_mw = facts.power_mw * min(1.0, facts.duration_h / self.required_hours)
        return (
            YearlyTerm(
                key="capacity_lease",
                asset=facts.name,
                yuan_per_year=self.rent_yuan_per_kw_year * self.leased_frac * firm_mw * KW_PER_MW,
                first_year=self.first_year,
                last_year=self.last_year,
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
            ),
        )
