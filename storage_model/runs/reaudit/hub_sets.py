"""Physics of a group of gensets: how many run, what they can give on this gas, and what that burns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.battery import PHYSICS
from storage_model.runs.reaudit.evidence import Law, listed
from storage_model.runs.reaudit.hub import HOLDER, Hub
from storage_model.runs.reaudit.plants import METHANE_MWH_PER_M3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a group did, by step of a year that follows on itself.

    Sets running, started and stopped, sets ready to give power, output [MW]. `set_mw` is what one set can give on
    the gas of the step, `may_run` 1 where that gas is safe.
    """

    running: FloatArray
    starts: FloatArray
    stops: FloatArray
    ready: FloatArray
    power_mw: FloatArray
    set_mw: FloatArray
    may_run: FloatArray


def set_laws(hub: Hub, name: str) -> Iterator[Law]:
    """Yield every law of a group; deviations are shares of its sets, its rating, its gas at full load."""
    group = hub.part("gensets")[name]
    sets, rated_mw = group["sets"], group["sets"] * group["set_power_mw"]
    credited_frac, may_run = _gas(hub, name)
    ran = _ran(hub, name, credited_frac, may_run)

    def law(key: str, beyond: Any, scale: float) -> Law:
        deviation = float(np.max(beyond, initial=0.0)) / scale
        return Law(name=f"{hub.name}.{name}.{key}", deviation=deviation, tolerance=PHYSICS)

    able_mw = ran.ready * ran.set_mw
    outside_mw = np.maximum(ran.power_mw - able_mw, group["minimum_load_frac"] * able_mw - ran.power_mw)
    yield law("power_limits", np.maximum(outside_mw, -able_mw), rated_mw)
    yield law("sets_running", np.maximum(ran.running - sets * may_run, -ran.running), sets)
    if hub.terms["commitment"] == "integer":
        yield law("whole_sets", np.abs(ran.running - np.round(ran.running)), sets)
    full_m3_per_h = rated_mw / listed(group, "part_load")[-1]["efficiency_frac"] / METHANE_MWH_PER_M3
    least, most = _burned_m3_per_h(group, ran.power_mw, able_mw, credited_frac)
    yield law("genset_fuel", np.maximum(least - hub.drawn(name), hub.drawn(name) - most), full_m3_per_h)
    if f"{hub.name}_gensets[{name}].starts" in hub.evidence.dispatch:
        yield law("sets_counted", _miscounted(ran), sets)
        yield law("minimum_up_time", _stopped_early(hub, group, ran), sets)
        yield law("minimum_down_time", _started_early(hub, group, ran), sets)
        yield law("ramp_limit", _too_fast_mw(hub, group, ran), rated_mw)


def _gas(hub: Hub, name: str) -> tuple[FloatArray, FloatArray]:
    """Return the concentration a group's gas is credited with, the leanest it may be, and 1 where it may run."""
    sources, safe = hub.users[name], hub.least_frac(name)
    methane = np.array([hub.methane_frac[one] for one in sources])
    there = np.array([np.ones(methane.shape[1]) if one == HOLDER else hub.flow_m3_per_h[one] for one in sources]) > 0
    usable = there & (methane >= hub.safe_alone_frac(name))
    leanest = np.where(usable, methane, np.inf).min(axis=0)
    may_run = np.where(usable, methane, 0.0).max(axis=0) >= safe
    return np.where(may_run, np.maximum(leanest, safe), safe), may_run.astype(float)


def _ran(hub: Hub, name: str, credited_frac: FloatArray, may_run: FloatArray) -> Ran:
    group = hub.part("gensets")[name]
    running, starts, stops, power_mw = (
        hub.column(f"gensets[{name}].{key}") for key in ("running_sets", "starts", "stops", "power_mw")
    )
    ready, left = running, group.get("start_time_min", 0.0) / 60.0 / hub.evidence.step_h
    for ago in range(ceil(left - 1e-9)):
        ready = ready - min(left - ago, 1.0) * np.roll(starts, ago)
    factor = _effect(group, "output_factor", credited_frac)
    set_mw = group["set_power_mw"] * group["availability_frac"] * factor
    return Ran(
        running=running, starts=starts, stops=stops, ready=ready, power_mw=power_mw, set_mw=set_mw, may_run=may_run
    )


def _effect(group: Mapping[str, Any], key: str, methane_frac: FloatArray) -> FloatArray:
    """Return a factor of the gas, interpolated between the points of the table, held beyond them."""
    points = listed(group, "methane_effect")
    if not points:
        return np.ones_like(methane_frac)
    factor: FloatArray = np.interp(methane_frac, [one["methane_frac"] for one in points], [one[key] for one in points])
    return factor


