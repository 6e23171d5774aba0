"""How fast scheduled power may change from step to step."""

from typing import Any

from storage_model.assets.battery.draft import Draft, Power
from storage_model.units import MINUTES_PER_HOUR


def write_ramp(draft: Draft, power: Power) -> None:
    """Write the limit between every two steps, and against the power handed over (`net_mw`) where there is one."""
    import pyomo.core as pyo

    per_min, time = draft.station.ramp_mw_per_min, draft.time
    if per_min is None:
        return
    most_mw = per_min * MINUTES_PER_HOUR * time.step_h

    def rule(_: Any, t: Any) -> Any:
        change_mw = (power.discharge[t] - power.charge[t]) - (power.discharge[t - 1] - power.charge[t - 1])
        return pyo.inequality(-most_mw, change_mw, most_mw)

    if time.count > 1:
        later_steps = draft.add("later_steps", pyo.RangeSet(1, time.count - 1))
        draft.add("ramp", pyo.Constraint(later_steps, rule=rule, doc="change of scheduled power [MW]"))
    before_mw = (draft.frame.ends.start or {}).get("net_mw")
    if before_mw is not None:
        begin_mw = power.discharge[0] - power.charge[0]
        band = pyo.inequality(before_mw - most_mw, begin_mw, before_mw + most_mw)
        draft.add("ramp_from_before", pyo.Constraint(expr=band))
