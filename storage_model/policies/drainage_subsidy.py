"""Paid per cubic metre of drained methane that is used (瓦斯抽采利用补贴)."""

from typing import ClassVar, Literal

from storage_model.policies.dated import ByDate
from storage_model.policies.document import Payer
from storage_model.policies.paid_by_year import PaidByYear
from storage_model.policies.terms import AssetFacts, Term


class DrainageSubsidy(PaidByYear):
    """Rate of each calendar year × pure methane used, VAT-inclusive."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "yuan_per_m3"

    kind: Literal["drainage_subsidy"]
    yuan_per_m3: ByDate
    """补贴标准 / rate per pure cubic metre; one number or numbers by date of effect [yuan/m³]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the rate of each year for one asset."""
        return (self.metered(facts, "drainage_subsidy", "methane_m3_per_h", self.yuan_per_m3),)
