"""Laws of the gas: all of it goes somewhere, and no user gets a mixture it must not have."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.gas.limits import Gas
from storage_model.assets.gas.mixing import LOWER_LIMIT_FRAC, OXIDISED_BELOW_FRAC, UPPER_LIMIT_FRAC
from storage_model.assets.gas.operation import drawn_m3_per_h, taken_m3_per_h
from storage_model.assets.gas.pipes import pipe, vent
from storage_model.assets.gas.terms import ENRICHMENT, FLARE, HOLDER, OXIDISER, GasHubTerms, sources_of
from storage_model.assets.gas.terms_gas import Holder
from storage_model.blocks import ArrayFrame, FloatArray, Schedule
from storage_model.deviations import largest, outside

Breaches = Iterator[tuple[str, float]]


def of_supplies(hub: GasHubTerms, gas: Gas, schedule: Schedule) -> Breaches:
    """Yield what of each supply is unaccounted for, and flows that run backwards, as shares of its largest flow."""
    for supply, flow in gas.pure_m3_per_h.items():
        users, scale = sources_of(hub.users, supply), max(float(flow.max()), 1.0)
        used = taken_m3_per_h(hub, supply, schedule, users)
        yield "gas_supply", largest(used + schedule[vent(supply)] - flow) / scale
        for key in (vent(supply), *(pipe(supply, user) for user in users)):
            yield "gas_supply", outside(schedule[key], 0.0, flow) / scale


def of_mixtures(hub: GasHubTerms, gas: Gas, schedule: Schedule) -> Breaches:
    """Yield how far what each user draws is from the mixture it may have, as a share of its largest draw."""
    for user, sources in hub.users.items():
        flows = {source: schedule[pipe(source, user)] for source in sources}
        scale = max(float(np.max(drawn_m3_per_h(hub, user, schedule))), 1.0)
        rich, band = np.zeros(1), np.zeros(1)
        for source, flow in flows.items():
            methane = gas.methane_frac[source]
            lean = flow[methane < LOWER_LIMIT_FRAC]
            if user == OXIDISER:
                yield "oxidises_only_below_8_percent", largest(flow[methane >= OXIDISED_BELOW_FRAC]) / scale
                continue
            yield "runs_below_safe_methane", largest(lean) / scale
            rich = rich + np.where(methane >= UPPER_LIMIT_FRAC, flow, 0.0)
            band = band + np.where(methane < UPPER_LIMIT_FRAC, flow, 0.0)
        yield "no_mixing_into_explosive_band", largest(np.minimum(rich, band)) / scale
        mixed = sum(flow / np.maximum(gas.methane_frac[source], 1e-9) for source, flow in flows.items())
        short = _least_methane_frac(hub, user) * np.asarray(mixed) - drawn_m3_per_h(hub, user, schedule)
        law = "oxidiser_feed" if user == OXIDISER else "runs_below_safe_methane"
        yield law, outside(short, -np.inf, 0.0) / scale
        if user in hub.gensets and not hub.gensets[user].blending:
            for source, flow in flows.items():
                leaner = gas.methane_frac[source] < hub.gensets[user].minimum_methane_frac
                yield "runs_below_safe_methane", largest(flow[leaner]) / scale


def _least_methane_frac(hub: GasHubTerms, user: str) -> float:
    """Return the concentration a user's mixture must reach."""
    if user == OXIDISER and hub.oxidiser:
        return hub.oxidiser.feed_methane_frac
    if user == ENRICHMENT and hub.enrichment:
        return hub.enrichment.minimum_methane_frac
    if user == FLARE and hub.flare:
        return hub.flare.minimum_methane_frac
    if user == HOLDER and hub.holder:
        return hub.holder.methane_frac
    return hub.gensets[user].minimum_methane_frac


def of_users(hub: GasHubTerms, schedule: Schedule) -> Breaches:
    """Yield what flare and enrichment take beyond their capacity, as a share of it."""
    for user, part in ((FLARE, hub.flare), (ENRICHMENT, hub.enrichment)):
        if part:
            most = part.capacity_m3_per_h
            yield f"{user}_capacity", outside(drawn_m3_per_h(hub, user, schedule), 0.0, most) / most


def of_holder(hub: GasHubTerms, holder: Holder, schedule: Schedule, frame: ArrayFrame) -> Breaches:
    """Yield the laws of the gas stored, as shares of the most the holder can take."""
    stored, most = schedule["holder.stored_m3"], holder.most_m3
    emptied: FloatArray = np.zeros(len(stored) - 1)
    for user in sources_of(hub.users, HOLDER):
        emptied = emptied + schedule[pipe(HOLDER, user)]
        yield "holder_balance", outside(schedule[pipe(HOLDER, user)], 0.0, np.inf) / most
    gained = frame.step_h * (drawn_m3_per_h(hub, HOLDER, schedule) - emptied)
    yield "holder_balance", largest(np.diff(stored) - gained) / most
    yield "holder_limits", outside(stored, most * holder.least_share_frac, most) / most
    if frame.ends.start is None:
        yield "holder_ends_as_it_began", abs(float(stored[-1] - stored[0])) / most
        return
    begun = frame.ends.start.get("holder.stored_m3", most * holder.least_share_frac)
    yield "holder_as_handed_over", abs(float(stored[0]) - begun) / most
    if frame.ends.end and "holder.stored_m3" in frame.ends.end:
        yield "holder_as_handed_over", abs(float(stored[-1]) - frame.ends.end["holder.stored_m3"]) / most
