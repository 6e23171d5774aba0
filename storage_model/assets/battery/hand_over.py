"""What a station hands over where one part of a longer horizon ends and the next begins, by the names `Ends` takes."""

from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np

from storage_model.assets.battery.cells import cells_of
from storage_model.assets.battery.edges import HOURS_PER_YEAR, window_share
from storage_model.assets.battery.meters import discharging_mw
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import ArrayFrame, Ends, Schedule
from storage_model.horizon import Horizon

STORED = "stored_mwh"
# Before the name of a stored energy: what the cells hold wherever a window of `StoreAtEnds` begins or ends.
AT_EDGES = "at_edges."
# Before the name of a budget: what its running window has not spent of its share so far, negative where ahead [MWh].
UNSPENT = "unspent."


def stores_of(station: BatteryTerms) -> tuple[str, ...]:
    """Return the names of what is stored, in all and by group of cells."""
    return tuple(sorted({STORED, *(cells.key(STORED) for cells in cells_of(station))}))


def states_at(station: BatteryTerms, schedule: Schedule, point: int) -> dict[str, float]:
    """Return energy stored at a point, of each group of cells too [MWh], and the power before it [MW]."""
    states = {key: float(schedule[key][point]) for key in stores_of(station)}
    if point > 0:
        states["net_mw"] = float(schedule["discharge_mw"][point - 1] - schedule["charge_mw"][point - 1])
    return states


def handed_over(
    station: BatteryTerms, past: Schedule, frame: ArrayFrame, whole: Horizon, begun: Mapping[str, float]
) -> dict[str, float]:
    """Return all that the next part of a whole horizon has to know of its past, whose steps are those of the frame.

    `begun` holds the states at the start of the whole.
    """
    states = states_at(station, past, frame.horizon.count)
    states |= {f"{AT_EDGES}{key}": value for key, value in begun.items() if key.endswith(STORED)}
    states |= {f"{UNSPENT}{name}": mwh for name, mwh in _unspent_mwh(station, past, frame, whole)}
    return states


def last_states(station: BatteryTerms, begun: Mapping[str, float]) -> dict[str, float] | None:
    """Return what a whole horizon has to end with, having begun so; None where it may end anywhere."""
    if station.ends.rule == "free":
        return None
    return {key: value for key, value in begun.items() if key.endswith(STORED)}


def unspent_mwh(ends: Ends, name: str) -> float:
    """Return what a hand-over leaves of a budget on top of the share of the part itself [MWh]."""
    return 0.0 if ends.start is None else ends.start.get(f"{UNSPENT}{name}", 0.0)


def _unspent_mwh(
    station: BatteryTerms, past: Schedule, frame: ArrayFrame, whole: Horizon
) -> Iterator[tuple[str, float]]:
    """Yield for each budget its even share from the start of the running window, less what was discharged since."""
    cycles, point = station.cycles, frame.horizon.count
    if point >= whole.count:
        return
    sent_mwh = frame.step_h * discharging_mw(past, frame.offers if cycles.count_activation else ())
    budgets: tuple[tuple[str, Literal["day", "year"], float | None], ...] = (
        ("cycles_per_day", "day", cycles.per_day),
        ("cycles_per_year", "year", cycles.per_year),
    )
    for name, window, times in budgets:
        if times is not None:
            windows = whole.windows(window)
            begin, end = np.searchsorted(windows, [windows[point], windows[point] + 1])
            share = window_share(whole, window)[windows[point]] * (point - begin) / (end - begin)
            yield name, float(times * station.energy_mwh * share - sent_mwh[begin:point].sum())
    if cycles.lifetime is not None and cycles.lifetime_years is not None:
        share = frame.horizon.hours / (cycles.lifetime_years * HOURS_PER_YEAR)
        yield "cycles_of_a_life", float(cycles.lifetime * station.energy_mwh * share - sent_mwh.sum())
