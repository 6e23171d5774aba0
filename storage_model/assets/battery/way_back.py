"""How full a part of a longer horizon may leave the store, so that the rest can still end as the whole began."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from storage_model.assets.battery.cells import usable_mwh
from storage_model.assets.battery.edges import HOURS_PER_YEAR, window_share
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.horizon import Horizon

# The name `Ends` takes: share of the usable energy that may be left at the end of a part [0–1].
MOST_LEFT = "most_left_frac"


def way_back(station: BatteryTerms, begun: Mapping[str, float], whole: Horizon, last: int) -> dict[str, float]:
    """Return the most that may be left at the point `last` of a whole that began with `begun`; nothing if all may be.

    What is stored beyond the beginning has to be discharged in the rest, and the budgets of the rest bound that.
    """
    cycles = station.cycles
    if station.ends.rule == "free" or "stored_mwh" not in begun:
        return {}
    times = []
    if cycles.per_day is not None:
        times.append(cycles.per_day * _windows_after(whole, "day", last))
    if cycles.per_year is not None:
        times.append(cycles.per_year * _windows_after(whole, "year", last))
    if cycles.lifetime is not None and cycles.lifetime_years is not None:
        rest_h = (whole.count - last) * whole.step_h
        times.append(cycles.lifetime * rest_h / (cycles.lifetime_years * HOURS_PER_YEAR))
    if not times:
        return {}
    sendable_mwh = min(times) * station.energy_mwh / station.discharge_efficiency_frac
    return {MOST_LEFT: (begun["stored_mwh"] + sendable_mwh) / usable_mwh(station)}


def _windows_after(whole: Horizon, window: Literal["day", "year"], last: int) -> float:
    """Return how many windows lie after a point, as far as the horizon holds them; one that is cut counts in part."""
    windows = whole.windows(window)
    of_a_step = window_share(whole, window) / np.bincount(windows)
    return float(of_a_step[windows[last:]].sum())
