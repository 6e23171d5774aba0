"""Operating years that a file names and the life does not have: they would be left out without a word."""

from collections.abc import Iterator

from storage_model.assets.asset import Asset
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.problems import Problem
from storage_model.scenario.finance_checks import late_years
from storage_model.scenario.parts import Parts
from storage_model.scenario.policy_terms import operating_years


def years_of_life(parts: Parts) -> Iterator[Problem]:
    """Yield representative years beyond the life of the site, and new cells beyond that of their project."""
    if parts.lifetime is not None and parts.projects:
        whole = len(operating_years(parts))
        yield from late_years(("lifetime", "dispatched_years"), parts.lifetime.dispatched_years, whole)
    for project in parts.projects.values():
        for name in project.assets:
            yield from _new_cells(name, parts.assets.get(name), project.operating_years)


def _new_cells(name: str, asset: Asset | None, last: int) -> Iterator[Problem]:
    if isinstance(asset, BatteryTerms):
        for rule, terms in asset.augmentation.items():
            path = ("assets", name, "augmentation", rule, "after_operating_years")
            yield from late_years(path, terms.after_operating_years, last)
