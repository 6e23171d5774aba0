"""Charging and discharging exclude each other: which steps break that, and the binaries that mend them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from storage_model.assets.battery.draft import Draft, given, total
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import ArrayFrame, FloatArray, IntArray, Schedule
from storage_model.horizon import Horizon

# Share of the rating that both sides may show at once: what a solver's rounding leaves.
TOLERANCE = 1e-7


def group_of_step(station: BatteryTerms, horizon: Horizon) -> IntArray:
    """Return the step, or the clock hour counted from 1970, in which only one direction is allowed, shape (steps,)."""
    if station.exclusive == "step":
        return np.arange(horizon.count)
    offset = horizon.start.utcoffset()
    past_the_hour_s = 0 if offset is None else round(offset.total_seconds()) % 3600
    hours: IntArray = (horizon.instants_s() + past_the_hour_s) // 3600
    return hours


def both_mw(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> FloatArray:
    """Return how much a schedule charges and discharges within one group, by step, shape (steps,) [MW]."""
    sides = [np.array(schedule["charge_mw"]), np.array(schedule["discharge_mw"])]
    if station.exclusive_offers:
        sides[0] = sides[0] + sum(given(frame.offers, "down_in_mw"))
        sides[1] = sides[1] + sum(given(frame.offers, "up_out_mw"))
    begins = np.flatnonzero(np.diff(group_of_step(station, frame.horizon), prepend=-1))
    most = [np.maximum.reduceat(side, begins) for side in sides]
    both: FloatArray = np.repeat(np.minimum(*most), np.diff(begins, append=frame.horizon.count))
    return both


def steps_at_once(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> list[int]:
    """Return the steps of every group in which both directions run, beyond what the audit allows."""
    return [int(step) for step in np.flatnonzero(both_mw(station, schedule, frame) > TOLERANCE * station.power_mw)]


def write_apart(draft: Draft, steps: Sequence[int]) -> None:
    """Forbid both directions within the groups of the given steps, by one binary each."""
    import pyomo.core as pyo

    block, limits = draft.block, draft.limits
    offers = draft.frame.offers if draft.station.exclusive_offers else ()
    more_in, more_out = given(offers, "down_in_mw"), given(offers, "up_out_mw")
    numbers = group_of_step(draft.station, draft.time.horizon)
    group = {step: int(numbers[step]) for step in steps}
    apart_steps = draft.add("apart_steps", pyo.Set(initialize=steps))
    group_of = draft.param("apart_group", apart_steps, group)
    most_in = draft.param("apart_most_charge_mw", apart_steps, {s: float(limits.charge_mw[s]) for s in steps})
    most_out = draft.param("apart_most_discharge_mw", apart_steps, {s: float(limits.discharge_mw[s]) for s in steps})
    groups = draft.add("apart_groups", pyo.Set(initialize=sorted(set(group.values()))))
    block.charging = pyo.Var(groups, domain=pyo.Binary)

    @block.Constraint(apart_steps, doc="charge only while charging [MW]")
    def charge_when_charging(b: Any, t: Any) -> Any:
        return total(b.charge_mw[t], more_in, t) <= most_in[t] * b.charging[group_of[t]]

    @block.Constraint(apart_steps, doc="discharge only while not charging [MW]")
    def discharge_otherwise(b: Any, t: Any) -> Any:
        return total(b.discharge_mw[t], more_out, t) <= most_out[t] * (1 - b.charging[group_of[t]])


def write_time_shared(draft: Draft) -> None:
    """Let both directions share a step by time, so that neither runs longer than the other leaves of it."""

    block, limits = draft.block, draft.limits
    most_in = draft.param("shared_most_charge_mw", draft.time.steps, limits.charge_mw)
    most_out = draft.param("shared_most_discharge_mw", draft.time.steps, limits.discharge_mw)

    @block.Constraint(draft.time.steps, doc="charge / most charge + discharge / most discharge <= 1, times both [MW²]")
    def time_shared(b: Any, t: Any) -> Any:
        return most_out[t] * b.charge_mw[t] + most_in[t] * b.discharge_mw[t] <= most_in[t] * most_out[t]
