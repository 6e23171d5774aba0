"""Physics of a battery station, from its inputs and the columns of the dispatch table."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law, items, listed
from storage_model.runs.reaudit.held import twice_mw
from storage_model.runs.reaudit.held_laws import called_mw, full_call_mwh
from storage_model.runs.reaudit.windows import hours_of_steps, window_edges

# Share of the rating; the optimiser keeps its rows to 1e-7 MW and MWh.
PHYSICS = 1e-6


def battery_laws(evidence: Evidence, name: str) -> Iterator[Law]:
    """Yield every law of one station; deviations are shares of its rating."""
    station = evidence.assets[name]
    power_mw, energy_mwh = station["power_mw"], station["energy_mwh"]

    def law(key: str, deviation: float, scale: float) -> Law:
        return Law(name=f"{name}.{key}", deviation=deviation / scale, tolerance=PHYSICS)

    drawn_mw, sent_mw = through_the_converter(evidence, name)
    for prefix, efficiencies in _cells(station).items():
        stored, after = _stored(evidence, f"{name}_{prefix}")
        cells_drawn, cells_sent = drawn_mw, sent_mw
        if prefix:
            cells_drawn = evidence.dispatch[f"{name}_{prefix}charge_mw"]
            cells_sent = evidence.dispatch[f"{name}_{prefix}discharge_mw"]
        lost = stored * (1.0 - (1.0 - station.get("self_discharge_frac_per_h", 0.0)) ** evidence.step_h)
        into, out = efficiencies[0] * cells_drawn, cells_sent / efficiencies[1]
        gained = evidence.step_h * (into - out) - lost
        yield law(f"{prefix}energy_balance", _worst(after - stored - gained), energy_mwh)
        yield law(f"{prefix}energy_identity", abs(float(gained.sum() - after[-1] + stored[0])), energy_mwh)
        yield law(f"{prefix}store_runs_on", _worst(stored[1:] - after[:-1]), energy_mwh)
    yield from _of_groups(evidence, name, drawn_mw, sent_mw, law)
    yield from _limits(evidence, name, station, law)
    yield law("charge_and_discharge_at_once", _at_once(evidence, name, station), power_mw)
    yield law("meters_see_the_schedule", _meters(evidence, name, drawn_mw, sent_mw), power_mw)
    yield from _windows(evidence, name, station, law)
    yield from _use(evidence, name, station, sent_mw, law)


def _of_groups(evidence: Evidence, name: str, drawn_mw: FloatArray, sent_mw: FloatArray, law: Any) -> Iterator[Law]:
    """Yield that groups of cells store together what the station stores, and take what passes its converter."""
    station, table = evidence.assets[name], evidence.dispatch
    groups = [prefix for prefix in _cells(station) if prefix]
    if groups:
        whole = {"charge_mw": drawn_mw, "discharge_mw": sent_mw}
        whole |= {key: table[f"{name}_{key}"] for key in ("stored_mwh", "stored_end_mwh")}
        apart = {
            key: _worst(values - sum(table[f"{name}_{prefix}{key}"] for prefix in groups))
            for key, values in whole.items()
        }
        stored = max(far for key, far in apart.items() if key.startswith("stored"))
        yield law("stored_in_all_groups", stored, station["energy_mwh"])
        passed = max(far for key, far in apart.items() if not key.startswith("stored"))
        yield law("converter_passes_what_groups_take", passed, station["power_mw"])


def _cells(station: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Return both one-way efficiencies in the middle of the first year, by the prefix of the cells' columns.

    Cells that pass energy alike are one group, without a prefix.
    """
    found = {}
    for key, cohort in (items(station, "cohorts") or {"": {}}).items():
        fade = station.get("efficiency_fade_frac_per_year", 0.0)
        kept = max(0.0, 1.0 - fade * (cohort.get("age_years", 0.0) + 0.5))
        charge, discharge = (
            kept * (cohort.get(side) or station[side])
            for side in ("charge_efficiency_frac", "discharge_efficiency_frac")
        )
        found[f"cells_{key}_"] = (charge, discharge, cohort.get("power_mw"))
    alike = len(set(found.values())) == 1 and next(iter(found.values()))[2] is None
    return {"" if alike else prefix: one[:2] for prefix, one in found.items()}


