"""An approved price for every MWh sold, in place of the market (上网电价)."""

from typing import Literal

from storage_model.blocks import REVENUE
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, EnergyTerm, Term
from storage_model.records import Frac, NonNegative


class FeedInTariff(Document):
    """One price for all energy sold, VAT-inclusive; the asset then stays out of the market."""

    kind: Literal["feed_in_tariff"]
    yuan_per_mwh: NonNegative
    """上网电价 / price of energy sold [yuan/MWh]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the tariff as a term for one asset."""
        return (
            EnergyTerm(
                key="tariff_sales",
                asset=facts.name,
                flow="sold",
                yuan_per_mwh_by_month=(self.yuan_per_mwh,) * 12,
                side=REVENUE,
                vat_frac=self.vat_frac,
                source=self.document,
            ),
        )
