"""What a hub hands over from one horizon to the next."""

import re
from collections.abc import Mapping
from math import ceil

from storage_model.assets.gas.limits import gas_of, set_limits
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.blocks import Schedule, SeriesByField
from storage_model.horizon import Horizon
from storage_model.units import MINUTES_PER_HOUR


def states_at(hub: GasHubTerms, schedule: Schedule, point: int) -> dict[str, float]:
    """Return the states at a point, by the names `Ends` takes; what is not there is zero.

    `…_ago[k]` is what happened k steps before the point: sets running and power one step ago, starts and stops as long
    as any time of the group can make them count, should steps be as short as a minute.
    """
    states: dict[str, float] = {}
    if hub.holder:
        states["holder.stored_m3"] = float(schedule["holder.stored_m3"][point])
    for name, group in hub.gensets.items():
        longest_h = max(group.minimum_up_h, group.minimum_down_h, group.start_time_min / MINUTES_PER_HOUR)
        reach = {
            "running_sets": 1,
            "power_mw": 1,
            "starts": ceil(longest_h * 60) + 1,
            "stops": ceil(longest_h * 60) + 1,
        }
        for what, steps in reach.items():
            key = f"gensets[{name}].{what}"
            for ago in range(1, min(steps, point) + 1) if key in schedule else ():
                if schedule[key][point - ago] != 0:
                    states[f"{key}_ago[{ago}]"] = float(schedule[key][point - ago])
    return states


def handed_over(
    hub: GasHubTerms, past: Schedule, series: SeriesByField, horizon: Horizon, begun: Mapping[str, float]
) -> dict[str, float]:
    """Return the states after the steps of the past, of which `begun` tells what was before; `series` is its gas."""
    point, gas = horizon.count, gas_of(hub, series, horizon.step_h)
    states = states_at(hub, past, point)
    for name, group in hub.gensets.items():
        states[f"gensets[{name}].set_mw_ago[1]"] = float(set_limits(group, gas, name).set_mw[-1])
    for key, value in begun.items():
        if ago := re.fullmatch(r"(.+_ago)\[(\d+)\]", key):
            states.setdefault(f"{ago[1]}[{int(ago[2]) + point}]", value)
    return states
