"""Interest that the budget pays in the borrower's place (贷款贴息)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import InterestTerm, ProjectFacts
from storage_model.records import Frac, LifeYears


class InterestSubsidy(Document):
    """Percentage points off the rate of every long-term loan for some years; no rate falls below nothing."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "points_frac"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {"interest": ("points_frac", "duration_years", "counted_from")}

    kind: Literal["interest_subsidy"]
    points_frac: Frac
    """贴息率 / points taken off the yearly rate, 0.015 for 1.5 [0–1]"""
    duration_years: LifeYears
    """贴息年限 / years of the subsidy"""
    counted_from: Literal["drawing", "operation"]
    """起算 / from the first construction year, or the first operating year"""

    def project_terms(self, facts: ProjectFacts) -> tuple[InterestTerm, ...]:
        """Return the points of one project; none when there are none."""
        first = 1 if self.counted_from == "drawing" else facts.construction_years + 1
        if not self.points_frac:
            return ()
        return (
            InterestTerm(
                points_frac=self.points_frac,
                first_period=first,
                last_period=first + self.duration_years - 1,
            ),
        )
