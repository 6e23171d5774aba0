"""Everything one optimisation needs: assets with their series, the markets they meet, the connection they share."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.assets.catalogue import Asset
from storage_model.blocks import SeriesByField
from storage_model.horizon import Horizon
from storage_model.markets.market import Market


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The grid connection shared by all assets; both limits are positive [MW]."""

    export_limit_mw: float
    import_limit_mw: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Assets by name, their series by field, the market products, the shared connection, over one horizon."""

    horizon: Horizon
    assets: Mapping[str, Asset]
    series: Mapping[str, SeriesByField]
    markets: tuple[Market, ...]
    connection: Connection
