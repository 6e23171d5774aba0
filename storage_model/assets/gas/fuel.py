"""Fuel of a group of identical sets: at least what equal loads ask for, at most what lowest and full loads burn.

Equal loads ask for the largest of a few lines, exact for any number of sets; lowest and full loads are shared between
sets, or by one in minutes of a step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from storage_model.assets.gas.terms_gensets import Gensets, LoadPoint, MethanePoint
from storage_model.blocks import FloatArray
from storage_model.units import METHANE_MWH_PER_M3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the fuel curve: heat = per_output · output + per_set · (what the running sets can give)."""

    per_output: float
    per_set: float


def lines_of(part_load: Sequence[LoadPoint]) -> tuple[Line, ...]:
    """Return the lines between neighbouring points of load ÷ efficiency; one point is one efficiency for all loads.

    For n equal sets of s MW and an output P the heat is the largest of a·P + b·n·s over the lines: load falls out of
    n · heat(P ÷ n).
    """
    points = [(point.load_frac, point.load_frac / point.efficiency_frac) for point in part_load]
    if len(points) == 1:
        return (Line(per_output=points[0][1] / points[0][0], per_set=0.0),)
    found = []
    for (load_0, heat_0), (load_1, heat_1) in pairwise(points):
        slope = (heat_1 - heat_0) / (load_1 - load_0)
        found.append(Line(per_output=slope, per_set=heat_0 - slope * load_0))
    return tuple(found)


def chord_of(lines: Sequence[Line], minimum_load_frac: float) -> Line:
    """Return the line from lowest to full load: the most heat for an output, some sets or minutes at the one, the rest
    at the other. Sets without another load than full have one line anyway.
    """
    at_least, at_full = (max(one.per_output * load + one.per_set for one in lines) for load in (minimum_load_frac, 1.0))
    slope = at_full if minimum_load_frac >= 1.0 else (at_full - at_least) / (1.0 - minimum_load_frac)
    return Line(per_output=slope, per_set=at_full - slope)


def heat_mw(part_load: Sequence[LoadPoint], power_mw: FloatArray, capable_mw: FloatArray) -> FloatArray:
    """Return the heat burned for an output, straight from the table: load, its point on the curve, back to the group.

    `capable_mw` is what the running sets can give; without any, no heat, shape (steps,) [MW].
    """
    loads = np.array([point.load_frac for point in part_load])
    heats = loads / np.array([point.efficiency_frac for point in part_load])
    load = np.divide(power_mw, capable_mw, out=np.zeros_like(power_mw), where=capable_mw > 0)
    if len(loads) == 1:
        return np.asarray(power_mw * (heats[0] / loads[0]))
    first_slope = (heats[1] - heats[0]) / (loads[1] - loads[0])
    below = np.minimum(load - loads[0], 0.0) * first_slope
    found: FloatArray = capable_mw * (np.interp(load, loads, heats) + below)
    return found


def most_heat_mw(
    part_load: Sequence[LoadPoint], minimum_load_frac: float, power_mw: FloatArray, capable_mw: FloatArray
) -> FloatArray:
    """Return the most heat burned for an output, straight from the table: between lowest and full load of all sets, by
    how far the output lies between the two, shape (steps,) [MW].
    """
    idle_mw = minimum_load_frac * capable_mw
    at_idle, at_full = (heat_mw(part_load, load_mw, capable_mw) for load_mw in (idle_mw, capable_mw))
    beyond_mw, left_mw = power_mw - idle_mw, capable_mw - idle_mw
    share = np.divide(beyond_mw, left_mw, out=np.zeros_like(power_mw), where=left_mw > 0)
    found: FloatArray = at_idle + share * (at_full - at_idle)
    return found


def output_factor(table: Sequence[MethanePoint], methane_frac: FloatArray) -> FloatArray:
    """Return the multiple of the rated output that gas of a concentration allows, shape (steps,)."""
    return _interpolated([p.methane_frac for p in table], [p.output_factor for p in table], methane_frac)


def m3_per_mwh(group: Gensets, methane_frac: FloatArray) -> FloatArray:
    """Return the pure methane per heat of the fuel curve, less on gas that burns well, shape (steps,) [m³/MWh]."""
    table = group.methane_effect
    factor = _interpolated([p.methane_frac for p in table], [p.efficiency_factor for p in table], methane_frac)
    return 1.0 / (METHANE_MWH_PER_M3 * factor)


def _interpolated(at: Sequence[float], values: Sequence[float], wanted: FloatArray) -> FloatArray:
    return np.interp(wanted, at, values) if at else np.ones_like(wanted)
