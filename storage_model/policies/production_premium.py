"""A premium on every MWh sold, on top of what the market pays (发电量补贴、电价附加)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, EnergyTerm, Term
from storage_model.records import Frac


class ProductionPremium(Document):
    """Premium of each calendar year × energy sold, VAT-inclusive; the asset sells at market besides."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "yuan_per_mwh"

    kind: Literal["production_premium"]
    yuan_per_mwh: ByDate
    """补贴标准 / premium; one number or numbers by date of effect [yuan/MWh]"""
    first_year: int
    """起始年份 / first calendar year paid"""
    last_year: Annotated[int, Field(le=2100)]
    """终止年份 / last calendar year paid"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the premium [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the premium as shares of one yuan, so that a year's rate may differ from the next one's."""
        rates = {year: self.yuan_per_mwh.in_year(year) for year in range(self.first_year, self.last_year + 1)}
        return (
            EnergyTerm(
                key="production_premium",
                asset=facts.name,
                flow="sold",
                yuan_per_mwh_by_month=(1.0,) * 12,
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
                share_by_year=rates,
            ),
        )
