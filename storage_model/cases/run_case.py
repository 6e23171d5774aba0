"""The main job: one case from its files to a verified answer."""

from collections.abc import Callable, Mapping
from pathlib import Path

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.value import value_projects
from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.highs import SolverOptions
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.lifetime.guarantee import with_margin_floors
from storage_model.lifetime.years import live
from storage_model.scenario.build_site import build_site, margin_floors, operating_years, yearly_terms
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario

Say = Callable[[str], None]


def silent(stage: str) -> None:
    """Tell nobody which stage begins."""
    del stage


def run_case(
    path: Path,
    overrides: Mapping[str, object] | None = None,
    options: SolverOptions | None = None,
    say: Say = silent,
) -> CaseAnswer:
    """Return the verified answer of a case file; `say` is told which stage begins.

    Raises InputError, InfeasibleError, SolverStoppedError or RejectedError; then there is no answer.
    """
    say("读取输入 · reading inputs")
    scenario = load_scenario(path, overrides or {})
    return answer_scenario(scenario, options, say)


def answer_scenario(scenario: Scenario, options: SolverOptions | None = None, say: Say = silent) -> CaseAnswer:
    """Return the verified answer of a scenario already read."""
    years = operating_years(scenario)
    site = build_site(scenario, years[0])
    say("优化调度 · optimising the dispatch")
    dispatch = optimise(site, options)
    say("结算与审计 · settling and auditing")
    settlement = settle(site, dispatch.schedules, dispatch.products)
    audit = audit_dispatch(site, dispatch, settlement)
    audit.require()
    say("逐年与财务 · operating years and finance")
    by_the_year = yearly_terms(scenario)
    lifetime = live(lambda year: build_site(scenario, year), dispatch.schedules, years, by_the_year, dispatch.products)
    lifetime = with_margin_floors(lifetime, margin_floors(scenario), {term.key for term in by_the_year})
    return CaseAnswer(
        scenario=scenario,
        site=site,
        dispatch=dispatch,
        settlement=settlement,
        audit=audit,
        lifetime=lifetime,
        projects=value_projects(scenario, lifetime),
    )
