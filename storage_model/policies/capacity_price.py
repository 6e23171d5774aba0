"""A yearly price for firm capacity (容量电价)."""

from typing import ClassVar, Literal

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.deductions import Deductions
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, Term, YearlyTerm
from storage_model.records import CalendarYear, Frac, NonNegative, Positive, PositiveFrac
from storage_model.units import KW_PER_MW


class CapacityPrice(Document):
    """Rate × firm power × supply × reliability × (1 − own use) × availability − deductions, VAT-inclusive.

    Firm power = power × min(1, hours at full power ÷ required hours) − own use in MW.
    """

    usual_payer: ClassVar[Payer] = "system_operation_fee"
    lever: ClassVar[str] = "rate_yuan_per_kw_year"

    kind: Literal["capacity_price"]
    rate_yuan_per_kw_year: ByDate
    """容量电价标准 / full rate, as paid to coal units; one number or numbers by date of effect [yuan/kW·yr]"""
    required_hours: Positive | None
    """净负荷高峰持续时长 / longest net-load peak, hours a station must last for the full rate; null where hours do not
    count [h]
    """
    supply_coefficient_frac: PositiveFrac
    """容量供需系数 / supply-demand coefficient: needed over available capacity, at most 1 [0–1]"""
    reliability_frac: PositiveFrac
    """可靠容量系数 / reliability of the capacity [0–1]"""
    auxiliary_frac: Frac
    """厂用电率 / share of the capacity used by the station itself [0–1]"""
    auxiliary_mw: NonNegative = 0.0
    """厂用电功率 / own use taken off the firm power, where the document counts it in MW [MW]"""
    availability_frac: Frac = 1.0
    """可用率 / share of the time the capacity was available [0–1]"""
    availability_asked_frac: PositiveFrac = 1.0
    """要求可用率 / availability for the full price; below it pay is cut in proportion [0–1]"""
    least_power_mw: NonNegative = 0.0
    """功率门槛 / smaller stations get nothing [MW]"""
    least_hours: NonNegative = 0.0
    """时长门槛 / shorter stations get nothing [h]"""
    listed: bool = True
    """列入清单 / whether the station is on the list that the price is paid to"""
    paid_beside_other_guarantees: bool = False
    """可否重复享受 / whether capacity that is let or guaranteed otherwise is paid for all the same"""
    deductions: Deductions = Deductions()
    """考核扣减 / what failed tests and outages cost"""
    first_year: CalendarYear
    """起始年份 / first calendar year paid"""
    last_year: CalendarYear
    """终止年份 / last calendar year paid"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    def yuan_per_kw_year(self, duration_h: float, year: int, power_mw: float = 1.0) -> float:
        """Return what one kW of a station earns in a calendar year, before deductions [yuan/kW·yr]."""
        hours_frac = 1.0 if self.required_hours is None else min(1.0, duration_h / self.required_hours)
        firm_frac = max(0.0, hours_frac - self.auxiliary_mw / power_mw)
        available_frac = min(1.0, self.availability_frac / self.availability_asked_frac)
        coefficients = self.supply_coefficient_frac * self.reliability_frac * (1 - self.auxiliary_frac) * available_frac
        return self.rate_yuan_per_kw_year.in_year(year) * firm_frac * coefficients

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the yearly amounts for one asset; none for a station the price is not paid to."""
        if not self.listed or facts.power_mw < self.least_power_mw or facts.duration_h < self.least_hours:
            return ()
        return (
            YearlyTerm(
                key="capacity_price",
                asset=facts.name,
                yuan_by_year={year: self._yuan(facts, year) for year in range(self.first_year, self.last_year + 1)},
                side=REVENUE,
                vat_frac=self.vat_frac,
            ),
        )

    def _yuan(self, facts: AssetFacts, year: int) -> float:
        per_kw = self.yuan_per_kw_year(facts.duration_h, year, facts.power_mw)
        elsewhere = 0.0 if self.paid_beside_other_guarantees else facts.guaranteed_frac(year)
        return per_kw * facts.power_mw * KW_PER_MW * self.deductions.paid_frac() * (1.0 - elsewhere)
