"""Public money towards the investment (投资补助)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import GrantTerm, GrantTreatment, ProjectFacts
from storage_model.records import Frac, LifeYears, NonNegative, Positive
from storage_model.units import KW_PER_MW, KWH_PER_MWH


class CapexGrant(Document):
    """An amount, plus amounts per kW, per kWh and as a share of the investment, up to a limit; no VAT inside."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    lever: ClassVar[str] = "yuan_per_kwh"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {
        "grants": (
            *("amount_yuan", "yuan_per_kw", "yuan_per_kwh", "share_of_investment_frac"),
            *("most_yuan", "most_share_of_investment_frac", "period"),
        ),
        "grants_earned": ("treatment", "spread_years"),
        "untaxed_income": ("taxable",),
    }

    kind: Literal["capex_grant"]
    amount_yuan: NonNegative = 0.0
    """固定金额 / fixed amount for each project [yuan]"""
    yuan_per_kw: NonNegative = 0.0
    """按功率 / per rated power of the assets named [yuan/kW]"""
    yuan_per_kwh: NonNegative = 0.0
    """按容量 / per rated energy of the assets named [yuan/kWh]"""
    share_of_investment_frac: Frac = 0.0
    """按投资比例 / share of the construction investment including VAT [0–1]"""
    most_yuan: Positive | None = None
    """补助上限 / most a project is granted; null where there is no limit [yuan]"""
    most_share_of_investment_frac: Frac = 1.0
    """补助上限比例 / most a project is granted, as a share of its investment [0–1]"""
    period: LifeYears = 1
    """到账年 / year it is received, 1 is the first construction year"""
    treatment: GrantTreatment
    """会计处理 / lowers the value of the fixed assets (净额法), or stands as deferred income (总额法)"""
    spread_years: LifeYears = 1
    """递延收益分摊年限 / years over which deferred income is earned"""
    taxable: bool = True
    """是否征所得税 / whether it bears income tax"""

    def project_terms(self, facts: ProjectFacts) -> tuple[GrantTerm, ...]:
        """Return the grant of one project; none when it comes to nothing."""
        yuan = self.yuan(facts)
        if not yuan:
            return ()
        return (
            GrantTerm(
                yuan=yuan,
                period=self.period,
                treatment=self.treatment,
                spread_years=self.spread_years,
                taxable=self.taxable,
            ),
        )

    def yuan(self, facts: ProjectFacts) -> float:
        """Return what one project is granted [yuan]."""
        by_size = self.yuan_per_kw * facts.power_mw * KW_PER_MW + self.yuan_per_kwh * facts.energy_mwh * KWH_PER_MWH
        asked = self.amount_yuan + by_size + self.share_of_investment_frac * facts.investment_yuan
        most = self.most_share_of_investment_frac * facts.investment_yuan
        return min(asked, most if self.most_yuan is None else min(most, self.most_yuan))
