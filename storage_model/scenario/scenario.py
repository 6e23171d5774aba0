"""The frozen record every later stage starts from."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.assets.asset import Asset
from storage_model.facts import Fact
from storage_model.horizon import Horizon
from storage_model.markets.market import MarketTerms
from storage_model.policies.document import Document, Title
from storage_model.prices.path import PricePath
from storage_model.prices.series import Series
from storage_model.problems import Problem
from storage_model.scenario.facts_of import Origins
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.reading.tree import Branch
from storage_model.scenario.site import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One case, checked: assets and policies by name, series on one horizon, terms of each project, facts by key path.

    `prices` holds `day_ahead` and, where given, `purchase` and `real_time` [yuan/MWh]; `prices_of_year` maps a
    calendar year with prices of its own to the same, `forecast` is the user's own forecast of each price; `series`
    maps an asset, and `market_series` a market product, to its series by field, in the unit the field asks for;
    `origins` tells where each value comes from; `files` maps every input file, relative to the project folder, to its
    SHA-256; `warnings` are what looks odd and was let through.
    """

    name: str
    title: Title
    horizon: Horizon
    connection: Connection
    assets: Mapping[str, Asset]
    markets: Mapping[str, MarketTerms]
    prices: Mapping[str, Series]
    series: Mapping[str, Mapping[str, Series]]
    market_series: Mapping[str, Mapping[str, Series]]
    price_path: PricePath
    prices_of_year: Mapping[int, Mapping[str, Series]]
    lifetime: LifetimeTerms
    foresight: ForesightTerms | None
    forecast: Mapping[str, Series]
    policies: Mapping[str, Document]
    projects: Mapping[str, ProjectTerms]
    origins: Origins
    files: Mapping[str, str]
    warnings: tuple[Problem, ...]

    def owner_of(self, asset: str) -> str:
        """Return the project that owns an asset; every asset has one."""
        return next(name for name, terms in self.projects.items() if asset in terms.assets)

    @property
    def tree(self) -> Branch:
        """The merged input as written, and every field nobody wrote."""
        return self.origins.tree

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The value, place and document behind every leaf, by key path."""
        return self.origins.facts
