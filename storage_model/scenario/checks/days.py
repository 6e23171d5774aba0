"""Days an asset names that the price year does not have: they would never come, and nobody would say so."""

from collections.abc import Iterator, Mapping

from storage_model.assets.asset import Asset
from storage_model.horizon import Horizon
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error


def days_of_year(assets: Mapping[str, Asset], horizon: Horizon) -> Iterator[Problem]:
    """Yield every span of days that is not wholly within the year of prices, which stands for each operating year."""
    days = horizon.starts().astype("datetime64[D]")
    first, last = str(days[0]), str(days[-1])
    for name, asset in assets.items():
        for path, (begins, ends) in asset.days_named.items():
            if begins < first or ends > last:
                expected = f"days of prices.day_ahead, {first} to {last}"
                fix = f"write days of {first[:4]}, which come in every operating year; over New Year, two spans"
                yield error("E319", ("assets", name, *path), f"{begins} to {ends}", expected, fix)
