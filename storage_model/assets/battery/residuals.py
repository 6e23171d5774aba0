"""How far a schedule is from each law of a station, with plain arrays, apart from the rules of the model."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.battery.cells import Cells, cells_of
from storage_model.assets.battery.exclusive import both_mw
from storage_model.assets.battery.limits import Limits, limits_of
from storage_model.assets.battery.meters import charging_mw, discharging_mw
from storage_model.assets.battery.residuals_of_use import (
    cycle_budget,
    full_calls,
    offers_within_power,
    ramp,
)
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import ArrayFrame, FloatArray, Schedule
from storage_model.deviations import largest, outside


def residuals_of(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> dict[str, float]:
    """Return the largest breach of each law as a share of the rating; laws of unused features are left out."""
    limits = limits_of(station, frame.horizon, frame.series, frame.ends)
    rating_mw, rating_mwh, found = station.power_mw, station.energy_mwh, dict[str, float]()
    for cells in cells_of(station):
        for law, breach_mwh in _of_store(station, cells, limits, schedule, frame):
            found[law] = largest(np.array([found.get(law, 0.0), breach_mwh / rating_mwh]))
    found["charge_limits"] = outside(schedule["charge_mw"], 0.0, limits.charge_mw) / rating_mw
    found["discharge_limits"] = outside(schedule["discharge_mw"], 0.0, limits.discharge_mw) / rating_mw
    found["charge_and_discharge_at_once"] = largest(both_mw(station, schedule, frame)) / rating_mw
    if station.cohorts:
        found["cells_share_power"] = _of_sharing(station, schedule, frame) / rating_mw
    if frame.offers:
        found["offers_within_power"] = offers_within_power(schedule, frame.offers, limits) / rating_mw
        found["full_call_within_store"] = full_calls(station, schedule, frame.offers, limits) / rating_mwh
    found |= {law: breach / rating_mwh for law, breach in cycle_budget(station, schedule, frame)}
    found |= {law: breach / rating_mw for law, breach in ramp(station, schedule, frame)}
    return found


def _of_store(
    station: BatteryTerms, cells: Cells, limits: Limits, schedule: Schedule, frame: ArrayFrame
) -> Iterator[tuple[str, float]]:
    """Yield the laws of what these cells store [MWh]."""
    stored_mwh = schedule[cells.key("stored_mwh")]
    drawn_mw, sent_mw = _through(station, cells, schedule, frame)
    step_h = frame.step_h
    lost_mwh = stored_mwh[:-1] * (1 - (1 - station.self_discharge_frac_per_h) ** step_h)
    gained_mwh = step_h * (cells.charge_efficiency_frac * drawn_mw - sent_mw / cells.discharge_efficiency_frac)
    gained_mwh = gained_mwh - lost_mwh
    yield "energy_balance", largest(np.diff(stored_mwh) - gained_mwh)
    yield "energy_identity", abs(float(gained_mwh.sum() - stored_mwh[-1] + stored_mwh[0]))
    bands = (cells.usable_mwh * limits.floor_frac, cells.usable_mwh * limits.ceiling_frac)
    yield "stored_limits", outside(stored_mwh, *bands)
    if len(limits.alike):
        yield "ends_as_it_began", largest(stored_mwh[limits.alike] - stored_mwh[limits.alike[0]])
    if len(limits.fixed) and station.ends.soc_frac is not None:
        fixed_mwh = cells.usable_mwh * station.ends.soc_frac
        yield "stored_at_ends", largest(stored_mwh[limits.fixed] - fixed_mwh)
    if not station.cohorts:
        for point, states in ((0, frame.ends.start), (-1, frame.ends.end)):
            if frame.ends.start is not None and states is not None and "stored_mwh" in states:
                yield "stored_as_handed_over", abs(float(stored_mwh[point]) - states["stored_mwh"])


def _through(
    station: BatteryTerms, cells: Cells, schedule: Schedule, frame: ArrayFrame
) -> tuple[FloatArray, FloatArray]:
    """Return what is drawn into and sent from these cells, calls included [MW]."""
    if station.cohorts:
        return schedule[cells.key("charge_mw")], schedule[cells.key("discharge_mw")]
    return charging_mw(schedule, frame.offers), discharging_mw(schedule, frame.offers)


def _of_sharing(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> float:
    """Return how far the cells together are from the converter, and each from its own limit [MW]."""
    groups = cells_of(station)
    whole = {"charge_mw": charging_mw(schedule, frame.offers), "discharge_mw": discharging_mw(schedule, frame.offers)}
    apart = [largest(sum(schedule[c.key(key)] for c in groups) - flow) for key, flow in whole.items()]
    apart += [outside(schedule[c.key(key)], 0.0, c.power_mw) for c in groups for key in whole]
    apart.append(largest(sum(schedule[c.key("stored_mwh")] for c in groups) - schedule["stored_mwh"]) / frame.step_h)
    return largest(np.array(apart))
