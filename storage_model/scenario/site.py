"""Everything one optimisation needs: assets with their series, the markets they meet, the connection they share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from storage_model.assets.asset import Asset
from storage_model.blocks import CYCLIC, ArrayFrame, Claim, Ends, Flows, Offer, Schedule, SeriesByField
from storage_model.horizon import Horizon
from storage_model.markets.market import Market
from storage_model.markets.part import Part, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The grid connection shared by all assets; both limits are positive [MW]."""

    export_limit_mw: float
    import_limit_mw: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Assets by name, their series by field, market products, the shared connection, over one horizon."""

    horizon: Horizon
    assets: Mapping[str, Asset]
    series: Mapping[str, SeriesByField]
    markets: tuple[Market, ...]
    connection: Connection
    ends: Mapping[str, Ends] = field(default_factory=dict)

    def between(
        self, first: int, last: int, ends: Mapping[str, Ends], past: Mapping[str, Flows] | None = None
    ) -> "Site":
        """Return the site over the steps from `first` to before `last`, with what holds at both ends of them.

        `past` is what the meters of each asset saw before, shape (first,).
        """
        part = Part(whole=self.horizon, first=first, last=last, past=past or {})
        return replace(
            self,
            horizon=part.horizon,
            series={name: cut(series, part) for name, series in self.series.items()},
            markets=tuple(market.between(part) for market in self.markets),
            ends=ends,
        )

    def ends_of(self, name: str) -> Ends:
        """Return what holds for an asset at the ends of the horizon; as it began, unless something is said."""
        return self.ends.get(name, CYCLIC)

    def frames(self, products: Mapping[str, Schedule]) -> dict[str, ArrayFrame]:
        """Return each asset's frame for settling and auditing; `products` is the schedule of each market product."""
        offers: dict[str, tuple[Offer, ...]] = dict.fromkeys(self.assets, ())
        for market in self.markets:
            for name, offer in market.held(products.get(market.key, {})).items():
                offers[name] = (*offers[name], offer)
        return {
            name: ArrayFrame(
                horizon=self.horizon, series=self.series[name], offers=offers[name], ends=self.ends_of(name)
            )
            for name in self.assets
        }

    def flows(self, schedules: Mapping[str, Schedule], products: Mapping[str, Schedule]) -> dict[str, Flows]:
        """Return what each asset's meters see, and what products claim of it."""
        claims: dict[str, tuple[Claim, ...]] = dict.fromkeys(self.assets, ())
        for market in self.markets:
            for name, claim in market.claimed(products.get(market.key, {})).items():
                claims[name] = (*claims[name], claim)
        frames = self.frames(products)
        return {
            name: replace(asset.flows(schedules[name], frames[name]), claims=claims[name])
            for name, asset in self.assets.items()
        }
