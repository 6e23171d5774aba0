"""What the dispatched year does to cells, by their path of stored energy: cycles, mean charge, mean rate."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.ageing import Use, cycles_of
from storage_model.runs.reaudit.deliveries import Delivery
from storage_model.runs.reaudit.evidence import Evidence

# Share of the capacity below which a step is rest.
_REST_FRAC = 1e-9


def first_use(
    evidence: Evidence, name: str, cells: Sequence[Delivery], owner: Mapping[str, Any], share: float
) -> dict[str, Use]:
    """Return what the dispatched year does to each delivery, as use of a whole year.

    Nothing of a delivery with a path of its own whose usable energy in mid-year no law tells.
    """
    starts, day = evidence.dispatch["start"], owner.get("commissioning")
    first = 0 if day is None else int(np.searchsorted(starts, np.datetime64(f"{str(starts[0])[:4]}{str(day)[4:]}")))
    found = {}
    for one in cells:
        prefix, usable_mwh = _path_of(evidence, name, one)
        if usable_mwh is not None:
            stored, after = (evidence.dispatch[f"{prefix}{key}"] for key in ("stored_mwh", "stored_end_mwh"))
            soc_frac = np.append(stored, after[-1])[first:] / usable_mwh
            found[one.name] = _use(evidence, name, soc_frac, share)
    return found


def _path_of(evidence: Evidence, name: str, cells: Delivery) -> tuple[str, float | None]:
    """Return where a delivery's path stands and its usable energy [MWh]; cells that pass energy alike share one."""
    own = f"{name}_cells_{cells.name}_"
    if f"{own}stored_mwh" in evidence.dispatch:
        mid = cells.mid_soh_frac
        return own, None if mid is None else mid * cells.energy_mwh
    return f"{name}_", float(evidence.annual[f"{name}_soh_frac"][0] * evidence.annual[f"{name}_cells_mwh"][0])


def _use(evidence: Evidence, name: str, soc_frac: FloatArray, share: float) -> Use:
    station, (depth, count) = evidence.assets[name], cycles_of(soc_frac)
    moved = np.abs(np.diff(soc_frac))
    moving = moved[moved > _REST_FRAC]
    return Use(
        depth_frac=depth,
        count=count * station["availability_frac"] / share,
        mean_soc_frac=float(soc_frac.mean()),
        rate_per_h=float(moving.mean()) / evidence.step_h if len(moving) else 0.0,
        temperature_c=station.get("cell_temperature_c", 25.0),
    )
