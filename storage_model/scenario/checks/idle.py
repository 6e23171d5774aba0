"""Parts of assets that the year's series never let run: nothing else would say that they stand still for good."""

from collections.abc import Iterator, Mapping

from storage_model.assets.asset import Asset
from storage_model.horizon import Horizon
from storage_model.prices.series import Series
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import warning

FIX = "check it and what supplies it, or take the part out"


def ever_running(
    assets: Mapping[str, Asset], series: Mapping[str, Mapping[str, Series]], horizon: Horizon
) -> Iterator[Problem]:
    """Yield every part that would stand still in each step of the year."""
    for name, asset in assets.items():
        values = {key: one.values for key, one in series.get(name, {}).items()}
        for idle in asset.idle_parts(values, horizon):
            yield warning(
                "W114", ("assets", name, *idle.path), idle.came, f"{idle.needed} in some step of the year", FIX
            )
