"""The answer of one case: what every stage handed on, and the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storage_model.dispatch.audit import Audit
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.finance.evaluate import FinanceResult
from storage_model.lifetime.years import Lifetime
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
class CaseAnswer:
    """Everything a report may show of one verified case; `site` is that of the first operating year."""

    scenario: Scenario
    site: Site
    dispatch: Dispatch
    settlement: Settlement
    audit: Audit
    lifetime: Lifetime
    projects: Mapping[str, ProjectAnswer]
