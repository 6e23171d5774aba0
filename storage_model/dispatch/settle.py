"""Recompute the money of a schedule with plain arrays, independent of the optimisation model."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.blocks import Flows, Schedule, Stream
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """All streams of a site over its horizon."""

    streams: tuple[Stream, ...]

    @property
    def objective_yuan(self) -> float:
        """What the optimisation maximises: cash and the terms that only steer [yuan]."""
        return sum(stream.total_yuan for stream in self.streams)

    @property
    def cash_yuan(self) -> float:
        """Money that changes hands [yuan]."""
        return sum(stream.total_yuan for stream in self.streams if stream.cash)

    def by_key(self) -> dict[str, float]:
        """Return the total of each cash stream over all assets [yuan]."""
        totals: dict[str, float] = {}
        for stream in self.streams:
            if stream.cash:
                totals[stream.key] = totals.get(stream.key, 0.0) + stream.total_yuan
        return totals


def settle(
    site: Site,
    schedules: Mapping[str, Schedule],
    products: Mapping[str, Schedule] | None = None,
    flows: Mapping[str, Flows] | None = None,
) -> Settlement:
    """Return every stream of the schedules: what markets pay for metered flows, what assets cost to run.

    `products` holds the schedule of each market product that has one (power held ready, positions taken); `flows` is
    what the meters saw, where that is not all the schedules say.
    """
    products = products or {}
    frames = site.frames(products)
    metered = site.flows(schedules, products) if flows is None else flows
    streams: list[Stream] = []
    for market in site.markets:
        streams.extend(market.settle(metered, products.get(market.key, {}), site.horizon))
    for name, asset in site.assets.items():
        streams.extend(asset.costs(name, schedules[name], frames[name]))
    return Settlement(streams=tuple(streams))
