"""The answer of one case: what every stage handed on, and the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from storage_model.dispatch.audit import Audit, worst_of
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.finance.evaluate import FinanceResult
from storage_model.foresight.figures import Foresight
from storage_model.lifetime.live import Life
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site

VerdictWord = Literal["pays", "does_not_pay", "no_return"]
TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAnswer:
    """One separately financed project, or all of them together (`name` = together).

    `hurdle_frac` is the return after tax that the project has to reach.
    """

    name: str
    title_zh: str
    title_en: str
    assets: tuple[str, ...]
    finance: FinanceResult
    hurdle_frac: float

    @property
    def verdict(self) -> VerdictWord:
        """`pays` when the project's return after tax reaches the hurdle; `no_return` when it has none."""
        rate = self.finance.indicators["irr_project_after_tax_frac"]
        if rate.value is None:
            return "no_return"
        return "pays" if float(rate.value) >= self.hurdle_frac else "does_not_pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class NpvPair:
    """Net present value after tax of one project: from representative years, and from every year [yuan]."""

    representative_yuan: float
    every_year_yuan: float

    @property
    def difference_yuan(self) -> float:
        """What representative years show above every year."""
        return self.representative_yuan - self.every_year_yuan

    @property
    def error_frac(self) -> float:
        """The difference as a share of the value from every year; 0 where that is nothing."""
        return self.difference_yuan / abs(self.every_year_yuan) if self.every_year_yuan else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """Everything a report may show of one verified case.

    `compared` holds, where it was asked for, each project's value from representative and from all years; `site`,
    `dispatch` and `settlement` are those of the first operating year, before outages; `foresight` is the same year
    decided on forecasts, where the case asks for it.
    """

    scenario: Scenario
    life: Life
    projects: Mapping[str, ProjectAnswer]
    compared: Mapping[str, NpvPair] = field(default_factory=dict)
    foresight: Foresight | None = None

    @property
    def lifetime(self) -> Lifetime:
        """Money, energy and health by operating year."""
        return self.life.lifetime

    @property
    def site(self) -> Site:
        """The site of the first operating year."""
        return self.life.years[0].site

    @property
    def dispatch(self) -> Dispatch:
        """The optimal dispatch of the first operating year."""
        return self.life.years[0].dispatch

    @property
    def settlement(self) -> Settlement:
        """The first operating year settled."""
        return self.life.years[0].settlement

    @property
    def audit(self) -> Audit:
        """The checks of every year that was optimised, each with its largest deviation."""
        return worst_of([year.audit for year in self.life.years])
