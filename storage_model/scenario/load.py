"""The one way in: a case file and changes typed on the command line become a scenario, or every problem at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from storage_model.problems import InputError, Problem
from storage_model.scenario.checks.blocks import blocks_on_steps
from storage_model.scenario.checks.days import days_of_year
from storage_model.scenario.checks.far_years import far_from_prices
from storage_model.scenario.checks.finding import in_place
from storage_model.scenario.checks.foresight import steps_fit
from storage_model.scenario.checks.idle import ever_running
from storage_model.scenario.checks.plausible import cross_checked
from storage_model.scenario.facts_of import DEFAULT, Origins
from storage_model.scenario.merging.assemble import assembled
from storage_model.scenario.model import Case
from storage_model.scenario.parts import parts_of
from storage_model.scenario.reading.memory import Memory
from storage_model.scenario.reading.names import name_problems
from storage_model.scenario.reading.tree import Branch, Leaf, deepest
from storage_model.scenario.reading.workspace import Workspace, root_of
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.series.every_series import SeriesOfCase, read_all_series
from storage_model.scenario.site import Connection
from storage_model.scenario.validation.validate import all_read, validated


def load_scenario(
    case_path: Path,
    overrides: Mapping[str, object] | None = None,
    *,
    strict: bool = False,
    memory: Memory | None = None,
) -> Scenario:
    """Return the scenario of a case file; `overrides` maps key paths to values, on top of everything.

    Raises InputError with every problem found, warnings included; with `strict` warnings are errors. Files named
    by several cases are read once where those share a `memory`.
    """
    workspace = Workspace(root=root_of(case_path), memory=memory or Memory())
    tree = assembled(case_path, str(case_path), overrides or {}, workspace)
    checked = None if tree is None else _checked(_named(tree, case_path), workspace)
    problems = _settled(workspace.problems, strict)
    if checked is None or any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return _scenario(*checked, workspace, problems)


def _checked(tree: Branch, workspace: Workspace) -> tuple[Branch, Case, SeriesOfCase] | None:
    """Return the tree with its case and series, after noting every problem that can be seen at once."""
    case = validated(tree, Case, workspace.problems)
    parts = parts_of(tree)
    whole = case is not None and all_read(workspace.problems)
    workspace.problems += cross_checked(parts, whole, tree)
    series = read_all_series(parts, tree, workspace)
    if case is None or series is None:
        return None
    fits = [*steps_fit(case.foresight, series.horizon), *blocks_on_steps(case.markets, series.horizon)]
    fits += days_of_year(case.assets, series.horizon)
    fits += ever_running(case.assets, series.of_assets, series.horizon)
    fits += far_from_prices(case.projects, series.horizon, series.prices_of_year.keys())
    workspace.problems += [in_place(problem, tree) for problem in fits]
    workspace.problems += name_problems(case.name, deepest(tree, ("name",)).place)
    return tree, case, series


def _named(tree: Branch, case_path: Path) -> Branch:
    """Give the case the name of its file unless it has one of its own."""
    own = Leaf(value=case_path.stem, place=DEFAULT, folder=case_path.parent)
    return Branch(children={"name": own, **tree.children}, place=tree.place)


def _settled(problems: list[Problem], strict: bool) -> tuple[Problem, ...]:
    """Return the problems, errors first; with `strict` warnings count as errors."""
    judged = [replace(problem, severity="error") if strict else problem for problem in problems]
    return tuple(sorted(judged, key=lambda problem: problem.severity != "error"))


def _scenario(
    tree: Branch, case: Case, series: SeriesOfCase, workspace: Workspace, problems: tuple[Problem, ...]
) -> Scenario:
    limits = case.connection
    return Scenario(
        name=case.name,
        title=case.title,
        horizon=series.horizon,
        connection=Connection(export_limit_mw=limits.export_limit_mw, import_limit_mw=limits.import_limit_mw),
        assets=case.assets,
        markets=case.markets,
        prices=series.prices,
        series=series.of_assets,
        market_series=series.of_markets,
        price_path=case.price_path,
        prices_of_year=series.prices_of_year,
        lifetime=case.lifetime,
        foresight=case.foresight,
        forecast=series.forecast,
        policies=case.policies,
        projects=case.projects,
        origins=Origins(written=tree, record=case),
        files=dict(sorted(workspace.hashes.items())),
        warnings=problems,
    )
