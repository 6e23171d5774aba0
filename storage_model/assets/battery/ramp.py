"""How fast scheduled power may change from step to step."""

from typing import Any

from storage_model.assets.battery.draft import Draft, Power
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.units import MINUTES_PER_HOUR

# The name `Ends` takes: power at the end of a part, either way, from which the step after can stand still [MW].
MOST_NET = "most_net_mw"


def write_ramp(draft: Draft, power: Power) -> None:
    """Write the limit between every two steps, and where they are said against the power before and that after."""
    import pyomo.core as pyo

    time, ends = draft.time, draft.frame.ends
    most_mw = most_change_mw(draft.station, time.step_h)
    if most_mw is None:
        return

    def rule(_: Any, t: Any) -> Any:
        change_mw = (power.discharge[t] - power.charge[t]) - (power.discharge[t - 1] - power.charge[t - 1])
        return pyo.inequality(-most_mw, change_mw, most_mw)

    if time.count > 1:
        later_steps = draft.add("later_steps", pyo.RangeSet(1, time.count - 1))
        draft.add("ramp", pyo.Constraint(later_steps, rule=rule, doc="change of scheduled power [MW]"))
    before_mw, still_mw = (ends.start or {}).get("net_mw"), (ends.end or {}).get(MOST_NET)
    if before_mw is not None:
        begin_mw = power.discharge[0] - power.charge[0]
        band = pyo.inequality(before_mw - most_mw, begin_mw, before_mw + most_mw)
        draft.add("ramp_from_before", pyo.Constraint(expr=band))
    if still_mw is not None:
        last_mw = power.discharge[time.count - 1] - power.charge[time.count - 1]
        draft.add("ramp_to_after", pyo.Constraint(expr=pyo.inequality(-still_mw, last_mw, still_mw)))


def most_change_mw(station: BatteryTerms, step_h: float) -> float | None:
    """Return how much scheduled power may change from one step to the next, None without a limit [MW]."""
    per_min = station.ramp_mw_per_min
    return None if per_min is None else per_min * MINUTES_PER_HOUR * step_h


def write_ramp_apart(draft: Draft, apart_steps: Any, charging: Any) -> None:
    """Let each direction alone change by no more than the ramp, and by nothing while it is not the direction of a step.

    `charging` returns the binary of a step. A direction that is not run is zero, and one that is run changes with what
    is scheduled in all or less, so no schedule is lost; a part of a binary has a part of the ramp only.
    """
    import pyomo.core as pyo

    most_mw = most_change_mw(draft.station, draft.time.step_h)
    if most_mw is None:
        return
    block, count = draft.block, draft.time.count

    def rule(side: str, near: int, share: Any) -> Any:
        def more(b: Any, t: Any) -> Any:
            power_mw = b.component(side)
            return power_mw[t] - power_mw[t + near] <= most_mw * share(t)

        return more

    for name, near in (("before", -1), ("after", 1)):
        # Steps without a neighbour are left out here: a rule that asks about its step cannot be written once for all.
        beside = [step for step in apart_steps if 0 <= step + near < count]
        steps = draft.add(f"apart_steps_with_one_{name}", pyo.Set(initialize=beside))
        for side, share in (("charge_mw", charging), ("discharge_mw", lambda t: 1 - charging(t))):
            row = pyo.Constraint(steps, rule=rule(side, near, share), doc="more than beside, its ramp [MW]")
            block.add_component(f"{side}_more_than_{name}", row)
