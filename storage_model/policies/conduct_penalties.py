"""What the grid charges for conduct (晋监能市场规〔2026〕2号 · 考核), as an expected yearly cost with stated counts."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.blocks import COST
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, Term, YearlyTerm
from storage_model.records import CalendarYear, Frac, NonNegative
from storage_model.units import MONTHS_PER_YEAR


class ConductPenalties(Document):
    """Assessed energy × price: power × share × hours for each event, and each month's deviation up to a ceiling."""

    fixed_costs: ClassVar[Mapping[str, str]] = {"conduct_penalties": "other"}

    kind: Literal["conduct_penalties"]
    disobeyed_per_year: NonNegative
    """不服从调度次数 / times a year an order of dispatch is not obeyed [1/yr]"""
    disobeyed_hours: NonNegative
    """不服从调度考核小时 / hours assessed each time [h]"""
    unexecuted_per_year: NonNegative
    """未执行出清结果次数 / times a year a market result is not carried out [1/yr]"""
    unexecuted_hours: NonNegative
    """未执行出清结果考核小时 / hours assessed each time [h]"""
    deviation_mwh_per_month: NonNegative
    """计划偏差电量 / energy off the plan in a month, before the ceiling [MWh/month]"""
    deviation_most_hours: NonNegative
    """计划偏差考核上限小时 / most hours a month is assessed for deviation [h]"""
    assessed_power_frac: Frac
    """考核容量系数 / share of the power that is assessed [0–1]"""
    assessed_yuan_per_mwh: NonNegative
    """考核电价 / price of assessed energy [yuan/MWh]"""
    first_year: CalendarYear
    """起始年份 / first calendar year charged"""
    last_year: CalendarYear
    """终止年份 / last calendar year charged"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the charge [0–1]"""

    def assessed_mwh_per_year(self, power_mw: float) -> float:
        """Return the energy assessed in a year for a station of some power [MWh/yr]."""
        assessed_mw = power_mw * self.assessed_power_frac
        events_h = self.disobeyed_per_year * self.disobeyed_hours + self.unexecuted_per_year * self.unexecuted_hours
        deviation_mwh = min(self.deviation_mwh_per_month, assessed_mw * self.deviation_most_hours)
        return assessed_mw * events_h + MONTHS_PER_YEAR * deviation_mwh

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the yearly charge of one asset."""
        return (
            YearlyTerm(
                key="conduct_penalties",
                asset=facts.name,
                yuan_per_year=-self.assessed_yuan_per_mwh * self.assessed_mwh_per_year(facts.power_mw),
                first_year=self.first_year,
                last_year=self.last_year,
                side=COST,
                vat_frac=self.vat_frac,
            ),
        )
