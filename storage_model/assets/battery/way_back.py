"""How much a part of a longer horizon may leave in the store, so that the rest can still end as it has to."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from storage_model.assets.battery.cells import Cells, cells_of
from storage_model.assets.battery.edges import HOURS_PER_YEAR, window_share
from storage_model.assets.battery.limits import Limits, limits_of
from storage_model.assets.battery.ramp import MOST_NET, most_change_mw
from storage_model.assets.battery.store import LEAST_LEFT, MOST_LEFT, kept_frac
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import CYCLIC, FloatArray, SeriesByField
from storage_model.horizon import Horizon


def way_back(
    station: BatteryTerms, begun: Mapping[str, float], whole: Horizon, series: SeriesByField
) -> dict[str, FloatArray]:
    """Return by point the least and the most each group of cells may hold in a whole that began with `begun` [MWh].

    From there the power in service reaches what the next edge of a window, the whole's end among them, is given, and
    the budgets of the rest can discharge what is stored beyond the beginning. Groups share both by their energy. With a
    ramp also the most power in the step before it [MW]: a store at its limit has to stand still in the step after.
    """
    limits, found = limits_of(station, whole, series, CYCLIC), dict[str, FloatArray]()
    change_mw = most_change_mw(station, whole.step_h)
    if change_mw is not None:
        found[MOST_NET] = np.full(whole.count + 1, change_mw)
    for cells in cells_of(station):
        key = cells.key("stored_mwh")
        begun_mwh = begun.get(key, begun["stored_mwh"] * cells.share_frac)
        least, most = _reaching(station, cells, limits, begun_mwh, whole.step_h)
        if station.ends.rule != "free":
            left = _sendable_mwh(station, whole) * cells.share_frac / cells.discharge_efficiency_frac
            most = np.minimum(most, begun_mwh + left)
        found |= {f"{LEAST_LEFT}{key}": least, f"{MOST_LEFT}{key}": most}
    return found


def held_at_edges(station: BatteryTerms, whole: Horizon, series: SeriesByField) -> dict[str, float]:
    """Return the most each group of cells can hold where windows of a whole meet that begin and end alike [MWh].

    An outage at one of them bounds all: nothing is said where none does.
    """
    limits = limits_of(station, whole, series, CYCLIC)
    if not len(limits.alike) or limits.ceiling_frac[limits.alike].min() >= limits.ceiling_frac.max():
        return {}
    most_frac = float(limits.ceiling_frac[limits.alike].min())
    return {f"{MOST_LEFT}{cells.key('stored_mwh')}": cells.usable_mwh * most_frac for cells in cells_of(station)}


def _reaching(
    station: BatteryTerms, cells: Cells, limits: Limits, begun_mwh: float, step_h: float
) -> tuple[FloatArray, FloatArray]:
    """Return the least and the most from which full power reaches all that is to come, point by point from the end."""
    low, high = cells.usable_mwh * limits.floor_frac, cells.usable_mwh * limits.ceiling_frac
    low[limits.alike] = high[limits.alike] = begun_mwh
    if station.ends.soc_frac is not None:
        low[limits.fixed] = high[limits.fixed] = cells.usable_mwh * station.ends.soc_frac
    kept = kept_frac(station.self_discharge_frac_per_h, step_h)
    charge_mw, discharge_mw = (
        np.minimum(cells.power_mw, cells.share_frac * mw) for mw in (limits.charge_mw, limits.discharge_mw)
    )
    into = (step_h * cells.charge_efficiency_frac * charge_mw).tolist()
    out = (step_h / cells.discharge_efficiency_frac * discharge_mw).tolist()
    least, most = low.tolist(), high.tolist()
    for point in range(len(into) - 1, -1, -1):
        least[point] = max(least[point], (least[point + 1] - into[point]) / kept)
        most[point] = min(most[point], (most[point + 1] + out[point]) / kept)
    return np.array(least), np.array(most)


def _sendable_mwh(station: BatteryTerms, whole: Horizon) -> FloatArray:
    """Return what the budgets let the rest of a whole discharge after each point, shape (points,) [MWh]."""
    cycles, times = station.cycles, np.full(whole.count + 1, np.inf)
    if cycles.per_day is not None:
        times = np.minimum(times, cycles.per_day * _windows_after(whole, "day"))
    if cycles.per_year is not None:
        times = np.minimum(times, cycles.per_year * _windows_after(whole, "year"))
    if cycles.lifetime is not None and cycles.lifetime_years is not None:
        rest_h = np.arange(whole.count, -1, -1) * whole.step_h
        times = np.minimum(times, cycles.lifetime * rest_h / (cycles.lifetime_years * HOURS_PER_YEAR))
    return times * station.energy_mwh


def _windows_after(whole: Horizon, window: Literal["day", "year"]) -> FloatArray:
    """Return how many windows lie after each point, shape (points,); one that is cut counts in part."""
    windows = whole.windows(window)
    of_a_step = (window_share(whole, window) / np.bincount(windows))[windows]
    after: FloatArray = np.append(np.cumsum(of_a_step[::-1])[::-1], 0.0)
    return after
