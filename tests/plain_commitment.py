"""Every way of running a few identical sets, tried one by one: nothing of the library, no solver, no counts.

Each set has its own row of on and off after its own past; a row is allowed where every run and every rest that ends in
it was long enough. Given who runs and who starts, the steps have nothing to do with each other, and the best output of
a step is at a corner: lowest load, a point of the efficiency table, full load, or where the gas ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

HEAT_MWH_PER_M3 = 35.9 / 3600
# Sets on in a step, and sets begun, are digits of one number: up to three sets add up without a carry.
BASE = 4
# What each set did in the steps before, 1 for on; before that it stood still.
History = Sequence[Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Plant:
    """Identical sets on one supply; times in steps, `part_load` pairs of load and efficiency, gas in m³/h."""

    sets: int
    set_mw: float
    least_load: float
    part_load: Sequence[tuple[float, float]]
    start_yuan: float = 0.0
    start_share: float = 0.0
    up_steps: int = 1
    down_steps: int = 1
    running_yuan_per_h: float = 0.0
    gas_yuan_per_m3: float = 0.0
    vent_yuan_per_m3: float = 0.0
    step_h: float = 0.5


def best_of_all(
    plant: Plant, prices: Sequence[float], gas: Sequence[float], safe: Sequence[bool], before: History
) -> float:
    """Return the most that any way of running up to three sets earns, after what each set did before."""
    count = len(prices)
    per_set = [[row for row in product((0, 1), repeat=count) if allowed(plant, past, row, safe)] for past in before]
    counts = range(plant.sets + 1)
    worth = np.array(
        [[[step_worth(plant, prices[t], gas[t], on, begun) for begun in counts] for on in counts] for t in range(count)]
    )
    ways = np.zeros(1, dtype=np.int64)
    for past, rows in zip(before, per_set, strict=True):
        on = np.array(rows)
        begun = (np.diff(on, axis=1, prepend=past[-1]) > 0).astype(int)
        codes = np.hstack([on, begun]) @ BASE ** np.arange(2 * count)
        ways = np.unique(ways[:, None] + codes[None, :])
    money = np.zeros(len(ways))
    for t in range(count):
        money += worth[t, ways // BASE**t % BASE, ways // BASE ** (count + t) % BASE]
    return float(money.max())


def allowed(plant: Plant, past: Sequence[int], row: Sequence[int], safe: Sequence[bool]) -> bool:
    """Whether one set may run so after its past: never on unsafe gas, and what ends in the row lasted long enough.

    A run may be cut short by unsafe gas alone; before its past a set stood still for ever.
    """
    if any(on and not good for on, good in zip(row, safe, strict=True)):
        return False
    whole = [*past, *row]
    for step in range(len(past), len(whole)):
        if whole[step] == whole[step - 1]:
            continue
        length = next((n for n in range(1, step) if whole[step - 1 - n] != whole[step - 1]), step)
        rested_for_ever = not whole[step - 1] and length == step
        tripped = bool(whole[step - 1]) and not safe[step - len(past)]
        if length < (plant.up_steps if whole[step - 1] else plant.down_steps) and not (tripped or rested_for_ever):
            return False
    return True


def step_worth(plant: Plant, price: float, gas: float, running: int, starting: int) -> float:
    """Return the best money of one step with some sets running, some of them just started; −∞ where impossible."""
    if starting > running:
        return -np.inf
    able = (running - plant.start_share * starting) * plant.set_mw
    fixed = plant.running_yuan_per_h * running * plant.step_h + plant.start_yuan * starting
    corners = [plant.least_load * able, able, *(load * able for load, _ in plant.part_load)]
    corners.append(output_of(plant, gas, able))
    best = -np.inf
    for output in corners:
        burned = heat_of(plant, output, able) / HEAT_MWH_PER_M3
        if plant.least_load * able - 1e-9 <= output <= able + 1e-9 and burned <= gas + 1e-6:
            money = price * output - plant.gas_yuan_per_m3 * burned - plant.vent_yuan_per_m3 * (gas - burned)
            best = max(best, plant.step_h * money - fixed)
    return best


def lines(plant: Plant) -> list[tuple[float, float]]:
    """Return slope and height at no load of the heat of one MW of sets, between neighbouring points of the table."""
    points = [(load, load / efficiency) for load, efficiency in plant.part_load]
    if len(points) == 1:
        return [(points[0][1] / points[0][0], 0.0)]
    slopes = [(h1 - h0) / (l1 - l0) for (l0, h0), (l1, h1) in pairwise(points)]
    return [(slope, heat - slope * load) for slope, (load, heat) in zip(slopes, points, strict=False)]


def heat_of(plant: Plant, output: float, able: float) -> float:
    """Return the heat that sets able to give `able` MW burn for an output [MW]."""
    return 0.0 if able <= 0 else max(slope * output + idle * able for slope, idle in lines(plant))


def output_of(plant: Plant, gas: float, able: float) -> float:
    """Return the output all the gas allows, whatever the load limits [MW]."""
    return min((gas * HEAT_MWH_PER_M3 - idle * able) / slope for slope, idle in lines(plant))