def through_the_converter(evidence: Evidence, name: str) -> tuple[FloatArray, FloatArray]:
    """Return what the meters say is drawn into and sent from the cells, station supply taken off [MW]."""
    station = evidence.assets[name]
    sent_mw, metered_in_mw = evidence.dispatch[f"{name}_out_mw"], evidence.dispatch[f"{name}_in_mw"]
    share = station.get("auxiliary_share_frac", 0.0)
    drawn_mw = (metered_in_mw - station["auxiliary_mw"] - share * sent_mw) / (1.0 + share)
    return drawn_mw, sent_mw


def _stored(evidence: Evidence, prefix: str) -> tuple[FloatArray, FloatArray]:
    return evidence.dispatch[f"{prefix}stored_mwh"], evidence.dispatch[f"{prefix}stored_end_mwh"]


def _limits(evidence: Evidence, name: str, station: Mapping[str, Any], law: Any) -> Iterator[Law]:
    table = evidence.dispatch
    in_service = _in_service(evidence, name, station)
    running = in_service * (1.0 - station.get("forced_outage_frac", 0.0))
    for side in ("charge", "discharge"):
        most_mw = (station.get(f"{side}_power_mw") or station["power_mw"]) * running
        yield law(f"{side}_limits", _outside(table[f"{name}_{side}_mw"], 0.0, most_mw), station["power_mw"])
        yield law(f"{side}_promised_once", twice_mw(evidence, name, side, most_mw), station["power_mw"])
    stored, after = _stored(evidence, f"{name}_")
    usable = table[f"{name}_usable_mwh"]
    rated = _rated_usable_mwh(station)
    yield law("usable_within_rating", _outside(usable, 0.0, rated), station["energy_mwh"])
    reached = np.where(in_service > 0, in_service, 1.0)
    at_points = np.minimum(np.append(reached, 1.0), np.insert(reached, 0, 1.0))
    ceiling = np.maximum(station["soc_min_frac"], station["soc_max_frac"] * at_points)
    floor_mwh, points = station["soc_min_frac"] * usable[0], np.append(stored, after[-1])
    ceiling_mwh = ceiling * usable[0]
    yield law("stored_limits", _outside(points, floor_mwh, ceiling_mwh), station["energy_mwh"])
    into, out = zip(*_cells(station).values(), strict=True)
    beyond_mwh = full_call_mwh(evidence, name, points - floor_mwh, ceiling_mwh - points, (max(into), min(out)))
    yield law("full_call_within_store", beyond_mwh, station["energy_mwh"])


def _rated_usable_mwh(station: Mapping[str, Any]) -> float:
    left = station.get("soh_frac", 1.0) * (1.0 - station.get("forced_outage_frac", 0.0))
    cohorts = items(station, "cohorts").values()
    rated = sum(one["energy_mwh"] * one.get("soh_frac", 1.0) for one in cohorts) if cohorts else station["energy_mwh"]
    return float(rated * left)


def _in_service(evidence: Evidence, name: str, station: Mapping[str, Any]) -> FloatArray:
    """Return the share of the station neither in maintenance nor taken out by its series, by step."""
    days = evidence.dispatch["start"].astype("datetime64[D]")
    series = [values for column, values in evidence.dispatch.items() if column.startswith(f"{name}_available_")]
    share = np.array(series[0] if series else np.ones(len(days)), dtype=np.float64)
    for outage in listed(station, "maintenance"):
        within = (days >= np.datetime64(outage["first_day"])) & (days <= np.datetime64(outage["last_day"]))
        share[within] = np.minimum(share[within], outage.get("available_share_frac", 0.0))
    return share


