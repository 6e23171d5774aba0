"""The shape of a whole case after merging; kinds of asset and policy come from their catalogues alone."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from storage_model.assets.asset import Asset
from storage_model.assets.catalogue import ASSETS
from storage_model.markets.catalogue import MARKETS
from storage_model.markets.market import MarketTerms
from storage_model.policies.catalogue import POLICIES
from storage_model.policies.document import Document, Title
from storage_model.prices.path import PricePath
from storage_model.prices.ref import SeriesRef
from storage_model.records import InputRecord, Positive
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.lifetime_terms import LifetimeTerms

if TYPE_CHECKING:
    AnyAsset = Asset
    AnyMarket = MarketTerms
    AnyPolicy = Document
else:
    AnyAsset = Annotated[
        Union[tuple(ASSETS.values())],  # noqa: UP007 - made at run time from the catalogue
        Field(discriminator="kind"),
    ]
    AnyMarket = Annotated[
        Union[tuple(MARKETS.values())],  # noqa: UP007
        Field(discriminator="kind"),
    ]
    AnyPolicy = Annotated[
        Union[tuple(POLICIES.values())],  # noqa: UP007
        Field(discriminator="kind"),
    ]


CalendarYearKey = Annotated[str, Field(pattern=r"^20\d\d$")]


class Prices(InputRecord):
    """Market prices over one year; the day-ahead series sets the steps of the dispatch."""

    day_ahead: SeriesRef
    """日前价格 / day-ahead price, paid for energy sold; also for energy bought unless `purchase` is given [yuan/MWh]"""
    purchase: SeriesRef | None = None
    """统一结算点价格 / day-ahead price of energy bought, at the unified settlement point [yuan/MWh]"""
    real_time: SeriesRef | None = None
    """实时价格 / real-time price, paid for energy sold; also for energy bought unless given [yuan/MWh]"""
    real_time_purchase: SeriesRef | None = None
    """实时统一结算点价格 / real-time price of energy bought, at the unified settlement point [yuan/MWh]"""


class ConnectionLimits(InputRecord):
    """The grid connection shared by all assets."""

    export_limit_mw: Positive
    """上网限额 / most power to the grid [MW]"""
    import_limit_mw: Positive
    """下网限额 / most power from the grid [MW]"""


class ProjectFile(InputRecord):
    """A site: what stands on it, how it is connected, who finances it."""

    title: Title
    """名称 / title"""
    connection: ConnectionLimits
    """并网点 / grid connection"""
    assets: Annotated[dict[str, AnyAsset], Field(min_length=1)]
    """资产 / assets by name"""
    markets: dict[str, AnyMarket]
    """市场 / market products by name"""
    projects: Annotated[dict[str, ProjectTerms], Field(min_length=1)]
    """项目 / separately financed projects by name"""


class Case(ProjectFile):
    """One question: a site, prices, policies."""

    name: str
    """方案代号 / short name of the case; the file's name unless given"""
    prices: Prices
    """电价 / market prices"""
    price_path: PricePath
    """电价走势 / how prices move after the year of the series"""
    prices_by_year: dict[CalendarYearKey, Prices] = Field(default_factory=dict)
    """分年电价 / market prices of single operating years by calendar year, in place of the path"""
    lifetime: LifetimeTerms = LifetimeTerms()
    """逐年计算 / how the operating years are computed"""
    foresight: ForesightTerms | None = None
    """预见 / what is earned without knowing the future; not asked unless given"""
    policies: dict[str, AnyPolicy]
    """政策 / policies by role"""
