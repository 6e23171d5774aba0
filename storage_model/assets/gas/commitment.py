"""How many sets of a group run: one whole number per step, with the sets that start and stop.

Sets are alike, so counts say all: a schedule of counts can be dealt out to single sets (the one longest on stops first,
the one longest off starts first) exactly when it keeps the two sums below (Knueven, Ostrowski, Watson 2018).
"""

from dataclasses import dataclass
from math import ceil
from typing import Any

from storage_model.assets.gas.draft import Draft
from storage_model.assets.gas.history import steps_since
from storage_model.assets.gas.limits import SetLimits
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.blocks import FloatArray
from storage_model.units import MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Components by step: sets running, sets ready to give power, sets starting (None where starting is free)."""

    running: Any
    ready: Any
    starts: Any = None
    stops: Any = None


def write_commitment(draft: Draft, name: str, group: Gensets, limits: SetLimits) -> Commitment:
    """Write the counts of a group; starts and stops only where something depends on them."""
    whole, step_h = draft.hub.commitment == "integer", draft.time.step_h
    running = draft.rate(f"gensets[{name}].running_sets", group.sets * limits.may_run, whole=whole)
    if not counts_starts(group, step_h):
        return Commitment(running=running, ready=running)
    # Where starts only cost, whole sets running make whole starts by themselves.
    whole_starts = whole and bool(starting_shares(group, step_h) or ramp_per_step(group, step_h))
    starts, stops = (
        draft.rate(f"gensets[{name}].{what}", float(group.sets), whole=whole_starts) for what in ("starts", "stops")
    )
    before = draft.before(f"gensets[{name}].running_sets", running, 1)
    draft.rule(
        f"gensets[{name}].count",
        lambda _, t: running[t] - before(t) == starts[t] - stops[t],
        "running - running before = starts - stops [sets]",
    )
    still_on = _lately(draft, f"gensets[{name}].starts", starts, group.minimum_up_h, limits)
    draft.rule(f"gensets[{name}].minimum_up", lambda _, t: _sum(still_on, t) <= running[t], "started lately <= running")
    still_off = _lately(draft, f"gensets[{name}].stops", stops, group.minimum_down_h)
    sets = group.sets
    draft.rule(
        f"gensets[{name}].minimum_down",
        lambda _, t: _sum(still_off, t) <= sets - running[t],
        "stopped lately <= standing still",
    )
    _write_end(draft, f"gensets[{name}].running_sets", running)
    return Commitment(running=running, ready=_ready(draft, name, group, running, starts), starts=starts, stops=stops)


def counts_starts(group: Gensets, step_h: float) -> bool:
    """Whether anything depends on starts and stops."""
    times = max(steps_of(group.minimum_up_h, step_h), steps_of(group.minimum_down_h, step_h)) > 1
    return bool(times or group.start_cost_yuan > 0 or group.start_time_min > 0 or ramp_per_step(group, step_h))


def steps_of(hours: float, step_h: float) -> int:
    """Return the steps a time fills at least in part."""
    return ceil(hours / step_h - 1e-9)


def ramp_per_step(group: Gensets, step_h: float) -> float | None:
    """Return the most change of output in a step as a share of the rating, None where it cannot bind."""
    if group.ramp_frac_per_min is None:
        return None
    share = group.ramp_frac_per_min * MINUTES_PER_HOUR * step_h
    return share if share < 1.0 else None


def starting_shares(group: Gensets, step_h: float) -> list[float]:
    """Return the share of its starting step, and of each step after, in which a started set gives nothing yet."""
    left, shares = group.start_time_min / MINUTES_PER_HOUR / step_h, []
    while left > 1e-9:
        shares.append(min(left, 1.0))
        left -= 1.0
    return shares


def still_obliges(limits: SetLimits, ago: int, *, cyclic: bool) -> FloatArray:
    """Return 1 where a start some steps ago still obliges to run: gas was safe in every step since, else 0."""
    counted: FloatArray = (steps_since(1.0 - limits.may_run, cyclic=cyclic) > ago).astype(float)
    return counted


def _lately(draft: Draft, state: str, events: Any, hours: float, trips: SetLimits | None = None) -> list[Any]:
    """Return how to read starts or stops of each step within a time, at least those of the step itself: no set both
    starts and stops in a step.

    A cycle is not gone round twice. `trips` ends what starts oblige to where gas was unsafe since.
    """
    cyclic, steps = draft.frame.ends.start is None, max(1, steps_of(hours, draft.time.step_h))
    steps = min(steps, draft.time.count) if cyclic else steps
    kept = [None if trips is None else still_obliges(trips, ago, cyclic=cyclic) for ago in range(steps)]
    use = "" if trips is None else ".obliging"
    return [draft.before(state, events, ago, kept[ago], use) for ago in range(steps)]


def _sum(parts: list[Any], t: Any) -> Any:
    total = 0.0
    for part in parts:
        total += part(t)
    return total


def _ready(draft: Draft, name: str, group: Gensets, running: Any, starts: Any) -> Any:
    """Return the sets that give power: those running less those still starting."""
    import pyomo.core as pyo

    shares = starting_shares(group, draft.time.step_h)
    if not shares:
        return running
    begun = [(share, draft.before(f"gensets[{name}].starts", starts, ago)) for ago, share in enumerate(shares)]

    def rule(_: Any, t: Any) -> Any:
        left = running[t]
        for share, started in begun:
            left -= share * started(t)
        return left

    ready = draft.add(
        f"gensets[{name}].ready_sets", pyo.Expression(draft.time.steps, rule=rule, doc="running - starting [sets]")
    )
    draft.rule(f"gensets[{name}].ready_or_not", lambda _, t: ready[t] >= 0, "those starting are among those running")
    return ready


def _write_end(draft: Draft, state: str, running: Any) -> None:
    import pyomo.core as pyo

    handed_on = (draft.frame.ends.end or {}).get(f"{state}_ago[1]")
    if draft.frame.ends.start is not None and handed_on is not None:
        last = draft.time.count - 1
        draft.add(f"{state}_at_the_end", pyo.Constraint(expr=running[last] == handed_on))
