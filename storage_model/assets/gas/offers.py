"""Power held ready on gensets: no megawatt twice, never below the lowest load, and gas at hand for a full call.

Output in a schedule is what is expected to flow, calls included. So before calls the sets stand at output less expected
calls, and from there a full call of everything offered must fit between lowest and highest load.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.gensets import Group
from storage_model.assets.gas.limits import Gas, SetLimits
from storage_model.assets.gas.pipes import vent
from storage_model.assets.gas.terms import HOLDER, GasHubTerms
from storage_model.blocks import FloatArray, Offer, Way


def write_offers(draft: Draft, groups: Mapping[str, Group]) -> None:
    """Write the room of all groups together for all offers together."""
    if not draft.frame.offers:
        return
    up, down = (draft.sum(f"offers.{way}_mw", _weighed(draft, way), "a full call [MW]") for way in ("up", "down"))
    above: list[tuple[Any, Any]] = []
    below: list[tuple[Any, Any]] = []
    for name, group in groups.items():
        sent = 1.0 - group.gensets.own_use_frac
        most = draft.param(f"offers.{name}_most_mw", sent * group.limits.set_mw)
        least = draft.param(f"offers.{name}_least_mw", -sent * group.gensets.minimum_load_frac * group.limits.set_mw)
        above += [(most, group.commitment.ready), (-sent, group.power)]
        below += [(sent, group.power), (least, group.commitment.ready)]
    room_up = draft.sum("offers.room_above_mw", above, "what ready sets could give on top [MW]")
    room_down = draft.sum("offers.room_below_mw", below, "what running sets could give less [MW]")
    draft.rule("offers.up_within_rating", lambda _, t: up[t] <= room_up[t], "a full call upward fits [MW]")
    draft.rule("offers.down_within_load", lambda _, t: down[t] <= room_down[t], "a full call downward fits [MW]")
    _write_gas(draft, {name: group.limits for name, group in groups.items()}, up)
    for number, offer in enumerate(draft.frame.offers):
        for side in ("up_in_mw", "down_in_mw"):
            if (power := getattr(offer, side)) is not None:
                draft.rule(f"offers.{side}_{number}", _nothing(power), "a hub draws nothing from the grid [MW]")


def beyond_expected(offer: Offer, direction: Way, way: Way) -> FloatArray:
    """Return what a MW offered adds to a full call one way, counted from the expected output, shape (steps,)."""
    share: FloatArray = offer.up_frac if direction == "up" else offer.down_frac
    beyond: FloatArray = np.subtract(1.0, share) if direction == way else share
    return beyond


def gas_per_mwh(hub: GasHubTerms, limits: Mapping[str, SetLimits]) -> FloatArray:
    """Return the most methane another MWh to the grid may take, whichever group answers, shape (steps,) [m³/MWh]."""
    each = [
        max(line.per_output for line in of_group.lines) * of_group.m3_per_mwh / (1.0 - hub.gensets[name].own_use_frac)
        for name, of_group in limits.items()
    ]
    most: FloatArray = np.maximum.reduce(each)
    return most


def usable_vent(hub: GasHubTerms, gas: Gas, supply: str) -> FloatArray:
    """Return 1 where any group could burn what a supply gives to the air, else 0, shape (steps,)."""
    flows = [gas.most_m3_per_h[name][supply] for name in hub.gensets if supply in gas.most_m3_per_h[name]]
    usable = np.zeros_like(gas.pure_m3_per_h[supply])
    for flow in flows:
        usable = np.maximum(usable, flow > 0)
    return usable


def holder_hours(hub: GasHubTerms, offers: tuple[Offer, ...], step_h: float) -> float | None:
    """Return how long the holder must last in a full call upward [h]; None where it feeds no group."""
    if not any(HOLDER in hub.users[name] for name in hub.gensets):
        return None
    return max(step_h, *(offer.up_sustain_h for offer in offers))


def _write_gas(draft: Draft, limits: Mapping[str, SetLimits], up: Any) -> None:
    """A full call upward burns what would have been vented, then what the holder keeps."""
    per_mwh = draft.param("offers.gas_per_mwh", gas_per_mwh(draft.hub, limits))
    spare: list[tuple[Any, Any]] = []
    for supply in draft.hub.supplies:
        usable = draft.param(f"offers.{supply}_usable", usable_vent(draft.hub, draft.gas, supply))
        spare.append((usable, draft.block.component(vent(supply))))
    vented = draft.sum("offers.spare_gas", spare, "vented, but burnable [m³/h]")
    hours = holder_hours(draft.hub, draft.frame.offers, draft.time.step_h)
    if hours is None or draft.hub.holder is None:
        draft.rule("offers.gas", lambda _, t: per_mwh[t] * up[t] <= vented[t], "gas for a full call upward [m³/h]")
        return
    stored, least = (
        draft.block.component("holder.stored_m3"),
        draft.hub.holder.most_m3 * draft.hub.holder.least_share_frac,
    )
    draft.rule(
        "offers.gas",
        lambda _, t: per_mwh[t] * up[t] <= vented[t] + 1 / hours * stored[t + 1] - least / hours,
        "gas for a full call upward, the holder as it is at the step's end [m³/h]",
    )


def _weighed(draft: Draft, way: Way) -> list[tuple[Any, Any]]:
    parts: list[tuple[Any, Any]] = []
    for number, offer in enumerate(draft.frame.offers):
        powers: dict[Way, Any] = {"up": offer.up_out_mw, "down": offer.down_out_mw}
        for direction, power in powers.items():
            if power is not None:
                weight = beyond_expected(offer, direction, way)
                parts.append((draft.param(f"offers.{way}_call_{direction}_{number}", weight), power))
    return parts


def _nothing(power: Any) -> Any:
    return lambda _, t: power[t] <= 0
