"""Paid per MWh discharged to the grid for the first years of operation (放电量补贴、放电量补偿)."""

from typing import ClassVar, Literal

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, EnergyTerm, Term
from storage_model.records import Frac, LifeYears, Positive


class DischargeSubsidy(Document):
    """Rate of the vintage × energy discharged, falling year by year, up to a number of hours or an amount a year.

    The vintage is the rate that holds on the day operation begins; VAT-inclusive.
    """

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "yuan_per_mwh"

    kind: Literal["discharge_subsidy"]
    yuan_per_mwh: ByDate
    """补贴标准 / rate of a project by the date its operation begins; one number or numbers by date [yuan/MWh]"""
    duration_years: LifeYears
    """补贴年限 / operating years paid, from the first"""
    taper_frac_per_year: Frac = 0.0
    """逐年退坡 / fall of the rate from each year to the next [0–1 per year]"""
    most_hours_per_year: Positive | None = None
    """年利用小时上限 / hours at rated power paid for in a year at most; null where there is no limit [h]"""
    most_yuan_per_year: Positive | None = None
    """年度补贴上限 / amount paid in a year at most, VAT-inclusive; null where there is no limit [yuan]"""
    first_vintage: int | None = None
    """投产年份下限 / first operating years before it get nothing"""
    last_vintage: int | None = None
    """投产年份上限 / first operating years after it get nothing"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the rate [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the rate of each year as one term; with an amount as limit, a term for each year."""
        begins, rate = facts.first_operating_year, self.yuan_per_mwh.on(facts.begins)
        if begins < (self.first_vintage or begins) or begins > (self.last_vintage or begins) or not rate:
            return ()
        shares = {begins + n: (1.0 - self.taper_frac_per_year) ** n for n in range(self.duration_years)}
        hours = self.most_hours_per_year
        most_mwh = None if hours is None else hours * facts.power_mw
        return (
            EnergyTerm(
                key="discharge_subsidy",
                asset=facts.name,
                flow="out",
                yuan_per_mwh_by_month=(rate,) * 12,
                side=REVENUE,
                vat_frac=self.vat_frac,
                share_by_year=shares,
                most_mwh_per_year=most_mwh,
                most_yuan_per_year=self.most_yuan_per_year,
            ),
        )
