"""What a hub's gas and sets allow in each step, as numbers: who may draw how much from where, what a set can give."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.assets.gas.fuel import Line, lines_of, m3_per_mwh, output_factor
from storage_model.assets.gas.mixing import LOWER_LIMIT_FRAC, burnable, is_rich, oxidisable, steps_on_both_sides
from storage_model.assets.gas.terms import ENRICHMENT, FLARE, HOLDER, OXIDISER, GasHubTerms
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.blocks import FloatArray, IntArray, SeriesByField

By = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gas:
    """Concentration of every source [0–1], flow of every supply [m³/h], and the most a user may draw from a source.

    Everything of shape (steps,); `most_m3_per_h` by user, then source. `both_sides` lists by user the steps in which
    its sources lie in the explosive band and above it.
    """

    methane_frac: By
    pure_m3_per_h: By
    most_m3_per_h: Mapping[str, By]
    both_sides: Mapping[str, IntArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLimits:
    """One group: what a running set can give [MW], fuel per heat [m³/MWh], most gas [m³/h], whether it may run.

    Shape (steps,). A mixture is credited with the leanest it may be: its leanest source, never below the safe limit.
    """

    set_mw: FloatArray
    m3_per_mwh: FloatArray
    most_gas_m3_per_h: FloatArray
    may_run: FloatArray
    lines: tuple[Line, ...]


def gas_of(hub: GasHubTerms, series: SeriesByField, step_h: float) -> Gas:
    """Return who may draw how much from where."""
    flow = {name: series[f"supplies.{name}.pure_flow"] for name in hub.supplies}
    methane = {name: series[f"supplies.{name}.methane"] for name in hub.supplies}
    flow_with_holder = dict(flow)
    if hub.holder:
        methane[HOLDER] = np.full_like(next(iter(flow.values())), hub.holder.methane_frac)
        # What it holds, and what comes in meanwhile: gas may pass through a small holder.
        coming_in = [flow[source] * _allowed(hub, HOLDER, methane[source]) for source in hub.users[HOLDER]]
        flow_with_holder[HOLDER] = hub.holder.most_m3 / step_h + np.add.reduce(coming_in)
    most = {
        user: {source: flow_with_holder[source] * _allowed(hub, user, methane[source]) for source in sources}
        for user, sources in hub.users.items()
    }
    both = {user: steps_on_both_sides(methane, of_user) for user, of_user in most.items() if user != OXIDISER}
    return Gas(methane_frac=methane, pure_m3_per_h=flow, most_m3_per_h=most, both_sides=both)


def _allowed(hub: GasHubTerms, user: str, methane_frac: FloatArray) -> FloatArray:
    """Return 1 where a user may draw gas of this concentration, else 0, shape (steps,)."""
    if user == OXIDISER:
        return oxidisable(methane_frac)
    if user == HOLDER and hub.holder:
        own_side = is_rich(methane_frac) == is_rich(np.array(hub.holder.methane_frac))
        return np.where(own_side, burnable(methane_frac, hub.holder.methane_frac), 0.0)
    if user == ENRICHMENT and hub.enrichment:
        return burnable(methane_frac, hub.enrichment.minimum_methane_frac)
    if user == FLARE and hub.flare:
        return burnable(methane_frac, hub.flare.minimum_methane_frac)
    group = hub.gensets[user]
    return burnable(methane_frac, LOWER_LIMIT_FRAC if group.blending else group.minimum_methane_frac)


def set_limits(group: Gensets, gas: Gas, name: str) -> SetLimits:
    """Return what a group's sets can do on the gas they may draw."""
    most, safe_frac = gas.most_m3_per_h[name], group.minimum_methane_frac
    steps = next(iter(most.values()))
    leanest, richest = np.full_like(steps, np.inf), np.zeros_like(steps)
    for source, flow in most.items():
        methane = gas.methane_frac[source]
        leanest = np.where(flow > 0, np.minimum(leanest, methane), leanest)
        richest = np.where(flow > 0, np.maximum(richest, methane), richest)
    may_run = (richest >= safe_frac).astype(float)
    credited_frac = np.where(may_run > 0, np.maximum(leanest, safe_frac), safe_frac)
    return SetLimits(
        set_mw=group.set_power_mw * group.availability_frac * output_factor(group.methane_effect, credited_frac),
        m3_per_mwh=m3_per_mwh(group, credited_frac),
        most_gas_m3_per_h=np.add.reduce(list(most.values())),
        may_run=may_run,
        lines=lines_of(group.part_load),
    )


def most_drawn_m3_per_h(hub: GasHubTerms, gas: Gas, user: str) -> FloatArray:
    """Return the most a user can draw from all its sources together, shape (steps,) [m³/h]."""
    there: FloatArray = np.add.reduce(list(gas.most_m3_per_h[user].values()))
    if user in hub.gensets:
        group, limits = hub.gensets[user], set_limits(hub.gensets[user], gas, user)
        full_load = max(line.per_output + line.per_set for line in limits.lines)
        return np.minimum(there, group.sets * limits.set_mw * full_load * limits.m3_per_mwh)
    plant = {FLARE: hub.flare, ENRICHMENT: hub.enrichment}.get(user)
    return there if plant is None else np.minimum(there, plant.capacity_m3_per_h)
