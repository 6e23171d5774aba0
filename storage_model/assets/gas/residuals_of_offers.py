"""Laws of power held ready on gensets."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.gas.limits import Gas, set_limits
from storage_model.assets.gas.offers import gas_per_mwh, holder_hours, usable_vent
from storage_model.assets.gas.operation import capable_mw
from storage_model.assets.gas.pipes import vent
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.blocks import ArrayFrame, FloatArray, Schedule
from storage_model.deviations import largest, outside

Breaches = Iterator[tuple[str, float]]


def of_offers(hub: GasHubTerms, gas: Gas, schedule: Schedule, frame: ArrayFrame) -> Breaches:
    """Yield how far full calls reach beyond room and gas, as a share of the rating.

    Before any call the sets stand at expected output less expected calls; a full call starts from there.
    """
    limits = {name: set_limits(group, gas, name) for name, group in hub.gensets.items()}
    sent, highest, lowest = (np.zeros(frame.horizon.count) for _ in range(3))
    for name, group in hub.gensets.items():
        share, able = 1.0 - group.own_use_frac, capable_mw(group, limits[name], name, schedule, frame)
        sent = sent + share * schedule[f"gensets[{name}].power_mw"]
        highest, lowest = highest + share * able, lowest + share * group.minimum_load_frac * able
    up, down = _offered(frame, "up_out_mw"), _offered(frame, "down_out_mw")
    planned = sent
    for offer in frame.offers:
        planned = planned - offer.up_frac * _or_none(offer.up_out_mw) + offer.down_frac * _or_none(offer.down_out_mw)
    scale = sum(group.rated_mw for group in hub.gensets.values())
    yield "offers_within_power", outside(planned + up, -np.inf, highest) / scale
    yield "offers_within_power", outside(planned - down, lowest, np.inf) / scale
    for side in ("up_in_mw", "down_in_mw"):
        yield "offers_within_power", largest(_offered(frame, side)) / scale
    per_mwh = gas_per_mwh(hub, limits)
    spare = sum(usable_vent(hub, gas, supply) * schedule[vent(supply)] for supply in hub.supplies)
    hours = holder_hours(hub, frame.offers, frame.step_h)
    if hours is not None and hub.holder:
        kept = schedule["holder.stored_m3"][1:] - hub.holder.most_m3 * hub.holder.least_share_frac
        spare = spare + kept / hours
    yield "gas_for_full_call", outside((planned + up - sent) - np.asarray(spare) / per_mwh, -np.inf, 0.0) / scale


def _offered(frame: ArrayFrame, side: str) -> FloatArray:
    total: FloatArray = np.zeros(frame.horizon.count)
    for offer in frame.offers:
        total = total + _or_none(getattr(offer, side))
    return total


def _or_none(power: FloatArray | None) -> FloatArray | float:
    return 0.0 if power is None else power
