"""Credits for avoided emissions, sold at a price (国家核证自愿减排量 CCER)."""

from typing import ClassVar, Literal

from storage_model.policies.dated import ByDate
from storage_model.policies.document import Payer
from storage_model.policies.paid_by_year import PaidByYear
from storage_model.policies.terms import AssetFacts, Term
from storage_model.records import Frac


class CarbonCredit(PaidByYear):
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

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the price of each year for one asset."""
        return (self.metered(facts, "carbon_credits", "credits_t_per_h", self.yuan_per_t, self.certified_frac),)
