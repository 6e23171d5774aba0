"""The grid connection all assets share: as scheduled with expected calls, and when everything held ready is called."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray, Offer, Way
from storage_model.deviations import outside
from storage_model.scenario.site import Site

Offers = Mapping[str, tuple[Offer, ...]]


def write_connection(model: Any, site: Site, offers: Offers) -> None:
    """Write the limits on what is expected to flow, and on full calls where the ratings alone would not keep them."""
    import pyomo.core as pyo

    limits = site.connection
    model.connection = pyo.Block()

    def net_mw(t: Any) -> Any:
        return sum(model.assets[name].net_mw[t] for name in site.assets)

    @model.connection.Constraint(model.steps, doc="import limit <= sum of all assets <= export limit [MW]")
    def within_limits(_: Any, t: Any) -> Any:
        return pyo.inequality(-limits.import_limit_mw, net_mw(t), limits.export_limit_mw)

    if sum(asset.most_out_mw for asset in site.assets.values()) > limits.export_limit_mw:
        _write_called(model, net_mw, limits.export_limit_mw, _beyond(model, offers, "up"), "called_up")
    if sum(asset.most_in_mw for asset in site.assets.values()) > limits.import_limit_mw:
        _write_called(
            model, lambda t: -net_mw(t), limits.import_limit_mw, _beyond(model, offers, "down"), "called_down"
        )


def _write_called(model: Any, flow_mw: Any, limit_mw: float, beyond: list[tuple[Any, Any]], name: str) -> None:
    """Write that a full call of everything in one direction stays within the limit of that direction."""
    import pyomo.core as pyo

    if not beyond:
        return

    def rule(_: Any, t: Any) -> Any:
        reached_mw = flow_mw(t)
        for share, power in beyond:
            reached_mw += share[t] * power[t]
        return reached_mw <= limit_mw

    model.connection.add_component(name, pyo.Constraint(model.steps, rule=rule, doc="full call <= limit [MW]"))


def _beyond(model: Any, offers: Offers, direction: Way) -> list[tuple[Any, Any]]:
    """Return what a full call in a direction adds to what is expected to flow, as shares beside the power offered.

    The part of its own offers that is not expected anyway comes on top, and calls expected the other way are undone.
    """
    import pyomo.core as pyo

    found = []
    for asset, held in offers.items():
        for number, offer in enumerate(held):
            for called, expected in (("up", offer.up_frac), ("down", offer.down_frac)):
                share = pyo.Param(model.steps, initialize=1.0 - expected if called == direction else expected)
                powers = [getattr(offer, f"{called}_{side}_mw") for side in ("out", "in")]
                if any(power is not None for power in powers):
                    model.connection.add_component(f"called_{direction}_{asset}_{number}_{called}_frac", share)
                    found += [(share, power) for power in powers if power is not None]
    return found


def called_beyond_limits_mw(site: Site, expected_net_mw: FloatArray, offers: Offers) -> float:
    """Return how far full calls of a schedule leave the connection, with plain arrays [MW]."""
    nothing = np.zeros_like(expected_net_mw)
    upward, downward = expected_net_mw.copy(), expected_net_mw.copy()
    for offer in (one for held in offers.values() for one in held):
        up_mw, down_mw = (
            sum((power for power in powers if power is not None), nothing)
            for powers in ((offer.up_out_mw, offer.up_in_mw), (offer.down_out_mw, offer.down_in_mw))
        )
        scheduled_less = offer.up_frac * up_mw - offer.down_frac * down_mw
        upward += up_mw - scheduled_less
        downward -= down_mw + scheduled_less
    limits = site.connection
    return max(
        outside(upward, -np.inf, limits.export_limit_mw),
        outside(downward, -limits.import_limit_mw, np.inf),
    )
