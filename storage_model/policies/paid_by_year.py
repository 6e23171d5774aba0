"""What documents share that pay for a meter's count at a rate of each calendar year."""

from storage_model.blocks import REVENUE
from storage_model.policies.dated import Dated
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, Meter, MeterTerm
from storage_model.records import CalendarYear, Frac


class PaidByYear(Document):
    """Paid in the calendar years from first to last, VAT-inclusive."""

    first_year: CalendarYear
    """起始年份 / first calendar year paid"""
    last_year: CalendarYear
    """终止年份 / last calendar year paid"""
    vat_frac: Frac
    """增值税率 / VAT rate inside what is paid [0–1]"""

    def by_year(self, rate: Dated) -> dict[int, float]:
        """Return the mean rate of each calendar year that is paid."""
        return {year: rate.in_year(year) for year in range(self.first_year, self.last_year + 1)}

    def metered(self, facts: AssetFacts, key: str, meter: Meter, rate: Dated, share_frac: float = 1.0) -> MeterTerm:
        """Return pay for a share of what a meter of an asset counts."""
        return MeterTerm(
            key=key,
            asset=facts.name,
            meter=meter,
            yuan_per_unit_by_year={year: value * share_frac for year, value in self.by_year(rate).items()},
            side=REVENUE,
            vat_frac=self.vat_frac,
        )
