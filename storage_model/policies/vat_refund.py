"""Value-added tax given back (增值税留抵退税、即征即退)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import CreditRefund, ProjectFacts, VatTerm
from storage_model.records import Frac, LifeYears


class VatRefund(Document):
    """Input VAT paid out at the start of operation or yearly, and a share of VAT paid that is refunded on levy."""

    usual_payer: ClassVar[Payer] = "tax"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {
        "vat_credit": ("credit",),
        "vat_levy": ("refund_on_levy_frac", "duration_years"),
        "untaxed_income": ("refund_taxable",),
    }

    kind: Literal["vat_refund"]
    credit: CreditRefund | None = None
    """留抵退税 / input VAT paid out when construction ends or every year; null where it is carried on"""
    refund_on_levy_frac: Frac = 0.0
    """即征即退比例 / share of VAT paid that is refunded at once [0–1]"""
    duration_years: LifeYears | None = None
    """即征即退年数 / operating years with that refund, from the first; null for all"""
    refund_taxable: bool = True
    """即征即退是否征所得税 / whether that refund bears income tax"""

    def project_terms(self, facts: ProjectFacts) -> tuple[VatTerm, ...]:
        """Return the rule of one project; none when it gives nothing back."""
        if self.credit is None and not self.refund_on_levy_frac:
            return ()
        return (
            VatTerm(
                credit=self.credit,
                refund_on_levy_frac=self.refund_on_levy_frac,
                first_operating=1,
                last_operating=self.duration_years or facts.operating_years,
                refund_taxable=self.refund_taxable,
            ),
        )
