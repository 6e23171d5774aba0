"""Years far apart: prices carried over decades, or back in time, without a word."""

from collections.abc import Iterator, Mapping, Set

from storage_model.assets.battery import Battery
from storage_model.horizon import Horizon
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import warning
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.parts import Parts

MOST_YEARS = 10


def far_from_prices(
    projects: Mapping[str, ProjectTerms], horizon: Horizon, with_own_prices: Set[int]
) -> Iterator[Problem]:
    """Yield projects that begin before the year of the prices, or long after it; not where the year has its own."""
    priced = horizon.start.year
    for name, terms in projects.items():
        begins = terms.first_operating_year
        if begins in with_own_prices or priced <= begins <= priced + MOST_YEARS:
            continue
        how = f"{begins - priced} years after" if begins > priced else f"{priced - begins} years before"
        fix = "check the year, or bring prices of that time (`prices`, `prices_by_year`)"
        yield warning(
            "W113",
            ("projects", name, "first_operating_year"),
            f"{begins}, {how} the prices of {priced}: `price_path` leads them all that way",
            f"{priced} to {priced + MOST_YEARS}",
            fix,
        )


def cells_priced_far(parts: Parts) -> Iterator[Problem]:
    """Yield prices of new cells that are of a year after the project's last, or long before its first."""
    for terms in parts.projects.values():
        for name in terms.assets:
            asset = parts.assets.get(name)
            for key, rule in asset.augmentation.items() if isinstance(asset, Battery) else ():
                first, last = terms.first_operating_year - MOST_YEARS, terms.last_operating_year
                if not first <= rule.price_year <= last:
                    got = f"a price of {rule.price_year} for cells bought in {terms.first_operating_year} to {last}"
                    path = ("assets", name, "augmentation", key, "price_year")
                    yield warning("W113", path, got, f"a year from {first} to {last}", "check the year of the price")
