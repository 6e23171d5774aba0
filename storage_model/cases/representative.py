"""How far a life of representative years is from one with every year optimised."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from storage_model.cases.answer import NpvPair, ProjectAnswer
from storage_model.cases.value import value_projects
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.scenario import Scenario

NPV = "npv_project_after_tax_yuan"


def compare_with_every_year(
    scenario: Scenario,
    projects: Mapping[str, ProjectAnswer],
    options: SolverOptions | None,
    wear: Mapping[str, float],
    kept_in: Path | None,
    *,
    tick: Tick = unheard,
) -> Mapping[str, NpvPair]:
    """Return both values of every project; dispatches every operating year of the scenario at the same wear cost.

    `tick` is told how many of them are done.
    """
    every = replace(scenario, lifetime=LifetimeTerms())
    whole = value_projects(every, live_scenario(every, options, kept_in=kept_in, wear=wear, tick=tick).lifetime)
    return {
        name: NpvPair(representative_yuan=_npv(project), every_year_yuan=_npv(whole[name]))
        for name, project in projects.items()
    }


def _npv(project: ProjectAnswer) -> float:
    return float(project.finance.indicators[NPV].value or 0.0)
