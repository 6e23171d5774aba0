"""How a case's return moves with one factor at a time, the dispatch held."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.accounts import accounts_by_project
from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators import rates
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.indicator import Indicator, IndicatorArray
from storage_model.finance.levers import (
    scale_cost_of,
    scale_investment,
    scale_operating_cost,
    scale_revenue,
    scale_sales_of,
)
from storage_model.finance.measures import Yearly
from storage_model.finance.sensitivity import FactorSensitivity, factor_sensitivity
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import Amount

CHANGES_FRAC = (-0.2, -0.1, 0.1, 0.2)
ENDS_FRAC = (-1.0, 1.0)
"""as far as the critical change is looked for"""
SALES = "sales."
# Sales of one kind below this share of all sales move nothing that a reader could see.
WORTH_SHOWING_FRAC = 0.01
Scaling = Callable[[Project, Amount], Project]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The return after tax of one project, or of all together, under each factor; `target` is the hurdle."""

    project: str
    base: Indicator
    target: Target
    factors: tuple[FactorSensitivity, ...]


def return_after_tax(accounts: Accounts) -> IndicatorArray:
    """Return 项目投资财务内部收益率（税后） alone, shape (…); the other indicators are not computed."""
    return rates.irr(Yearly.of(accounts).after_tax)


def sensitivity(answer: CaseAnswer, project: str = TOGETHER) -> Sensitivity:
    """Return every factor of a project: investment, sales (all and of each kind), running cost (all and its parts).

    Where several projects stand together, a factor moves in all of them. A cost written as a share of the investment
    stays when the investment moves.
    """
    target = Target(value=answer.projects[project].hurdle_frac)
    return Sensitivity(
        project=project,
        base=answer.projects[project].finance.indicators["irr_project_after_tax_frac"],
        target=target,
        factors=tuple(
            factor_sensitivity(name, _Moved(answer, project, scaling), CHANGES_FRAC, target)
            for name, scaling in factors(answer, project).items()
        ),
    )


def factors(answer: CaseAnswer, project: str = TOGETHER) -> Mapping[str, Scaling]:
    """Return the lever of each factor by name; sales of one kind are called `sales.<stream>`."""
    streams = answer.lifetime.of_assets(answer.projects[project].assets)
    sales = {stream.key: float(stream.yuan.sum()) for stream in streams if stream.side == "revenue"}
    shown = [key for key, yuan in sales.items() if yuan > WORTH_SHOWING_FRAC * sum(sales.values())]
    return {
        "investment": scale_investment,
        "sales": scale_revenue,
        **({f"{SALES}{key}": scale_sales_of(key) for key in shown} if len(shown) > 1 else {}),
        "running_cost": scale_operating_cost,
        "variable_cost": scale_cost_of(variable=True),
        "fixed_cost": scale_cost_of(variable=False),
    }


class _Moved:
    """The map from a change of one factor to the return; answers are kept, those always asked for come in one call."""

    def __init__(self, answer: CaseAnswer, project: str, scaling: Scaling) -> None:
        self._answer, self._project, self._scaling = answer, project, scaling
        asked = (0.0, *CHANGES_FRAC, *ENDS_FRAC)
        found = self._returns(np.array(asked))
        self._known = {change: found.at(number) for number, change in enumerate(asked)}

    def __call__(self, change_frac: float) -> Indicator:
        """Return the return after tax at a change of the factor, e.g. 0.1 for +10 %."""
        if change_frac not in self._known:
            self._known[change_frac] = self._returns(np.array([change_frac])).at(0)
        return self._known[change_frac]

    def _returns(self, changes_frac: FloatArray) -> IndicatorArray:
        accounts = accounts_by_project(
            self._answer.scenario, self._answer.lifetime, lambda numbers: self._scaling(numbers, 1.0 + changes_frac)
        )[self._project]
        found = return_after_tax(accounts)
        # A factor that a project does not have moves nothing and leaves one answer for all changes.
        shape = changes_frac.shape
        return IndicatorArray(
            values=np.broadcast_to(found.values, shape), codes=np.broadcast_to(found.codes, shape), roots=found.roots
        )
