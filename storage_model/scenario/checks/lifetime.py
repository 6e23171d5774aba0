"""Operating years that a file names and the life does not have: they would be left out without a word."""

from collections.abc import Iterator, Sequence

from storage_model.problems import Problem
from storage_model.scenario.checks.finance import late_years
from storage_model.scenario.checks.finding import error
from storage_model.scenario.parts import Parts
from storage_model.scenario.policy_terms import operating_years
from storage_model.scenario.reading.tree import KeyPath


def years_of_life(parts: Parts) -> Iterator[Problem]:
    """Yield representative years beyond the life of the site, and years an asset names beyond those of its project."""
    if parts.lifetime is not None and parts.projects:
        whole = len(operating_years(parts))
        yield from late_years(("lifetime", "dispatched_years"), parts.lifetime.dispatched_years, whole)
    for project in parts.projects.values():
        for name in project.assets:
            named = parts.assets[name].years_named if name in parts.assets else {}
            for path, years in named.items():
                late = list(late_years(("assets", name, *path), years, project.operating_years))
                yield from late or _at_the_end(("assets", name, *path), years, project.operating_years)


def _at_the_end(path: KeyPath, years: Sequence[int], last: int) -> Iterator[Problem]:
    """Yield what would come at the end of the last year, when there is no year left to use it."""
    if last in years:
        got = f"the end of operating year {last}, with which the life ends"
        yield error("E138", path, got, f"years from 1 to {last - 1}", "remove it, or lengthen `operating_years`")
