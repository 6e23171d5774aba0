"""Equipment written off sooner (加速折旧)."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import Category, ProjectFacts, WriteOffMethod, WriteOffTerm
from storage_model.records import PositiveFrac


class AcceleratedDepreciation(Document):
    """A shorter life or another method for some categories of the investment, in the books and for tax alike."""

    usual_payer: ClassVar[Payer] = "tax"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {"write_offs": ("life_share_frac", "method")}

    kind: Literal["accelerated_depreciation"]
    categories: Annotated[list[Category], Field(min_length=1)]
    """费用类别 / categories of the investment it applies to"""
    life_share_frac: PositiveFrac = 1.0
    """折旧年限比例 / share of the usual life, 0.6 at least by the tax law; a part of a year counts whole [0–1]"""
    method: WriteOffMethod | None = None
    """折旧方法 / straight line, double declining balance or sum of years; null where it stays"""

    def project_terms(self, facts: ProjectFacts) -> tuple[WriteOffTerm, ...]:
        """Return the rule, the same for every project; none when it changes nothing."""
        del facts
        if self.life_share_frac == 1.0 and self.method is None:
            return ()
        return (
            WriteOffTerm(
                categories=tuple(self.categories),
                life_share_frac=self.life_share_frac,
                method=self.method,
            ),
        )
