"""The battery beside other ways to the same optimum: level by level, a binary in every step, another linear solver.

A schedule that charged and discharged at once would earn more at a negative price; the two that forbid it would differ.
"""

import numpy as np
import pytest

from tests.plain_store import Store, by_levels, by_milp
from tests.sites import audited, battery, battery_site

STEP_H = 0.5
# Half an hour at 10 MW brings 4 MWh and takes 6.25: full, empty or at full power, all is on a grid of 0.25 MWh.
GRID_MWH = 0.25
STORE = Store(
    power_mw=10.0, least_mwh=1.0, most_mwh=19.0, charge_efficiency=0.8, discharge_efficiency=0.8, wear=30.0,
    step_h=STEP_H,
)  # fmt: skip
STATION = battery(
    charge_efficiency_frac=0.8, discharge_efficiency_frac=0.8, soc_min_frac=0.05, soc_max_frac=0.95,
    wear_cost_yuan_per_mwh=30.0,
)  # fmt: skip


def prices(count: int, seed: int, below_zero: float) -> np.ndarray:
    """Return random prices, about such a share of them negative, deep enough to pay for burning energy."""
    rng = np.random.default_rng(seed)
    found = np.round(rng.uniform(0, 500, count), 2)
    return np.where(rng.uniform(size=count) < below_zero, -found, found)


def ours(given: np.ndarray) -> tuple[float, int]:
    """Return the objective of the audited dispatch, and how many binaries it needed."""
    dispatch, settlement = audited(battery_site(STATION, given, STEP_H))
    assert settlement.objective_yuan == pytest.approx(dispatch.objective_yuan, rel=1e-9)
    return dispatch.objective_yuan, dispatch.binaries


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("below_zero", [0.0, 0.5])
def test_level_by_level(seed: int, below_zero: float) -> None:
    """Two days of half hours over 73 levels of energy: equal to 1e-9."""
    given = prices(96, seed, below_zero)
    assert ours(given)[0] == pytest.approx(by_levels(STORE, given, GRID_MWH), rel=1e-9)


def test_the_grid_is_fine_enough() -> None:
    """A grid of 1 MWh misses what full power reaches: levels are a lower bound only where they fit."""
    given = prices(96, 0, 0.0)
    assert by_levels(STORE, given, 1.0) < ours(given)[0] - 1.0


@pytest.mark.parametrize("seed", range(3))
def test_a_binary_in_every_step(seed: int) -> None:
    """A week of half hours, half below zero, by scipy's branch and bound: equal to 1e-7; ours asks for fewer."""
    given = prices(7 * 48, 50 + seed, 0.5)
    objective, binaries = ours(given)
    assert objective == pytest.approx(by_milp(STORE, given), rel=1e-7)
    assert 0 < binaries < len(given)
