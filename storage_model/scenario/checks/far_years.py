"""Years far apart: prices carried over decades, or back in time, without a word."""

from collections.abc import Iterator, Mapping, Set

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


def priced_far(parts: Parts) -> Iterator[Problem]:
    """Yield prices of what assets buy later that are of a year after the project's last, or long before its first."""
    for terms in parts.projects.values():
        first, last = terms.first_operating_year - MOST_YEARS, terms.last_operating_year
        for name in parts.assets.keys() & set(terms.assets):
            for path, year in parts.assets[name].years_priced.items():
                if not first <= year <= last:
                    got = f"a price of {year} for what is bought in {terms.first_operating_year} to {last}"
                    expected = f"a year from {first} to {last}"
                    yield warning("W113", ("assets", name, *path), got, expected, "check the year of the price")
