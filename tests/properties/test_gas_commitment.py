"""Whole numbers of running sets against every way of running single sets: the same money, and nobody is cut short."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.assets.gas import GasHub
from storage_model.blocks import Ends
from storage_model.problems import InfeasibleError
from tests.gas_sites import GAS_OF_A_MW, REFERENCE, gensets, hub, hub_site, supply
from tests.plain_commitment import History, Plant, allowed, best_of_all
from tests.sites import audited

SAFE, UNSAFE = 0.12, 0.07
CURVES = ([(1.0, 0.36)], [(0.5, 0.30), (1.0, 0.36)])
SOME = settings(max_examples=40, deadline=None, derandomize=True)


def hub_of(plant: Plant) -> GasHub:
    """Return the plant as a hub."""
    group = gensets(
        sets=plant.sets, set_power_mw=plant.set_mw, minimum_load_frac=plant.least_load,
        part_load=[{"load_frac": load, "efficiency_frac": efficiency} for load, efficiency in plant.part_load],
        start_cost_yuan=plant.start_yuan, start_time_min=60 * plant.step_h * plant.start_share,
        minimum_up_h=plant.step_h * plant.up_steps, minimum_down_h=plant.step_h * plant.down_steps,
        running_cost_yuan_per_h=plant.running_yuan_per_h,
    )  # fmt: skip
    prices = {"gas_price_yuan_per_m3": plant.gas_yuan_per_m3, "venting_cost_yuan_per_m3": plant.vent_yuan_per_m3}
    return hub({"sets": group}, supplies={"drained": {**REFERENCE, **prices}})


def handed_over(before: History) -> Ends:
    """Return what the pasts of the sets amount to, as a hub is told."""
    table = np.array(before)
    changes = np.diff(table, axis=1, prepend=0)
    states = {"gensets[sets].running_sets_ago[1]": float(table[:, -1].sum())}
    for ago in range(1, table.shape[1] + 1):
        states[f"gensets[sets].starts_ago[{ago}]"] = float((changes[:, -ago] > 0).sum())
        states[f"gensets[sets].stops_ago[{ago}]"] = float((changes[:, -ago] < 0).sum())
    return Ends(start=states)


def compared(plant: Plant, prices: list[float], gas_mw: list[float], safe: list[bool], before: History) -> float:
    """Return the optimum, once the best of all ways of running the sets is found to be the same.

    Where sets that have to stay on lack gas there is no way at all, −∞, and the library must say so.
    """
    found = optimum(plant, prices, gas_mw, safe, before)
    tried = best_of_all(plant, prices, [GAS_OF_A_MW * mw for mw in gas_mw], safe, before)
    assert found == tried or found == pytest.approx(tried, abs=1e-6 * max(1.0, abs(tried)))
    return found


def optimum(plant: Plant, prices: list[float], gas_mw: list[float], safe: list[bool], before: History) -> float:
    """Return what the library earns with gas for the given output at full load; −∞ where it finds no way."""
    gas = supply(GAS_OF_A_MW * np.array(gas_mw), [SAFE if good else UNSAFE for good in safe])
    whole = hub_site(hub_of(plant), prices, gas, plant.step_h, ends={"gas": handed_over(before)})
    try:
        return audited(whole)[0].objective_yuan
    except InfeasibleError:
        return -np.inf


@st.composite
def plants(draw: Any) -> Plant:
    """Draw sets with times, costs of starting and running, and gas that costs more used than vented, or nothing."""
    return Plant(
        sets=draw(st.integers(1, 3)),
        set_mw=draw(st.sampled_from([0.5, 1.0])),
        least_load=draw(st.sampled_from([0.0, 0.5, 0.8])),
        part_load=draw(st.sampled_from(CURVES)),
        start_yuan=draw(st.sampled_from([0.0, 40.0, 150.0])),
        start_share=draw(st.sampled_from([0.0, 0.5])),
        up_steps=draw(st.integers(1, 4)),
        down_steps=draw(st.integers(1, 3)),
        running_yuan_per_h=draw(st.sampled_from([0.0, 20.0])),
        gas_yuan_per_m3=draw(st.sampled_from([0.0, 0.3])),
    )


@st.composite
def pasts(draw: Any, plant: Plant) -> History:
    """Draw what each set did in four steps before, itself allowed."""
    rows = [row for row in product((0, 1), repeat=4) if allowed(plant, (0,), row, [True] * 4)]
    return [draw(st.sampled_from(rows)) for _ in range(plant.sets)]


@SOME
@given(st.data())
def test_equal_to_every_way_of_running_the_sets(data: Any) -> None:
    """Three to six half hours: prices, gas for none to four sets, one step in eight unsafe, any past of each set."""
    plant = data.draw(plants())
    count = data.draw(st.integers(3, 6))
    prices = data.draw(st.lists(st.integers(-100, 600).map(float), min_size=count, max_size=count))
    gas_mw = data.draw(st.lists(st.sampled_from([0.3, 0.9, 1.3, 2.2, 4.0]), min_size=count, max_size=count))
    safe = data.draw(st.lists(st.sampled_from([True] * 7 + [False]), min_size=count, max_size=count))
    compared(plant, prices, gas_mw, safe, data.draw(pasts(plant)))


PRICES = [90.0, 20.0, 300.0, 150.0, -50.0, 400.0, 80.0, 10.0]
GAS_MW = [4.0, 1.3, 2.2, 0.9, 4.0, 3.0, 1.3, 2.2]
AT_REST = [(0,)] * 3


@pytest.mark.parametrize(
    ("numbers", "unsafe"),
    [
        ({"start_yuan": 60.0}, ()), ({"up_steps": 4, "down_steps": 3}, ()),
        ({"up_steps": 5, "start_yuan": 100.0, "start_share": 0.5}, (3,)),
        ({"down_steps": 4, "start_yuan": 20.0}, (1, 6)), ({"up_steps": 8, "part_load": CURVES[0]}, ()),
    ],
)  # fmt: skip
def test_eight_steps_of_three_sets(numbers: dict[str, Any], unsafe: tuple[int, ...]) -> None:
    """2⁸ rows for each of three sets at rest; times and starts bind, since without them the same sets earn more."""
    basic = {"sets": 3, "set_mw": 1.0, "least_load": 0.6, "part_load": CURVES[1], "gas_yuan_per_m3": 0.1}
    safe = [step not in unsafe for step in range(8)]
    bound = compared(Plant(**{**basic, **numbers}), PRICES, GAS_MW, safe, AT_REST)
    free = {key: value for key, value in numbers.items() if key == "part_load"}
    assert optimum(Plant(**{**basic, **free}), PRICES, GAS_MW, safe, AT_REST) > bound + 1.0