def _burned_m3_per_h(
    group: Mapping[str, Any], power_mw: FloatArray, able_mw: FloatArray, credited_frac: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the least and the most methane burned, from the table of part loads, straight between its points.

    Least with all sets at equal load; most where sets, or one of them in parts of a step, are at lowest or full load.
    """
    points = [(one["load_frac"], one["load_frac"] / one["efficiency_frac"]) for one in listed(group, "part_load")]
    per_mw = points[0][1] / points[0][0]
    lines = [((h1 - h0) / (l1 - l0), l0, h0) for (l0, h0), (l1, h1) in pairwise(points)] or [(per_mw, 0.0, 0.0)]
    lowest_frac = group["minimum_load_frac"]
    mwh_per_m3 = METHANE_MWH_PER_M3 * _effect(group, "efficiency_factor", credited_frac)

    def heat_mw(sent_mw: FloatArray) -> FloatArray:
        # Fuel rises ever faster with load: at any load the line that lies highest is the one that counts.
        by_line = [slope * (sent_mw - at * able_mw) + heat * able_mw for slope, at, heat in lines]
        highest: FloatArray = np.max(by_line, axis=0)
        return highest

    # Share of sets and minutes at full load; sets that know no other load are there all the time.
    lowest_mw = lowest_frac * able_mw
    room_mw = able_mw - lowest_mw
    full_frac = np.divide(power_mw - lowest_mw, room_mw, out=np.ones_like(power_mw), where=room_mw > 0)
    most_mw = full_frac * heat_mw(able_mw) + (1.0 - full_frac) * heat_mw(lowest_mw)
    return heat_mw(power_mw) / mwh_per_m3, most_mw / mwh_per_m3


def _miscounted(ran: Ran) -> FloatArray:
    """Return how far the sets running are from those before plus starts less stops [sets]."""
    change = ran.running - np.roll(ran.running, 1) - ran.starts + ran.stops
    return np.maximum(np.abs(change), np.maximum(-ran.starts, -ran.stops))


def _stopped_early(hub: Hub, group: Mapping[str, Any], ran: Ran) -> FloatArray:
    """Return how many sets that started lately on gas safe ever since no longer run [sets]."""
    obliged, safe_since = np.zeros_like(ran.running), np.ones_like(ran.running)
    for ago in range(_steps(hub, group, "minimum_up_h")):
        safe_since = safe_since * np.roll(ran.may_run, ago)
        obliged += safe_since * np.roll(ran.starts, ago)
    early: FloatArray = obliged - ran.running
    return early


def _started_early(hub: Hub, group: Mapping[str, Any], ran: Ran) -> FloatArray:
    """Return how many sets run that still have to rest [sets]."""
    resting = sum(np.roll(ran.stops, ago) for ago in range(_steps(hub, group, "minimum_down_h")))
    found: FloatArray = resting + ran.running - group["sets"]
    return found


def _too_fast_mw(hub: Hub, group: Mapping[str, Any], ran: Ran) -> FloatArray:
    """Return how much faster the group moves than its sets [MW].

    Those that stay on move at the ramp and by what weaker gas takes from the highest or richer gas adds to the lowest
    load; those that start begin at their lowest load or the ramp; those that stop gave something between both loads.
    """
    if group.get("ramp_frac_per_min") is None:
        return np.zeros(1)
    ramp = group["ramp_frac_per_min"] * 60.0 * hub.evidence.step_h
    if ramp >= 1.0:
        return np.zeros(1)
    lowest_frac, move_mw = group["minimum_load_frac"], ramp * group["set_power_mw"] * group["availability_frac"]
    set_before, stay, started = np.roll(ran.set_mw, 1), ran.running - ran.starts, ran.starts
    starting = group.get("start_time_min", 0.0) / 60.0 / hub.evidence.step_h
    first_mw = np.maximum(move_mw, lowest_frac * ran.set_mw)
    beginning = sum(np.roll(started, ago) for ago in range(ceil(starting + 1.0 - 1e-9)))
    change = ran.power_mw - np.roll(ran.power_mw, 1)
    ready_when_stopped = starting <= 1e-9 or _steps(hub, group, "minimum_up_h") > ceil(starting - 1e-9)
    stopped_least_mw = lowest_frac * set_before if ready_when_stopped else np.zeros_like(set_before)
    started_least_mw = lowest_frac * ran.set_mw * (1.0 - min(starting, 1.0))
    richer_mw, weaker_mw = (np.maximum(sign * (ran.set_mw - set_before), 0.0) for sign in (1.0, -1.0))
    up = change - (move_mw + lowest_frac * richer_mw) * stay - first_mw * beginning + stopped_least_mw * ran.stops
    at_once = ran.power_mw - ran.set_mw * stay - first_mw * started
    down = -change - (move_mw + weaker_mw) * stay - set_before * ran.stops + started_least_mw * started
    beyond: FloatArray = np.max([up, at_once, down], axis=0)
    return beyond


def _steps(hub: Hub, group: Mapping[str, Any], key: str) -> int:
    """Return the steps a time fills at least in part; a set never starts and stops in one."""
    steps = max(1, ceil(float(group.get(key, 0.0)) / hub.evidence.step_h - 1e-9))
    return min(steps, len(hub.evidence.dispatch["start"]))
