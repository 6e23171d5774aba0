"""Output and fuel of a group of gensets."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.assets.gas.commitment import Commitment, starting_shares, write_commitment
from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.fuel import Line, chord_of
from storage_model.assets.gas.limits import SetLimits, set_limits
from storage_model.assets.gas.pipes import drawn, pipe
from storage_model.assets.gas.ramp import ramp_of
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.blocks import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group as written: its terms, limits, components by step."""

    gensets: Gensets
    limits: SetLimits
    commitment: Commitment
    power: Any
    gas: Any


def write_group(draft: Draft, name: str, gensets: Gensets) -> Group:
    """Write a group's counts, power, fuel, mixture and ramp."""
    limits = set_limits(gensets, draft.gas, name)
    commitment = write_commitment(draft, name, gensets, limits)
    power = draft.rate(f"gensets[{name}].power_mw", gensets.sets * limits.set_mw * limits.may_run)
    group = Group(gensets=gensets, limits=limits, commitment=commitment, power=power, gas=drawn(draft, name))
    _write_output(draft, name, group)
    _write_fuel(draft, name, group)
    if gensets.blending:
        _write_mixture(draft, name, group)
    if draft.hub.commitment == "integer":
        _write_whole_sets(draft, name, group)
    _write_ramp(draft, name, group)
    return group


def _write_output(draft: Draft, name: str, group: Group) -> None:
    ready, power, least = group.commitment.ready, group.power, group.gensets.minimum_load_frac
    set_mw = draft.param(f"gensets[{name}].set_mw", group.limits.set_mw)
    draft.rule(f"gensets[{name}].most", lambda _, t: power[t] <= set_mw[t] * ready[t], "power <= what ready sets give")
    if least > 0:
        draft.rule(
            f"gensets[{name}].least",
            lambda _, t: power[t] >= least * set_mw[t] * ready[t],
            "power >= lowest load of ready sets [MW]",
        )


def _write_fuel(draft: Draft, name: str, group: Group) -> None:
    """Gas drawn is at least every line of the fuel curve and at most its chord; with one line it is that line."""
    lines, gas = group.limits.lines, group.gas
    if len(lines) == 1:
        only = _fuel_on_line(draft, f"gensets[{name}].fuel", group, lines[0])
        draft.rule(f"gensets[{name}].fuel", lambda _, t: gas[t] == only(t), "gas drawn = fuel [m³/h]")
        return
    for number, line in enumerate(lines):
        needed = _fuel_on_line(draft, f"gensets[{name}].fuel_{number}", group, line)
        draft.rule(f"gensets[{name}].fuel_{number}", _at_least(gas, needed), "gas drawn >= line of the fuel curve")
    chord = chord_of(lines, group.gensets.minimum_load_frac)
    most = _fuel_on_line(draft, f"gensets[{name}].fuel_most", group, chord)
    draft.rule(f"gensets[{name}].fuel_most", lambda _, t: gas[t] <= most(t), "gas drawn <= lowest to full load")


def _fuel_on_line(draft: Draft, key: str, group: Group, line: Line) -> Any:
    """Return one line of the fuel curve as a function of the step [m³/h]."""
    per_mwh = draft.param(f"{key}_per_mwh", line.per_output * group.limits.m3_per_mwh)
    per_set = draft.param(f"{key}_per_set", line.per_set * group.limits.m3_per_mwh * group.limits.set_mw)
    return lambda t: per_mwh[t] * group.power[t] + per_set[t] * group.commitment.ready[t]


def _at_least(gas: Any, needed: Any) -> Any:
    return lambda _, t: gas[t] >= needed(t)


def _write_mixture(draft: Draft, name: str, group: Group) -> None:
    """Σ methane ÷ Σ (methane ÷ concentration) ≥ safe concentration, multiplied out."""
    parts = []
    for source, most in draft.gas.most_m3_per_h[name].items():
        safe_share = group.gensets.minimum_methane_frac / np.maximum(draft.gas.methane_frac[source], 1e-9)
        margin = draft.param(f"gensets[{name}].margin_of_{source}", np.where(most > 0, 1.0 - safe_share, 0.0))
        parts.append((margin, draft.block.component(pipe(source, name))))
    surplus = draft.sum(f"gensets[{name}].methane_surplus", parts, "methane above the safe mixture [m³/h]")
    draft.rule(f"gensets[{name}].safe_mixture", lambda _, t: surplus[t] >= 0, "mixture at or above the safe limit")


