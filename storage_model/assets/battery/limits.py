"""What a station may do in each step and hold at each point, as numbers: ratings, outages, windows, given ends."""

from dataclasses import dataclass

import numpy as np

from storage_model.assets.battery.edges import edges
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import Ends, FloatArray, IntArray, SeriesByField
from storage_model.horizon import Horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Power by step, shape (steps,) [MW], and the share of the usable energy by point, shape (points,) [0–1].

    `fixed` lists the points that hold `StoreAtEnds.soc_frac`, `alike` those that all hold the same.
    """

    charge_mw: FloatArray
    discharge_mw: FloatArray
    floor_frac: FloatArray
    ceiling_frac: FloatArray
    fixed: IntArray
    alike: IntArray


def limits_of(station: BatteryTerms, horizon: Horizon, series: SeriesByField, ends: Ends) -> Limits:
    """Return the limits of a station over a horizon; what `ends` says is stored is laid on by the store itself."""
    in_service = share_in_service(station, horizon, series)
    power_frac = in_service * (1.0 - station.forced_outage_frac)
    floor_frac = np.full(horizon.count + 1, station.soc_min_frac)
    # Cells out of service never push the ceiling below the floor; a window turned round stays infeasible.
    lowest_frac = min(station.soc_min_frac, station.soc_max_frac)
    ceiling_frac = np.maximum(lowest_frac, station.soc_max_frac * _energy_share(in_service))
    rule, at_edges = station.ends.rule, edges(horizon, station.ends.every, part=ends.start is not None)
    nowhere = at_edges[:0]
    if rule == "free":
        at_edges = nowhere if station.ends.soc_frac is None else at_edges[at_edges == 0]
    return Limits(
        charge_mw=station.most_charge_mw * power_frac,
        discharge_mw=station.most_discharge_mw * power_frac,
        floor_frac=floor_frac,
        ceiling_frac=ceiling_frac,
        fixed=nowhere if rule == "cyclic" else at_edges,
        alike=at_edges if rule == "cyclic" else nowhere,
    )


def share_in_service(station: BatteryTerms, horizon: Horizon, series: SeriesByField) -> FloatArray:
    """Return the share of the station that is neither in maintenance nor taken out by its series, shape (steps,)."""
    share = np.array(series.get("available", np.ones(horizon.count)), dtype=float)
    day = horizon.starts().astype("datetime64[D]")
    for outage in station.maintenance:
        within = (day >= np.datetime64(outage.first_day)) & (day <= np.datetime64(outage.last_day))
        share[within] = np.minimum(share[within], outage.available_share_frac)
    return share


def _energy_share(in_service: FloatArray) -> FloatArray:
    """Return the share of the store that can be reached at each point, shape (points,).

    What is out of service cannot be reached; while the whole station stands still, its store simply waits.
    """
    reached = np.where(in_service > 0, in_service, 1.0)
    share: FloatArray = np.minimum(np.append(reached, 1.0), np.insert(reached, 0, 1.0))
    return share
