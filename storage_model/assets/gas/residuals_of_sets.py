"""Laws of gensets: whole sets, their times, their output, and the fuel their efficiency asks for."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.gas.commitment import counts_starts, steps_of
from storage_model.assets.gas.fuel import heat_mw, most_heat_mw
from storage_model.assets.gas.history import steps_since, value_before
from storage_model.assets.gas.limits import Gas, SetLimits, set_limits
from storage_model.assets.gas.operation import capable_mw, drawn_m3_per_h, running_sets, starts_of
from storage_model.assets.gas.ramp import ramp_of
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.blocks import ArrayFrame, Schedule
from storage_model.deviations import largest, outside

Breaches = Iterator[tuple[str, float]]


def of_group(hub: GasHubTerms, gas: Gas, name: str, schedule: Schedule, frame: ArrayFrame) -> Breaches:
    """Yield the laws of one group; counts as shares of its sets, power of its rating, gas of its use at full load."""
    group = hub.gensets[name]
    limits, running = set_limits(group, gas, name), running_sets(name, schedule)
    power, able = schedule[f"gensets[{name}].power_mw"], capable_mw(group, limits, name, schedule, frame)
    yield "power_limits", outside(power, group.minimum_load_frac * able, able) / group.rated_mw
    yield "power_limits", outside(able, 0.0, np.inf) / group.rated_mw
    drawn_mw = drawn_m3_per_h(hub, name, schedule) / limits.m3_per_mwh
    least_mw = heat_mw(group.part_load, power, able)
    most_mw = most_heat_mw(group.part_load, group.minimum_load_frac, power, able)
    yield "genset_fuel", outside(drawn_mw, least_mw, most_mw) / group.full_heat_mw
    yield "sets_running", outside(running, 0.0, group.sets * limits.may_run) / group.sets
    if hub.commitment == "integer":
        yield "whole_sets", largest(running - np.round(running)) / group.sets
    if counts_starts(group, frame.step_h):
        for law, breach_sets in _of_times(name, group, limits, schedule, frame):
            yield law, breach_sets / group.sets
        for law, breach_mw in _of_ramp(name, group, limits, schedule, frame):
            yield law, breach_mw / group.rated_mw


def _of_times(
    name: str, group: Gensets, limits: SetLimits, schedule: Schedule, frame: ArrayFrame
) -> Iterator[tuple[str, float]]:
    """Yield the laws of starts and stops [sets]."""
    running, starts, stops = running_sets(name, schedule), starts_of(name, schedule), schedule[f"gensets[{name}].stops"]
    before = value_before(running, 1, f"gensets[{name}].running_sets", frame.ends)
    yield "sets_counted", largest(running - before - starts + stops)
    yield "sets_counted", outside(np.concatenate([starts, stops]), 0.0, np.inf)
    handed_on = (frame.ends.end or {}).get(f"gensets[{name}].running_sets_ago[1]")
    if frame.ends.start is not None and handed_on is not None:
        yield "sets_counted", abs(float(running[-1]) - handed_on)
    cyclic = frame.ends.start is None
    safe_for = steps_since(1.0 - limits.may_run, cyclic=cyclic)
    obliged = np.zeros_like(running)
    for ago in _lately(group.minimum_up_h, frame):
        obliged = obliged + (safe_for > ago) * value_before(starts, ago, f"gensets[{name}].starts", frame.ends)
    yield "minimum_up_time", outside(obliged - running, -np.inf, 0.0)
    resting = np.zeros_like(running)
    for ago in _lately(group.minimum_down_h, frame):
        resting = resting + value_before(stops, ago, f"gensets[{name}].stops", frame.ends)
    yield "minimum_down_time", outside(resting + running, -np.inf, float(group.sets))


def _lately(hours: float, frame: ArrayFrame) -> range:
    """Return how many steps ago still lie within a time, the step itself always; a cycle is not gone round twice."""
    steps = max(1, steps_of(hours, frame.step_h))
    return range(min(steps, frame.horizon.count) if frame.ends.start is None else steps)


def _of_ramp(
    name: str, group: Gensets, limits: SetLimits, schedule: Schedule, frame: ArrayFrame
) -> Iterator[tuple[str, float]]:
    """Yield how much faster the group moves than its sets can [MW]."""
    moves = ramp_of(group, limits, name, frame.ends, frame.step_h)
    if moves is None:
        return
    power, running, starts, stops = (
        schedule[f"gensets[{name}].power_mw"],
        running_sets(name, schedule),
        starts_of(name, schedule),
        schedule[f"gensets[{name}].stops"],
    )
    stays, beginning = running - starts, np.zeros_like(power)
    for ago in range(moves.late):
        beginning = beginning + value_before(starts, ago, f"gensets[{name}].starts", frame.ends)
    change = power - value_before(power, 1, f"gensets[{name}].power_mw", frame.ends)
    most_up = moves.rise * stays + moves.first * beginning - moves.least_before * stops
    yield "ramp_limit", outside(change - most_up, -np.inf, 0.0)
    yield "ramp_limit", outside(power - limits.set_mw * stays - moves.first * starts, -np.inf, 0.0)
    most_down = moves.fall * stays + moves.most_before * stops - moves.least_now * starts
    yield "ramp_limit", outside(-change - most_down, -np.inf, 0.0)
