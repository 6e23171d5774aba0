"""Fuel of a group against every load of single sets in every minute of a step."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from storage_model.assets.gas.fuel import heat_mw, most_heat_mw
from storage_model.assets.gas.terms_gensets import LoadPoint
from tests.gas_sites import REFERENCE, gensets, hub, hub_site, supply
from tests.sites import audited

SOME = settings(max_examples=60, deadline=None, derandomize=True)
CURVES = (
    ((0.5, 0.30), (0.75, 0.34), (1.0, 0.36)),
    ((0.3, 0.25), (0.6, 0.33), (0.8, 0.35), (1.0, 0.345)),
    ((0.5, 0.30), (1.0, 0.36)),
)
M3_PER_MWH = 3600 / 35.9
Curve = tuple[tuple[float, float], ...]


def heat_of(curve: Curve, load_frac: Any) -> Any:
    """Return the heat of one set of 1 MW, straight between the points and on below the first of them [MW]."""
    loads = np.array([load for load, _ in curve])
    heats = np.array([load / efficiency for load, efficiency in curve])
    slope = (heats[1] - heats[0]) / (loads[1] - loads[0])
    return np.interp(load_frac, loads, heats) + slope * np.minimum(np.asarray(load_frac) - loads[0], 0.0)


@SOME
@given(st.data())
def test_any_loads_lie_between(data: Any) -> None:
    """Up to four sets, each with its own load in six parts of a step; minutes at lowest and full load burn most."""
    curve, lowest = data.draw(st.sampled_from(CURVES)), data.draw(st.sampled_from([0.0, 0.3, 0.5, 1.0]))
    sets = data.draw(st.integers(1, 4))
    load = np.array(data.draw(st.lists(st.floats(lowest, 1.0), min_size=6 * sets, max_size=6 * sets))).reshape(6, sets)
    power, able = np.array([load.sum() / 6]), np.array([float(sets)])
    points = [LoadPoint(load_frac=at, efficiency_frac=efficiency) for at, efficiency in curve]
    burned, most = heat_of(curve, load).sum() / 6, most_heat_mw(points, lowest, power, able)[0]
    assert heat_mw(points, power, able)[0] - 1e-9 <= burned <= most + 1e-9
    full = (power[0] - lowest * sets) / ((1 - lowest) * sets) if lowest < 1.0 else 1.0
    assert most == pytest.approx(sets * (full * heat_of(curve, 1.0) + (1 - full) * heat_of(curve, lowest)))


def best_of_an_hour(loads: Any, heats: Any, gas_mwh: float, price: float, *, sets: int, vent: float) -> float:
    """Return the most of one hour: for each number of sets, minutes of each set at each corner of its curve [yuan]."""
    per_mwh = vent * M3_PER_MWH
    best = -per_mwh * gas_mwh
    for running in range(1, sets + 1):
        answer = linprog(
            -np.tile(price * loads + per_mwh * heats, running),
            A_ub=[np.tile(heats, running)],
            b_ub=[gas_mwh],
            A_eq=np.kron(np.eye(running), np.ones(len(loads))),
            b_eq=np.ones(running),
            bounds=(0.0, 1.0),
        )
        if answer.success:
            best = max(best, -float(answer.fun or 0.0) - per_mwh * gas_mwh)
    return float(best)


@SOME
@given(st.data())
def test_equal_to_every_way_of_loading_the_sets(data: Any) -> None:
    """One hour, dear or cheap venting, prices of both signs: no way of loading single sets earns more, nor less."""
    curve, lowest = data.draw(st.sampled_from(CURVES)), data.draw(st.sampled_from([0.0, 0.5, 0.7, 1.0]))
    sets, price = data.draw(st.integers(1, 3)), float(data.draw(st.integers(-400, 400)))
    gas_mwh, vent = data.draw(st.floats(0.1, 12.0)), data.draw(st.sampled_from([0.0, 0.2, 1.0]))
    supplies = {"drained": {**REFERENCE, "venting_cost_yuan_per_m3": vent}}
    table = [{"load_frac": load, "efficiency_frac": efficiency} for load, efficiency in curve]
    group = gensets(sets=sets, minimum_load_frac=lowest, part_load=table)
    site = hub_site(hub({"sets": group}, supplies=supplies), [price], supply([gas_mwh * M3_PER_MWH], 0.12))
    loads = np.array(sorted({lowest, 1.0, *(load for load, _ in curve if load > lowest)}))
    best = best_of_an_hour(loads, heat_of(curve, loads), gas_mwh, price, sets=sets, vent=vent)
    assert audited(site)[0].objective_yuan == pytest.approx(best, abs=0.2)
