"""Small gas hubs from numbers: every default is neutral, so a test names only what it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from storage_model.assets.gas import GasHub
from storage_model.blocks import FloatArray, SeriesByField
from storage_model.markets.market import Market
from storage_model.scenario.site import Site
from tests.sites import NO_SERIES, horizon, site, spot

# At 36 % a set of 1 MW burns 1 / 0.00359 = 278.55 m³/h of pure methane.
GAS_OF_A_MW = 1 / 0.00359
REFERENCE = {"pure_flow": NO_SERIES, "methane": NO_SERIES}


def gensets(**changes: Any) -> dict[str, Any]:
    """Return four sets of 1 MW at 36 %, free to start, without lowest load or own use, unless changes say otherwise."""
    neutral = {
        "sets": 4, "set_power_mw": 1.0, "minimum_load_frac": 0.0,
        "part_load": [{"load_frac": 1.0, "efficiency_frac": 0.36}],
        "minimum_methane_frac": 0.09, "own_use_frac": 0.0, "availability_frac": 1.0,
    }  # fmt: skip
    return {**neutral, **changes}


def hub(groups: Mapping[str, Mapping[str, Any]] | None = None, **parts: Any) -> GasHub:
    """Return a hub of one group `sets` on one free supply `drained`, unless told otherwise; whole sets."""
    neutral = {
        "kind": "gas_hub", "commitment": "integer", "supplies": {"drained": REFERENCE},
        "gensets": {"sets": gensets()} if groups is None else groups, "om_vat_frac": 0.13, "gas_vat_frac": 0.09,
    }  # fmt: skip
    return GasHub.model_validate({**neutral, **parts})


def supply(
    pure_m3_per_h: Sequence[float] | FloatArray, methane_frac: Sequence[float] | float, name: str = "drained"
) -> SeriesByField:
    """Return the series of one supply; one concentration for all steps where only one is given."""
    flow = np.asarray(pure_m3_per_h, float)
    return {
        f"supplies.{name}.pure_flow": flow,
        f"supplies.{name}.methane": np.broadcast_to(np.asarray(methane_frac, float), flow.shape).copy(),
    }


def hub_site(
    station: GasHub, prices: Sequence[float] | FloatArray, series: SeriesByField, step_h: float = 1.0, **more: Any
) -> Site:
    """Return a hub alone at spot prices."""
    markets: list[Market] = [spot(prices, participants=["gas"]), *more.pop("products", [])]
    return site({"gas": station}, markets, horizon(len(prices), step_h), series={"gas": series}, **more)
