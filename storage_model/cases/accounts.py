"""The accounts of every project of a case and of all together, as they are or with one quantity moved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from storage_model.assets.battery import Battery
from storage_model.cases.answer import TOGETHER
from storage_model.cases.policy_numbers import under_policies
from storage_model.cases.project_numbers import project_numbers
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import Part, together
from storage_model.finance.terms.project import Project
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.scenario import Scenario

Change = Callable[[Project], Project]


def unchanged(numbers: Project) -> Project:
    """Return the numbers as they are."""
    return numbers


def parts_by_project(scenario: Scenario, lifetime: Lifetime, projects: Iterable[str] | None = None) -> dict[str, Part]:
    """Return the numbers of some projects by name, all of them unless told which, placed on one calendar.

    It runs from the first construction year of any project to the last operating year of the site.
    """
    start = min(terms.first_construction_year for terms in scenario.projects.values())
    return {name: _part(scenario, lifetime, name, start) for name in projects or scenario.projects}


def accounts_of(scenario: Scenario, lifetime: Lifetime, project: str) -> Accounts:
    """Return the accounts of one project, or of all together; the others' are kept only where they are asked for."""
    if project == TOGETHER:
        return accounts_by_project(scenario, lifetime)[TOGETHER]
    return parts_by_project(scenario, lifetime, (project,))[project].accounts()


def accounts_by_project(scenario: Scenario, lifetime: Lifetime, change: Change = unchanged) -> dict[str, Accounts]:
    """Return the accounts of each project by name and, last, their sum under `together`.

    `change` is made to the numbers of each project; what it gives leading axes has them in the accounts.
    """
    parts = parts_by_project(scenario, lifetime)
    return accounts_of_parts({name: replace(part, terms=change(part.terms)) for name, part in parts.items()})


def accounts_of_parts(parts: Mapping[str, Part]) -> dict[str, Accounts]:
    """Return the accounts of parts by name and, last, their sum under `together`."""
    kept = {name: part.accounts() for name, part in parts.items()}
    return {**kept, TOGETHER: together(list(kept.values()))}


def _part(scenario: Scenario, lifetime: Lifetime, project: str, start: int) -> Part:
    terms = scenario.projects[project]
    assets = [scenario.assets[name] for name in terms.assets]
    rated_mw = sum(asset.rated_power_mw for asset in assets)
    stores = all(isinstance(asset, Battery) for asset in assets)
    return Part(
        terms=under_policies(project_numbers(terms, lifetime, rated_mw, stores), scenario, lifetime, project),
        before=terms.first_construction_year - start,
        after=lifetime.calendar_years[-1] - terms.last_operating_year,
    )
