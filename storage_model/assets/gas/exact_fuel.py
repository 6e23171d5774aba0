"""Where burning more than needed would pay, the fuel curve is made exact: the gas drawn lies on one of its lines.

The rules of a group say only that the gas drawn is at least every line of its curve. That is the curve itself unless
gas is better burned than vented; those steps, and no others, get a binary per line.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from storage_model.assets.gas.draft import ON_LINE, Draft
from storage_model.assets.gas.fuel import Line, heat_mw
from storage_model.assets.gas.gensets import Group, fuel_on_line
from storage_model.assets.gas.limits import Gas, set_limits
from storage_model.assets.gas.operation import capable_mw, drawn_m3_per_h
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.blocks import ArrayFrame, FloatArray, Schedule

# Share of a group's fuel at full load that a solver's rounding may leave.
TOLERANCE = 1e-7
# A chord needs two loads: sets that run at full load alone have no other, and one this near serves.
JUST_BELOW_FULL = 0.99


def overdrawn_m3_per_h(hub: GasHubTerms, gas: Gas, name: str, schedule: Schedule, frame: ArrayFrame) -> FloatArray:
    """Return how much more a group draws than its fuel curve asks for, shape (steps,) [m³/h]."""
    group = hub.gensets[name]
    limits = set_limits(group, gas, name)
    able_mw = capable_mw(group, limits, name, schedule, frame)
    needed = heat_mw(group.part_load, schedule[f"gensets[{name}].power_mw"], able_mw) * limits.m3_per_mwh
    over: FloatArray = drawn_m3_per_h(hub, name, schedule) - needed
    return over


def inexact_steps(hub: GasHubTerms, gas: Gas, schedule: Schedule, frame: ArrayFrame) -> list[int]:
    """Return the steps in which any group with more than one line draws more than its curve asks for."""
    found: set[int] = set()
    for name, group in hub.gensets.items():
        if len(group.part_load) > 2:
            over = overdrawn_m3_per_h(hub, gas, name, schedule, frame)
            found |= {int(step) for step in np.flatnonzero(over > TOLERANCE * group.full_gas_m3_per_h)}
    return sorted(found)


def write_exact(draft: Draft, groups: dict[str, Group], steps: Sequence[int]) -> None:
    """Put the fuel of every curved group on one of its lines in the given steps."""
    for name, group in groups.items():
        if len(group.limits.lines) > 1:
            _write_on_one_line(draft, name, group, steps)


def _write_on_one_line(draft: Draft, name: str, group: Group, steps: Sequence[int]) -> None:
    import pyomo.core as pyo

    on = draft.add(f"gensets[{name}].exact_steps", pyo.Set(initialize=list(steps)))
    chosen = []
    for number, line in enumerate(group.limits.lines):
        picked = draft.add(f"gensets[{name}]{ON_LINE}{number}", pyo.Var(on, domain=pyo.Binary))
        needed = fuel_on_line(draft, f"gensets[{name}].exact_{number}", group, line)
        beyond = beyond_line_m3_per_h(group, line)
        room = draft.add(
            f"gensets[{name}].exact_{number}_room_m3_per_h",
            pyo.Param(on, initialize={step: float(beyond[step]) for step in steps}),
        )
        rule = _at_most(group.gas, needed, room, picked)
        draft.add(f"gensets[{name}].exact_{number}", pyo.Constraint(on, rule=rule, doc="gas <= line, if chosen"))
        chosen.append(picked)

    def one(_: Any, t: Any) -> Any:
        total = 0.0
        for picked in chosen:
            total += picked[t]
        return total == 1

    chord = fuel_on_line(draft, f"gensets[{name}].exact_chord", group, chord_of(group))
    within = pyo.Constraint(on, rule=lambda _, t: group.gas[t] <= chord(t), doc="gas <= lowest to full load")
    draft.add(f"gensets[{name}].exact_chord", within)
    draft.add(f"gensets[{name}].exact_on_one_line", pyo.Constraint(on, rule=one, doc="one line of the curve"))


def chord_of(group: Group) -> Line:
    """Return the straight line from lowest to full load: the curve of equal sets bends below it, so it makes the bound
    tight and changes no answer.
    """
    least = min(group.gensets.minimum_load_frac, JUST_BELOW_FULL)
    at_least, at_full = (
        max(line.per_output * load + line.per_set for line in group.limits.lines) for load in (least, 1.0)
    )
    slope = (at_full - at_least) / (1.0 - least)
    return Line(per_output=slope, per_set=at_full - slope)


def beyond_line_m3_per_h(group: Group, line: Line) -> FloatArray:
    """Return by how much gas can lie above a line of the curve at most, shape (steps,) [m³/h].

    All gas there is; and below low loads a steep line asks for less than nothing, most so with all sets running.
    """
    limits, gensets = group.limits, group.gensets
    idle_heat = min(0.0, line.per_output * gensets.minimum_load_frac + line.per_set)
    room: FloatArray = limits.most_gas_m3_per_h - idle_heat * gensets.sets * limits.set_mw * limits.m3_per_mwh
    return room


def _at_most(gas: Any, needed: Any, room: Any, picked: Any) -> Any:
    return lambda _, t: gas[t] <= needed(t) + room[t] * (1 - picked[t])
