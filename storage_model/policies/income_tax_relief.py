"""Years without or with less income tax (所得税优惠)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import HolidayFrom, IncomeTaxTerm, ProjectFacts
from storage_model.records import Frac, LifeYears, Years


class IncomeTaxRelief(Document):
    """A holiday (三免三减半), a lower rate (高新技术企业 15 %) for some years, a longer life of losses."""

    usual_payer: ClassVar[Payer] = "tax"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {
        "income_tax": ("exempt_years", "half_years", "counted_from", "rate_frac", "rate_years"),
        "losses": ("loss_carry_forward_years",),
    }

    kind: Literal["income_tax_relief"]
    exempt_years: Years = 0
    """免征年数 / years without income tax"""
    half_years: Years = 0
    """减半年数 / years with half the rate"""
    counted_from: HolidayFrom = "operation"
    """起算年 / from the first operating year, or the first with taxable profit"""
    rate_frac: Frac | None = None
    """优惠税率 / rate in place of the project's own; null where it stays [0–1]"""
    rate_years: LifeYears | None = None
    """优惠税率年数 / operating years with that rate, from the first; null for all"""
    loss_carry_forward_years: Years | None = None
    """亏损弥补年限 / years a loss may be used; null where it stays"""

    def project_terms(self, facts: ProjectFacts) -> tuple[IncomeTaxTerm, ...]:
        """Return the rule of one project; none when it changes nothing."""
        if not self.exempt_years + self.half_years and self.rate_frac is None and self.loss_carry_forward_years is None:
            return ()
        return (
            IncomeTaxTerm(
                exempt_years=self.exempt_years,
                half_years=self.half_years,
                counted_from=self.counted_from,
                rate_frac=self.rate_frac,
                first_operating=1,
                last_operating=self.rate_years or facts.operating_years,
                loss_years=self.loss_carry_forward_years,
            ),
        )
