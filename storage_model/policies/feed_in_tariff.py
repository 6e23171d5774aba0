"""An approved price for every MWh sold, in place of the market (上网电价)."""

from typing import ClassVar, Literal

from storage_model.blocks import REVENUE
from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, EnergyTerm, Term
from storage_model.records import Frac, NonNegative


class FeedInTariff(Document):
    """One price for all energy sold, VAT-inclusive; the asset then stays out of the market."""

    usual_payer: ClassVar[Payer] = "system_operation_fee"
    lever: ClassVar[str] = "yuan_per_mwh"

    instead_of_market: ClassVar[bool] = True

    kind: Literal["feed_in_tariff"]
    yuan_per_mwh: NonNegative
    """上网电价 / price of energy sold, for the whole term [yuan/MWh]"""
    reference_yuan_per_mwh: NonNegative = 0.0
    """参考电价 / what the energy is worth without the tariff; only what lies above it is support [yuan/MWh]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""

    def support_frac(self, year: int) -> float:
        """Return the share of the tariff that lies above the reference price [0–1]."""
        del year
        return max(0.0, 1.0 - self.reference_yuan_per_mwh / self.yuan_per_mwh) if self.yuan_per_mwh else 0.0

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
            ),
        )
