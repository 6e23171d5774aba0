"""The main job: one case from its files to a verified answer."""

from collections.abc import Callable, Mapping
from pathlib import Path

from storage_model.cases.answer import CaseAnswer, NpvPair
from storage_model.cases.foreseen import foreseen
from storage_model.cases.representative import compare_with_every_year
from storage_model.cases.value import value_projects
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Tick, unheard
from storage_model.lifetime.lived import live_scenario
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario

Say = Callable[[str], None]
Ready = Callable[[Scenario], None]


def silent(stage: str) -> None:
    """Tell nobody which stage begins."""
    del stage


def unasked(*scenarios: Scenario) -> None:
    """Have nothing against what was read."""
    del scenarios


def run_case(
    path: Path,
    overrides: Mapping[str, object] | None = None,
    options: SolverOptions | None = None,
    *,
    say: Say = silent,
    tick: Tick = unheard,
    kept_in: Path | None = None,
    ready: Ready = unasked,
) -> CaseAnswer:
    """Return the verified answer of a case file; `say` is told which stage begins, `tick` how far it is.

    `ready` is shown the scenario before anything is dispatched, and may refuse. Lives dispatched before are looked for
    in the folder `kept_in`, and kept there.

    Raises InputError, InfeasibleError, SolverStoppedError or RejectedError; then there is no answer.
    """
    say("读取输入 · reading inputs")
    scenario = load_scenario(path, overrides or {})
    ready(scenario)
    return answer_scenario(scenario, options, say=say, tick=tick, kept_in=kept_in)


def answer_scenario(
    scenario: Scenario,
    options: SolverOptions | None = None,
    *,
    say: Say = silent,
    tick: Tick = unheard,
    kept_in: Path | None = None,
) -> CaseAnswer:
    """Return the verified answer of a scenario already read; `tick` is told how far the running stage is.

    The stage of dispatch counts operating years, that of forecasts the windows of one year.
    """
    say("逐年优化、结算与审计 · dispatching, settling and auditing every operating year")
    life = live_scenario(scenario, options, kept_in=kept_in, tick=tick)
    if scenario.foresight is not None:
        say("按预测调度 · deciding on forecasts")
    foresight = foreseen(scenario, life.years[0], options, tick)
    say("财务评价 · valuing the projects")
    projects = value_projects(scenario, life.lifetime)
    compared: Mapping[str, NpvPair] = {}
    if scenario.lifetime.compared:
        say("逐年优化以比较 · dispatching every year to compare")
        compared = compare_with_every_year(scenario, projects, options, life.wear, kept_in, tick=tick)
    return CaseAnswer(scenario=scenario, life=life, projects=projects, compared=compared, foresight=foresight)
