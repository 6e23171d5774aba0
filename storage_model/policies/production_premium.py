"""A premium on every MWh sold, on top of what the market pays (发电量补贴、电价附加)."""

from typing import ClassVar, Literal

from storage_model.blocks import REVENUE
from storage_model.policies.dated import ByDate
from storage_model.policies.document import Payer
from storage_model.policies.paid_by_year import PaidByYear
from storage_model.policies.terms import AssetFacts, EnergyTerm, Term


class ProductionPremium(PaidByYear):
    """Premium of each calendar year × energy sold, VAT-inclusive; the asset sells at market besides."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "yuan_per_mwh"

    kind: Literal["production_premium"]
    yuan_per_mwh: ByDate
    """补贴标准 / premium; one number or numbers by date of effect [yuan/MWh]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the premium as shares of one yuan, so that a year's rate may differ from the next one's."""
        return (
            EnergyTerm(
                key="production_premium",
                asset=facts.name,
                flow="sold",
                yuan_per_mwh_by_month=(1.0,) * 12,
                side=REVENUE,
                vat_frac=self.vat_frac,
                share_by_year=self.by_year(self.yuan_per_mwh),
            ),
        )
