"""Charging and discharging exclude each other: which steps break that, and the binaries and rules that mend them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from storage_model.assets.battery.cells import Cells, cells_of
from storage_model.assets.battery.draft import Draft, given, total
from storage_model.assets.battery.ramp import write_ramp_apart
from storage_model.assets.battery.store import rates_of, stored_limits
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import ArrayFrame, FloatArray, IntArray, Schedule
from storage_model.horizon import Horizon

# What more of both has to gain to count as tempting [yuan/MWh].
TEMPTING_YUAN_PER_MWH = 1e-6
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


def steps_tempted(station: BatteryTerms, reduced_cost: Schedule) -> list[int]:
    """Return the steps in which charging and discharging more, so that the store stays as it is, would pay."""
    by_cells = []
    for cells in cells_of(station):
        keys = {cells.prefix, ""}
        more_in, more_out = (
            np.sum([reduced_cost[f"{key}{side}_mw"] for key in keys], axis=0) for side in ("charge", "discharge")
        )
        by_cells.append(more_in / cells.charge_efficiency_frac + more_out * cells.discharge_efficiency_frac)
    return [int(step) for step in np.flatnonzero(np.min(by_cells, axis=0) < -TEMPTING_YUAN_PER_MWH)]


def write_apart(draft: Draft, steps: Sequence[int]) -> None:
    """Forbid both directions within the groups of the given steps, by one binary each.

    The rules of what is stored at the start follow from the binaries; they let no part of a binary burn energy at the
    edge of the store, so that few have to be decided.
    """
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

    write_ramp_apart(draft, apart_steps, lambda t: block.charging[group_of[t]])
    if draft.station.exclusive_offers or not _calls_flow(draft):
        for cells in cells_of(draft.station):
            _write_at_start(draft, cells, apart_steps)


def _calls_flow(draft: Draft) -> bool:
    """Whether calls may charge while the schedule discharges, or the other way round."""
    return any(draft.block.component(name) is not None for name in ("charging_mw", "discharging_mw"))


def _flow(draft: Draft, cells: Cells, scheduled: str, expected: str) -> Any:
    """Return what flows into or out of these cells, with the calls expected where the block has them [MW]."""
    with_calls = None if cells.prefix else draft.block.component(expected)
    return draft.block.component(cells.key(scheduled)) if with_calls is None else with_calls


def _write_at_start(draft: Draft, cells: Cells, apart_steps: Any) -> None:
    """Charge only into the room at the start of a step, send only what was held there.

    With `time_shared` and the balance that is the convex hull of one step: what binaries forbid, without any. Where a
    limit moves within the step, or the store loses of itself, the looser of both ends counts.
    """
    import pyomo.core as pyo

    kept, into, out = rates_of(draft, cells)
    low, high = stored_limits(draft, cells)
    most, least = np.maximum(high[1:], kept * high[:-1]), np.minimum(low[1:], kept * low[:-1])
    room, held = cells.key("apart_most_stored_mwh"), cells.key("apart_least_stored_mwh")
    most_mwh = draft.param(room, apart_steps, {step: float(most[step]) for step in apart_steps})
    least_mwh = draft.param(held, apart_steps, {step: float(least[step]) for step in apart_steps})
    stored = draft.block.component(cells.key("stored_mwh"))
    charging = _flow(draft, cells, "charge_mw", "charging_mw")
    discharging = _flow(draft, cells, "discharge_mw", "discharging_mw")

    def room_at_start(_: Any, t: Any) -> Any:
        return kept * stored[t] + into * charging[t] <= most_mwh[t]

    def held_at_start(_: Any, t: Any) -> Any:
        return kept * stored[t] - out * discharging[t] >= least_mwh[t]

    for rule, doc in (
        (room_at_start, "what is charged has room at the start [MWh]"),
        (held_at_start, "what is sent was stored at the start [MWh]"),
    ):
        draft.add(cells.key(rule.__name__), pyo.Constraint(apart_steps, rule=rule, doc=doc))


def write_time_shared(draft: Draft) -> None:
    """Let both directions share a step by time, so that neither runs longer than the other leaves of it."""

    block, limits = draft.block, draft.limits
    most_in = draft.param("shared_most_charge_mw", draft.time.steps, limits.charge_mw)
    most_out = draft.param("shared_most_discharge_mw", draft.time.steps, limits.discharge_mw)

    @block.Constraint(draft.time.steps, doc="charge / most charge + discharge / most discharge <= 1, times both [MW²]")
    def time_shared(b: Any, t: Any) -> Any:
        return most_out[t] * b.charge_mw[t] + most_in[t] * b.discharge_mw[t] <= most_in[t] * most_out[t]
