"""A yearly price for firm capacity (容量电价)."""

from typing import Literal

from storage_model.blocks import REVENUE
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, Term, YearlyTerm
from storage_model.records import Frac, NonNegative, Positive, PositiveFrac
from storage_model.units import KW_PER_MW


class CapacityPrice(Document):
    """Rate × power × min(1, hours at full power ÷ required hours) × coefficients, VAT-inclusive."""

    kind: Literal["capacity_price"]
    rate_yuan_per_kw_year: NonNegative
    """容量电价标准 / full rate, as paid to coal units [yuan/kW·yr]"""
    required_hours: Positive
    """净负荷高峰持续时长 / longest net-load peak, hours a station must last for the full rate [h]"""
    supply_coefficient_frac: PositiveFrac
    """容量供需系数 / supply-demand coefficient [0–1]"""
    reliability_frac: PositiveFrac
    """可靠容量系数 / reliability of the capacity [0–1]"""
    auxiliary_frac: Frac
    """厂用电率 / share of the capacity used by the station itself [0–1]"""
    first_year: int
    """起始年份 / first calendar year paid"""
    last_year: int
    """终止年份 / last calendar year paid"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    def yuan_per_kw_year(self, duration_h: float) -> float:
        """Return what one kW earns in a year [yuan/kW·yr]."""
        duration_frac = min(1.0, duration_h / self.required_hours)
        coefficients = self.supply_coefficient_frac * self.reliability_frac * (1 - self.auxiliary_frac)
        return self.rate_yuan_per_kw_year * duration_frac * coefficients

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the yearly amount for one asset."""
        yuan_per_year = self.yuan_per_kw_year(facts.duration_h) * facts.power_mw * KW_PER_MW
        return (
            YearlyTerm(
                key="capacity_price",
                asset=facts.name,
                yuan_per_year=yuan_per_year,
                first_year=self.first_year,
                last_year=self.last_year,
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
            ),
        )
