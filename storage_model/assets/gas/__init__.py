"""A mine-gas hub: gensets, holder, oxidiser, heat and enrichment on shared gas."""

from storage_model.assets.gas.hub import GasHub

__all__ = ["GasHub"]
