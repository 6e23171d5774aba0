"""Paid per cubic metre of drained methane that is used (瓦斯抽采利用补贴)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, MeterTerm, Term
from storage_model.records import Frac


class DrainageSubsidy(Document):
    """Rate of each calendar year × pure methane used, VAT-inclusive."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "yuan_per_m3"

    kind: Literal["drainage_subsidy"]
    yuan_per_m3: ByDate
    """补贴标准 / rate per pure cubic metre; one number or numbers by date of effect [yuan/m³]"""
    first_year: int
    """起始年份 / first calendar year paid"""
    last_year: Annotated[int, Field(le=2100)]
    """终止年份 / last calendar year paid"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the subsidy [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the rate of each year for one asset."""
        years = range(self.first_year, self.last_year + 1)
        return (
            MeterTerm(
                key="drainage_subsidy",
                asset=facts.name,
                meter="methane_m3_per_h",
                yuan_per_unit_by_year={year: self.yuan_per_m3.in_year(year) for year in years},
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
            ),
        )