def _write_whole_sets(draft: Draft, name: str, group: Group) -> None:
    """What a whole number of sets makes of all the gas there is: true of every schedule, and it makes the bound tight.

    Most power over the number of sets rises to the number that burns all gas at full load, then falls; whole numbers
    lie below the chord between the two around that turn. A set still starting idles less gas, at most `idle` per set.
    """
    slope, base, idle = whole_set_chord(group.gensets, group.limits)
    steep, flat = draft.param(f"gensets[{name}].chord_slope", slope), draft.param(f"gensets[{name}].chord_base", base)
    power, running, ready = group.power, group.commitment.running, group.commitment.ready
    starting = bool(starting_shares(group.gensets, draft.time.step_h))

    def rule(_: Any, t: Any) -> Any:
        most = flat[t] + steep[t] * running[t]
        return power[t] <= (most + idle * (running[t] - ready[t]) if starting else most)

    draft.rule(f"gensets[{name}].whole_sets_on_the_gas", rule, "power <= chord between whole numbers of sets [MW]")


def whole_set_chord(gensets: Gensets, limits: SetLimits) -> tuple[FloatArray, FloatArray, float]:
    """Return slope and base of the chord, shape (steps,) [MW per set, MW], and the power a set not idling frees."""
    heat_mw = limits.most_gas_m3_per_h / limits.m3_per_mwh
    full_heat = max(line.per_output + line.per_set for line in limits.lines) * limits.set_mw
    below = np.minimum(np.floor(heat_mw / full_heat + 1e-9), float(gensets.sets))

    def most_mw(sets: FloatArray) -> FloatArray:
        power = sets * limits.set_mw
        for line in limits.lines:
            power = np.minimum(power, (heat_mw - line.per_set * sets * limits.set_mw) / line.per_output)
        return power

    slope = most_mw(below + 1) - most_mw(below)
    idle = max(0.0, *(line.per_set / line.per_output for line in limits.lines)) * float(np.max(limits.set_mw))
    return slope, most_mw(below) - slope * below, idle


def _write_ramp(draft: Draft, name: str, group: Group) -> None:
    """The group moves no faster than its sets, which may stop from any load."""
    moves = ramp_of(group.gensets, group.limits, name, draft.frame.ends, draft.time.step_h)
    if moves is None:
        return
    key, power, counts = f"gensets[{name}]", group.power, group.commitment
    before = draft.before(f"{key}.power_mw", power, 1)
    late = [draft.before(f"{key}.starts", counts.starts, ago, use=".ramping") for ago in range(moves.late)]
    rise, fall, first, most_before, least_before, least_now = (
        draft.param(f"{key}.{word}_mw", getattr(moves, word))
        for word in ("rise", "fall", "first", "most_before", "least_before", "least_now")
    )

    def up(_: Any, t: Any) -> Any:
        most = rise[t] * (counts.running[t] - counts.starts[t]) - least_before[t] * counts.stops[t]
        for started in late:
            most += first[t] * started(t)
        return power[t] - before(t) <= most

    def down(_: Any, t: Any) -> Any:
        most = fall[t] * (counts.running[t] - counts.starts[t]) + most_before[t] * counts.stops[t]
        return before(t) - power[t] <= most - least_now[t] * counts.starts[t]

    def just_started(_: Any, t: Any) -> Any:
        set_mw = draft.block.component(f"{key}.set_mw")
        return power[t] <= set_mw[t] * (counts.running[t] - counts.starts[t]) + first[t] * counts.starts[t]

    draft.rule(f"{key}.first_load", just_started, "a set that starts gives at most its first load [MW]")
    draft.rule(f"{key}.ramp_up", up, "rise <= of those that stay + of those that start - of those that stop [MW]")
    draft.rule(f"{key}.ramp_down", down, "fall <= of those that stay + of those that stop - of those that start [MW]")
