"""An approved price for every MWh sold, in place of the market (上网电价)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, EnergyTerm, Term
from storage_model.records import Frac


class FeedInTariff(Document):
    """One price for all energy sold, VAT-inclusive; the asset then stays out of the market."""

    usual_payer: ClassVar[Payer] = "system_operation_fee"

    kind: Literal["feed_in_tariff"]
    yuan_per_mwh: ByDate
    """上网电价 / price of energy sold; one number or numbers by date of effect [yuan/MWh]"""
    last_year: Annotated[int, Field(le=2100)] | None = None
    """终止年份 / last calendar year of the tariff; null for the whole operation"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the tariff as a term for one asset; the price of the first operating year is its vintage."""
        rate = self.yuan_per_mwh.at_start_of(facts.first_operating_year)
        years = None if self.last_year is None else range(facts.first_operating_year, self.last_year + 1)
        return (
            EnergyTerm(
                key="tariff_sales",
                asset=facts.name,
                flow="sold",
                yuan_per_mwh_by_month=(rate,) * 12,
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
                share_by_year=None if years is None else dict.fromkeys(years, 1.0),
            ),
        )
