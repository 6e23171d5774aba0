"""What a document rules for a regulation market: prices, limits, days (调频市场规则)."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, RuleTerm, Term
from storage_model.records import CalendarYear


class RegulationRules(Document):
    """Values that a market product of the case takes over in the years of the document."""

    kind: Literal["regulation_rules"]
    market: str
    """市场品种 / name of the market product of the case"""
    values: Annotated[dict[str, Annotated[float, Field(ge=0)]], Field(min_length=1)]
    """规则取值 / values by the product's own keys, e.g. `price_yuan_per_mw`, `most_mw`"""
    first_year: CalendarYear
    """起始年份 / first calendar year"""
    last_year: CalendarYear
    """终止年份 / last calendar year"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the rule, said once whatever assets it names."""
        if facts.name != self.assets[0]:
            return ()
        return (
            RuleTerm(
                key="regulation_rules",
                asset=facts.name,
                market=self.market,
                values=self.values,
                first_year=self.first_year,
                last_year=self.last_year,
            ),
        )
