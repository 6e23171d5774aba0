"""Cycles a year that the dispatcher guarantees, each with a least margin (保障调用次数)."""

from typing import ClassVar, Literal

from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, MarginFloorTerm, Term
from storage_model.records import CalendarYear, Frac, NonNegative


class GuaranteedCycles(Document):
    """Pays what the year's energy leaves below max(cycles made, cycles guaranteed) × rated energy × margin floor."""

    usual_payer: ClassVar[Payer] = "system_operation_fee"
    lever: ClassVar[str] = "margin_floor_yuan_per_mwh"

    kind: Literal["guaranteed_cycles"]
    cycles_per_year: NonNegative
    """保障次数 / full cycles guaranteed in a year"""
    margin_floor_yuan_per_mwh: NonNegative
    """每兆瓦时最低毛利 / least margin of a discharged MWh after charging and fees, VAT-inclusive [yuan/MWh]"""
    first_year: CalendarYear
    """起始年份 / first calendar year"""
    last_year: CalendarYear
    """终止年份 / last calendar year"""
    vat_frac: Frac
    """增值税率 / VAT rate inside what is paid [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the guarantee for one asset; only what has a store makes cycles."""
        rated_mwh = facts.power_mw * facts.duration_h
        if rated_mwh == float("inf"):
            return ()
        return (
            MarginFloorTerm(
                key="guaranteed_cycles",
                asset=facts.name,
                cycles_per_year=self.cycles_per_year,
                rated_mwh=rated_mwh,
                yuan_per_mwh=self.margin_floor_yuan_per_mwh,
                first_year=self.first_year,
                last_year=self.last_year,
                vat_frac=self.vat_frac,
            ),
        )
