"""What every market product offers the dispatch and the settlement."""

from collections.abc import Mapping
from typing import Any, Protocol

from storage_model.blocks import Flows, ModelTime, Stream
from storage_model.horizon import Horizon


class Market(Protocol):
    """A product that pays or charges for metered flows."""

    @property
    def key(self) -> str:
        """Name of the product; unique on a site."""

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Write the product on its own block from the assets' blocks; publishes `revenue_yuan`."""

    def settle(self, flows: Mapping[str, Flows], horizon: Horizon) -> tuple[Stream, ...]:
        """Return the same money from metered flows with plain arrays [yuan by step]."""
