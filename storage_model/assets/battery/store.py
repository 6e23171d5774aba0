"""Energy in the store: the balance of every group of cells, and what is stored where windows meet."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from storage_model.assets.battery.cells import Cells, cells_of, usable_mwh
from storage_model.assets.battery.draft import Draft, Power, total
from storage_model.assets.battery.hand_over import AT_EDGES
from storage_model.blocks import Ends, FloatArray

# Before the name of a stored energy at the end of a part: what the rest of the whole can still make good [MWh].
LEAST_LEFT = "least_left."
MOST_LEFT = "most_left."


def write_store(draft: Draft, power: Power) -> Any:
    """Write the store; returns the component of all that is stored, by point [MWh]."""
    groups, time = cells_of(draft.station), draft.time
    if not draft.station.cohorts:
        return _write_cells(draft, groups[0], power.charging, power.discharging)
    for cells in groups:
        most_mw = np.full(time.count, cells.power_mw)
        charge, discharge = (draft.power(cells.key(kind), most_mw) for kind in ("charge_mw", "discharge_mw"))
        _write_cells(draft, cells, charge, discharge)
    whole_mwh = np.full(time.count + 1, usable_mwh(draft.station))
    stored = draft.energy("stored_mwh", np.zeros_like(whole_mwh), whole_mwh)
    for quantity, index, whole in (
        ("charge_mw", time.steps, power.charging),
        ("discharge_mw", time.steps, power.discharging),
        ("stored_mwh", time.points, stored),
    ):
        _write_sum(draft, [draft.block.component(cells.key(quantity)) for cells in groups], index, (quantity, whole))
    return stored


def kept_frac(self_discharge_frac_per_h: float, step_h: float) -> float:
    """Return the share of what is stored that a step leaves, self-discharge compounded over its length."""
    return float((1.0 - self_discharge_frac_per_h) ** step_h)


def rates_of(draft: Draft, cells: Cells) -> tuple[float, float, float]:
    """Return what a step keeps of each MWh stored, and what it stores and draws per MW charged and discharged [MWh]."""
    step_h = draft.time.step_h
    kept = kept_frac(draft.station.self_discharge_frac_per_h, step_h)
    return kept, step_h * cells.charge_efficiency_frac, step_h / cells.discharge_efficiency_frac


def _write_cells(draft: Draft, cells: Cells, charging: Any, discharging: Any) -> Any:
    """Write what a group of cells stores, between its limits, step after step, window after window."""
    import pyomo.core as pyo

    time = draft.time
    stored = draft.energy(cells.key("stored_mwh"), *stored_limits(draft, cells))
    kept, into, out = rates_of(draft, cells)

    def balance(_: Any, t: Any) -> Any:
        return stored[t + 1] == kept * stored[t] + into * charging[t] - out * discharging[t]

    doc = "stored at the end = kept from the start + charged - drawn [MWh]"
    draft.add(cells.key("energy_balance"), pyo.Constraint(time.steps, rule=balance, doc=doc))
    _write_alike(draft, cells.key("ends_as_it_began"), stored)
    return stored


def stored_limits(draft: Draft, cells: Cells) -> tuple[FloatArray, FloatArray]:
    """Return the least and the most these cells may hold at each point, shape (points,) [MWh]."""
    limits, ends, soc_frac = draft.limits, draft.frame.ends, draft.station.ends.soc_frac
    low, high = cells.usable_mwh * limits.floor_frac, cells.usable_mwh * limits.ceiling_frac
    if soc_frac is not None:
        low[limits.fixed] = np.maximum(low[limits.fixed], cells.usable_mwh * soc_frac)
        high[limits.fixed] = np.minimum(high[limits.fixed], cells.usable_mwh * soc_frac)
    if ends.start is not None:
        at_edges_mwh = _handed_over(_at_edges(ends.start), cells)
        if at_edges_mwh is not None:
            low[limits.alike] = high[limits.alike] = at_edges_mwh
        for point, states in ((0, ends.start), (-1, ends.end or {})):
            at_end_mwh = _handed_over(states, cells)
            if at_end_mwh is not None:
                low[point] = high[point] = at_end_mwh
    _leave_a_way_back(ends, cells, low, high)
    return low, high


def _leave_a_way_back(ends: Ends, cells: Cells, low: FloatArray, high: FloatArray) -> None:
    """Bound what these cells hold at the end by what the rest of a longer horizon can still make good."""
    states, key = ends.end or {}, cells.key("stored_mwh")
    high[-1] = max(low[-1], min(high[-1], states.get(f"{MOST_LEFT}{key}", np.inf)))
    low[-1] = min(high[-1], max(low[-1], states.get(f"{LEAST_LEFT}{key}", -np.inf)))


def _at_edges(states: Mapping[str, float]) -> dict[str, float]:
    """Return what a hand-over says of the edges of windows."""
    return {key.removeprefix(AT_EDGES): value for key, value in states.items() if key.startswith(AT_EDGES)}


def _handed_over(states: Mapping[str, float], cells: Cells) -> float | None:
    """Return what a hand-over says these cells hold, or their share of the total it names; None if it says nothing."""
    total_mwh = states.get("stored_mwh")
    return states.get(cells.key("stored_mwh"), None if total_mwh is None else total_mwh * cells.share_frac)


def _write_alike(draft: Draft, name: str, stored: Any) -> None:
    """Every window ends as it began."""
    import pyomo.core as pyo

    first, others = draft.limits.alike[:1], [int(point) for point in draft.limits.alike[1:]]
    if len(others) == 1:
        draft.add(name, pyo.Constraint(expr=stored[others[0]] == stored[int(first[0])]))
    elif others:
        points = draft.add(f"{name}_points", pyo.Set(initialize=others))

        def rule(_: Any, p: Any) -> Any:
            return stored[p] == stored[int(first[0])]

        draft.add(name, pyo.Constraint(points, rule=rule, doc="stored as at the first edge [MWh]"))


def _write_sum(draft: Draft, parts: list[Any], index: Any, named: tuple[str, Any]) -> None:
    """The groups of cells share what the converter passes, or make up what is stored."""
    import pyomo.core as pyo

    quantity, whole = named

    def rule(_: Any, i: Any) -> Any:
        return total(parts[0][i], parts[1:], i) == whole[i]

    draft.add(f"cells_share_{quantity}", pyo.Constraint(index, rule=rule))