def _at_once(evidence: Evidence, name: str, station: Mapping[str, Any]) -> float:
    """Return the most that is charged and discharged in one step, or in one clock hour where that is the rule [MW]."""
    charge, discharge = evidence.dispatch[f"{name}_charge_mw"], evidence.dispatch[f"{name}_discharge_mw"]
    if station.get("exclusive") == "hour":
        numbers = np.unique(hours_of_steps(evidence.dispatch["start"]), return_inverse=True)[1]
        charge, discharge = (np.bincount(numbers, values) * evidence.step_h for values in (charge, discharge))
    return float(np.max(np.minimum(charge, discharge), initial=0.0))


def _meters(evidence: Evidence, name: str, drawn_mw: FloatArray, sent_mw: FloatArray) -> float:
    """Return how far the meters are from the schedule and what products call of it; where no table says how much that
    is, only that they are not negative.
    """
    below = max(_outside(drawn_mw, 0.0, np.inf), _outside(sent_mw, 0.0, np.inf))
    called, table = called_mw(evidence, name), evidence.dispatch
    if called is None:
        return below
    apart = (drawn_mw - table[f"{name}_charge_mw"] - called[0], sent_mw - table[f"{name}_discharge_mw"] - called[1])
    return max(below, *map(_worst, apart))


def _windows(evidence: Evidence, name: str, station: Mapping[str, Any], law: Any) -> Iterator[Law]:
    """Yield what has to be stored where windows meet."""
    ends = items(station, "ends")
    rule, every = ends.get("rule", "cyclic"), ends.get("every", "horizon")
    stored, after = _stored(evidence, f"{name}_")
    points = np.append(stored, after[-1])
    edges = points[window_edges(evidence.dispatch["start"], every)]
    if rule == "cyclic":
        yield law("ends_as_it_began", _worst(edges - edges[0]), station["energy_mwh"])
    elif ends.get("soc_frac") is not None:
        held = edges if rule == "fixed" else edges[:1]
        wanted = ends["soc_frac"] * evidence.dispatch[f"{name}_usable_mwh"][0]
        yield law("stored_at_ends", _worst(held - wanted), station["energy_mwh"])


def _use(evidence: Evidence, name: str, station: Mapping[str, Any], sent_mw: FloatArray, law: Any) -> Iterator[Law]:
    """Yield budgets of full cycles, whole days only, and the ramp limit."""
    cycles, starts, energy_mwh = items(station, "cycles"), evidence.dispatch["start"], station["energy_mwh"]
    if not cycles.get("count_activation", True):
        sent_mw = evidence.dispatch[f"{name}_discharge_mw"]
    sent_mwh = sent_mw * evidence.step_h
    if cycles.get("per_day") is not None:
        days = np.unique(starts.astype("datetime64[D]"), return_inverse=True)[1]
        spent = np.bincount(days, sent_mwh)
        yield law("cycle_budget", _outside(spent, 0.0, cycles["per_day"] * energy_mwh), energy_mwh)
    if cycles.get("per_year") is not None:
        beyond = _outside(sent_mwh.sum(), 0.0, cycles["per_year"] * energy_mwh)
        yield law("cycle_budget_of_the_year", beyond, energy_mwh)
    if station.get("ramp_mw_per_min") is not None:
        most_mw = station["ramp_mw_per_min"] * 60.0 * evidence.step_h
        net_mw = evidence.dispatch[f"{name}_discharge_mw"] - evidence.dispatch[f"{name}_charge_mw"]
        yield law("ramp_limit", _outside(np.diff(net_mw), -most_mw, most_mw), station["power_mw"])


def _worst(values: FloatArray) -> float:
    """Return the largest distance from zero; not a number stays not a number."""
    return float(np.max(np.abs(values), initial=0.0))


def _outside(values: Any, low: Any, high: Any) -> float:
    return float(np.max(np.maximum(low - values, values - high), initial=0.0))
