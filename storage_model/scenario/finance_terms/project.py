"""One separately financed project."""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from storage_model.policies.document import Title
from storage_model.records import CalendarYear, Day, Frac, InputRecord, LifeYears
from storage_model.scenario.finance_terms.financing import Distribution, InvestorTerms, Loan, ShortTermLoan
from storage_model.scenario.finance_terms.investment import (
    Contingency,
    Decommissioning,
    GrantTerms,
    InvestmentItem,
    SubsidyTerms,
    SustainingItem,
)
from storage_model.scenario.finance_terms.operation import EvaluationOptions, Hurdle, OperatingCost, WorkingCapital
from storage_model.scenario.finance_terms.tax import Tax

# Any year of 365 days, to count days in.
DAYS_OF = 2026


class ProjectTerms(InputRecord):
    """One separately financed project: its assets and everything its evaluation needs."""

    title: Title
    """名称 / name of the project"""
    assets: Annotated[list[str], Field(min_length=1)]
    """资产 / names of the assets it owns"""
    construction_years: Annotated[int, Field(ge=1, le=10)]
    """建设期 / years of construction"""
    phasing_frac: list[Frac] = Field(default_factory=list)
    """分年投资比例 / share of the investment in each construction year; even when not given [0–1]"""
    operating_years: LifeYears
    """运营期 / years of operation"""
    first_operating_year: CalendarYear
    """首个运营年 / calendar year in which operation begins"""
    commissioning: Day | None = None
    """投产日期 / day in the first operating year from which it counts, YYYY-MM-DD; 1 January unless given"""
    investment: Annotated[dict[str, InvestmentItem], Field(min_length=1)]
    """建设投资 / construction investment by row, without interest during construction"""
    contingency: Contingency | None = None
    """预备费 / contingency on top of the rows"""
    grants: dict[str, GrantTerms] = Field(default_factory=dict)
    """投资补助 / grants towards the investment by name"""
    sustaining_investment: dict[str, SustainingItem] = Field(default_factory=dict)
    """维持运营投资 / replacement and other investment in operation by name"""
    decommissioning: Decommissioning | None = None
    """拆除 / taking the plant down at the end"""
    operating_cost: dict[str, OperatingCost]
    """经营成本 / yearly costs by name, beyond what the assets and policies charge by the meter"""
    subsidies: dict[str, SubsidyTerms] = Field(default_factory=dict)
    """补贴收入 / support paid in operating years by name, beyond what policies pay"""
    working_capital: WorkingCapital
    """流动资金 / working capital"""
    loans: Annotated[dict[str, Loan], Field(max_length=9)]
    """长期借款 / long-term loans by name; what they leave is equity"""
    short_term_loan: ShortTermLoan | None = None
    """短期借款 / loan that bridges a year short of cash; without it owners pay"""
    distribution: Distribution = Distribution()
    """利润分配 / what becomes of net profit"""
    investors: dict[str, InvestorTerms] = Field(default_factory=dict, max_length=5)
    """投资各方 / owners by name; one owner of everything when none is named"""
    tax: Tax
    """税 / taxes"""
    hurdle: Hurdle
    """基准收益率 / returns to reach"""
    options: EvaluationOptions = EvaluationOptions()
    """评价口径 / conventions of the evaluation"""

    @field_validator("commissioning", mode="before")
    @classmethod
    def _in_every_year(cls, day: object) -> object:
        if isinstance(day, str) and day.endswith("-02-29"):
            raise ValueError("a day that every year has")
        return day

    @model_validator(mode="after")
    def _commissioned_in_the_first_year(self) -> "ProjectTerms":
        if self.commissioning is not None and not self.commissioning.startswith(f"{self.first_operating_year}-"):
            raise ValueError(f"commissioning in the first operating year, {self.first_operating_year}")
        return self

    @property
    def periods(self) -> int:
        """Years from the start of construction to the end of operation."""
        return self.construction_years + self.operating_years

    @property
    def first_construction_year(self) -> int:
        """Calendar year in which construction begins."""
        return self.first_operating_year - self.construction_years

    @property
    def last_operating_year(self) -> int:
        """Calendar year in which operation ends."""
        return self.first_operating_year + self.operating_years - 1

    @property
    def first_year_share_frac(self) -> float:
        """Share of the first operating year that counts, by days [0–1]."""
        if self.commissioning is None:
            return 1.0
        day = date.fromisoformat(self.commissioning).replace(year=DAYS_OF)
        return (date(DAYS_OF + 1, 1, 1) - day).days / 365

    @property
    def rows_yuan(self) -> float:
        """Sum of the investment rows including VAT, before any contingency [yuan]."""
        return sum(item.amount_yuan for item in self.investment.values())

    @property
    def phases_frac(self) -> tuple[float, ...]:
        """Share of the investment in each construction year [0–1]."""
        return tuple(self.phasing_frac) or (1.0 / self.construction_years,) * self.construction_years

    @property
    def contingency_yuan(self) -> tuple[float, ...]:
        """Contingency of each construction year [yuan]: basic share of the rows, then the rise of prices on both."""
        if self.contingency is None:
            return (0.0,) * self.construction_years
        planned, rise = (
            self.rows_yuan * (1.0 + self.contingency.basic_frac),
            1.0 + self.contingency.price_rise_frac_per_year,
        )
        return tuple(
            planned * share * rise ** (year + 0.5) - self.rows_yuan * share
            for year, share in enumerate(self.phases_frac)
        )

    @property
    def investment_yuan(self) -> float:
        """Construction investment including VAT, without interest during construction [yuan]."""
        return self.rows_yuan + sum(self.contingency_yuan)

    @property
    def loan_share_frac(self) -> float:
        """Share of the construction investment paid by loans [0–1]."""
        return sum(loan.share_frac for loan in self.loans.values())
