"""Credits for avoided emissions, sold at a price (国家核证自愿减排量 CCER)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, MeterTerm, Term
from storage_model.records import Frac


class CarbonCredit(Document):
    """Price of each calendar year × credits the asset earns × share that is certified, VAT-inclusive.

    How many credits there are is the asset's matter: under CCER-10-001-V01 only flameless oxidation of gas below 8 %
    whose heat is used earns any.
    """

    usual_payer: ClassVar[Payer] = "buyers"
    lever: ClassVar[str] = "yuan_per_t"

    kind: Literal["carbon_credit"]
    yuan_per_t: ByDate
    """减排量价格 / price of a credit; one number or numbers by date [yuan/t]"""
    certified_frac: Frac
    """签发比例 / share of the computed credits that is certified and sold [0–1]"""
    first_year: int
    """起始年份 / first calendar year sold"""
    last_year: Annotated[int, Field(le=2100)]
    """终止年份 / last calendar year sold"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the price of each year for one asset."""
        years = range(self.first_year, self.last_year + 1)
        return (
            MeterTerm(
                key="carbon_credits",
                asset=facts.name,
                meter="credits_t_per_h",
                yuan_per_unit_by_year={year: self.yuan_per_t.in_year(year) * self.certified_frac for year in years},
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
            ),
        )
