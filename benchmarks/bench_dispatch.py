"""How long a year of quarter-hours takes, as a multiple of the textbook programme in the same run; never fails
on seconds.
"""

from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from benchmarks.textbook import textbook
from storage_model.assets.battery import Battery
from storage_model.dispatch.optimise import optimise
from storage_model.scenario.site import Site
from tests.sites import battery, gas_plant, gas_series, horizon, site, spot

STEP_H = 0.25
YEAR = 35_040
REPETITIONS = 7
STATION = battery(
    power_mw=200.0, energy_mwh=400.0, charge_efficiency_frac=0.933, discharge_efficiency_frac=0.933, soc_min_frac=0.05,
    soc_max_frac=0.95, auxiliary_mw=0.75, wear_cost_yuan_per_mwh=55.0,
)  # fmt: skip


def prices() -> np.ndarray:
    """Return a made year: two humps a day, a midday trough that often touches zero, days of different height."""
    rng = np.random.default_rng(11)
    hour, day = np.arange(YEAR) * STEP_H % 24, (np.arange(YEAR) * STEP_H // 24).astype(int)
    daily = 280 + 250 * np.exp(-(((hour - 19) / 2.5) ** 2)) - 260 * np.exp(-(((hour - 12.5) / 3) ** 2))
    return np.clip(np.round(daily * rng.normal(1, 0.4, day[-1] + 1)[day] + rng.normal(0, 40, YEAR), 2), 0, 1500)


SALE = prices()
PURCHASE = np.round(0.95 * SALE + 10.0, 2)


def with_gas() -> Site:
    """Return the station with ten gas sets behind a connection that binds."""
    rng = np.random.default_rng(12)
    plant = gas_plant(sets=10, own_use_frac=0.05, variable_om_yuan_per_mwh=115.0, gas_price_yuan_per_m3=0.1)
    supply = gas_series(rng.uniform(3, 11, YEAR), rng.uniform(0.085, 0.13, YEAR))
    return site(
        {"battery": STATION, "gas": plant}, [spot(SALE, PURCHASE, ["battery", "gas"])], horizon(YEAR, STEP_H),
        series={"gas": supply}, export_limit_mw=205.0, import_limit_mw=195.0,
    )  # fmt: skip


def alone(station: Battery) -> Site:
    """Return the station alone; what the textbook programme describes."""
    return site({"battery": station}, [spot(SALE, PURCHASE)], horizon(YEAR, STEP_H))


def seconds(work: Callable[[], Any]) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def compared(benchmark: Any, work: Callable[[], Any], words: str) -> None:
    """Time the work and the yardstick in turn, print the ratio of their medians."""

    def yardstick() -> object:
        return textbook(STATION, SALE, PURCHASE, STEP_H)

    work()
    yardstick()
    pairs = [(seconds(work), seconds(yardstick)) for _ in range(REPETITIONS)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    ratios = sorted(mine / other for mine, other in pairs)
    benchmark.extra_info["ratio"] = ours / theirs
    benchmark.pedantic(work, rounds=1)
    print(  # noqa: T201 - the ratio is what this file is for
        f"\n{words}: {ours / theirs:.2f} of the textbook programme"
        f" ({ours:.3f} s to {theirs:.3f} s, single pairs {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


def test_same_optimum_as_the_textbook() -> None:
    """The yardstick measures the same question: equal objectives for the station alone."""
    theirs, _ = textbook(STATION, SALE, PURCHASE, STEP_H)
    assert optimise(alone(STATION)).objective_yuan == pytest.approx(theirs, rel=1e-9)
    idle = replace(alone(STATION), markets=(spot(SALE, 2 * SALE + 500),))
    assert optimise(idle).objective_yuan == pytest.approx(textbook(STATION, SALE, 2 * SALE + 500, STEP_H)[0], rel=1e-9)


def test_year_of_battery_and_gas(benchmark: Any) -> None:
    """Build, hand over, solve, read back and certify; battery and gas behind one connection."""
    given = with_gas()
    compared(benchmark, lambda: optimise(given), "battery + gas, 35 040 steps")


def test_year_of_battery_alone(benchmark: Any) -> None:
    """The same for the battery alone."""
    given = alone(STATION)
    compared(benchmark, lambda: optimise(given), "battery alone, 35 040 steps")
