"""How long a year of quarter-hours takes, as a multiple of the textbook programme in the same run; never fails
on seconds.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from statistics import median
from typing import Any

import pytest

from benchmarks.measure import medians, seconds, share_in, tell
from benchmarks.sites import (
    PURCHASE,
    SALE,
    STATION,
    STEP_H,
    alone,
    later_year,
    with_gas,
    with_hub,
    with_negative_prices,
    with_other_prices,
    with_regulation,
    with_yearly_cycles,
)
from benchmarks.textbook import as_arrays, textbook
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import Dispatcher, optimise
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.solver.threads import TOLD
from storage_model.dispatch.whole.prove import prove
from storage_model.scenario.site import Site
from tests.sites import spot

FIRST_CALL = """
from benchmarks.measure import seconds
from benchmarks.sites import alone
from storage_model.dispatch.optimise import optimise
site = alone()
print(seconds(lambda: optimise(site)))
"""


def yardstick() -> object:
    """Solve the textbook programme once."""
    return textbook(STATION, SALE, PURCHASE, STEP_H)


def compared(benchmark: Any, work: Callable[[], Any], words: str, repetitions: int = 7) -> None:
    """Time the work and the yardstick in turn, say the ratio of their medians."""
    ours_s, theirs_s = medians((work, yardstick), repetitions)
    benchmark.extra_info["ratio"] = ours_s / theirs_s
    benchmark.pedantic(lambda: None, rounds=1)
    tell(f"{words}: {ours_s / theirs_s:.2f} of the textbook programme ({ours_s:.3f} s to {theirs_s:.3f} s)")


def test_same_optimum_as_the_textbook() -> None:
    """The yardstick measures the same question: equal objectives for the station alone."""
    theirs, _ = textbook(STATION, SALE, PURCHASE, STEP_H)
    assert optimise(alone()).objective_yuan == pytest.approx(theirs, rel=1e-9)
    idle = replace(alone(), markets=(spot(SALE, 2 * SALE + 500),))
    assert optimise(idle).objective_yuan == pytest.approx(textbook(STATION, SALE, 2 * SALE + 500, STEP_H)[0], rel=1e-9)


@pytest.mark.parametrize(
    ("given", "repetitions"),
    [(alone, 7), (with_gas, 7), (with_hub, 3), (with_regulation, 3)],
    ids=["battery alone", "battery and gas plant", "battery and gas hub", "battery and two regulation products"],
)
def test_year(benchmark: Any, request: pytest.FixtureRequest, given: Callable[[], Site], repetitions: int) -> None:
    """Build, hand over, solve, read back and certify 35 040 steps."""
    site = given()
    compared(benchmark, lambda: optimise(site), request.node.callspec.id, repetitions)


BESIDE = {"alone": alone, "gas plant": with_gas, "gas hub": with_hub, "regulation": with_regulation}


@pytest.mark.parametrize("beside", BESIDE)
def test_year_of_330_cycles(benchmark: Any, beside: str) -> None:
    """A budget of the year ties all its days together."""
    site = with_yearly_cycles(BESIDE[beside]())
    compared(benchmark, lambda: optimise(site), f"battery of 330 cycles a year, {beside}", 1)


@pytest.mark.parametrize("given", [with_gas, with_hub, with_regulation], ids=["gas plant", "gas hub", "regulation"])
def test_year_beside_its_own_arrays(benchmark: Any, request: pytest.FixtureRequest, given: Callable[[], Site]) -> None:
    """The same question as arrays, without a modelling layer and with the solver's default options."""
    site = given()
    program = compile_model(lambda: build_model(site))
    (ours_s,) = medians((lambda: optimise(site),), 3)
    optima_yuan: list[float] = []
    arrays_s = seconds(lambda: optima_yuan.append(as_arrays(program)[0]))
    assert optimise(site).objective_yuan == pytest.approx(optima_yuan[0], rel=1e-9)
    benchmark.extra_info["ratio"] = ours_s / arrays_s
    benchmark.pedantic(lambda: None, rounds=1)
    words = f"battery and {request.node.callspec.id}: {ours_s / arrays_s:.2f} of the same programme as arrays"
    tell(f"{words} ({ours_s:.1f} s to {arrays_s:.1f} s)")


def first_call_s() -> float:
    """Return what the first dispatch of a process takes, by its own clock."""
    answer = subprocess.run([sys.executable, "-c", FIRST_CALL], check=True, capture_output=True, text=True)
    return float(answer.stdout.split()[-1])


def test_first_call(benchmark: Any) -> None:
    """The battery alone in a new process: what is imported and examined on the way counts."""
    ours_s = median(first_call_s() for _ in range(3))
    (theirs_s,) = medians((yardstick,), 3)
    benchmark.extra_info["ratio"] = ours_s / theirs_s
    benchmark.pedantic(lambda: None, rounds=1)
    tell(f"first call of a process: {ours_s / theirs_s:.2f} of the textbook programme ({ours_s:.2f} s)")


@pytest.mark.parametrize("of_year", [later_year, with_other_prices], ids=["same shape", "every price new"])
def test_next_year(
    benchmark: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, of_year: Callable[[int], Site]
) -> None:
    """The same after a year of the same structure: numbers change, the optimum is where the last one ended.

    What is outside the solver is told of one thread: of two, one waits for the other.
    """
    dispatcher, sites = Dispatcher(), cycle([of_year(number) for number in range(1, 9)])
    compared(benchmark, lambda: dispatcher.optimise(next(sites)), f"next year, {request.node.callspec.id}")
    monkeypatch.setenv(TOLD, "1")
    outside = 1.0 - share_in(lambda: dispatcher.optimise(next(sites)), "highspy._core")
    benchmark.extra_info["outside_frac"] = outside
    tell(f"of it outside the solver: {outside:.0%}")


@pytest.mark.parametrize("wear_yuan_per_mwh", [STATION.wear_cost_yuan_per_mwh, 0.0])
def test_apart_under_negative_prices(benchmark: Any, wear_yuan_per_mwh: float) -> None:
    """A tenth of the prices below zero: never both at once, proved; beside the linear programme.

    With the station's wear that burns nothing at these prices; without it does whenever the store is full.
    """
    site = with_negative_prices(wear_yuan_per_mwh)
    apart_s, linear_s, theirs_s = medians((lambda: optimise(site), linear_only(site), yardstick), 5)
    benchmark.extra_info["ratio"] = apart_s / linear_s
    benchmark.pedantic(lambda: None, rounds=1)
    tell(
        f"a tenth of prices below zero, wear {wear_yuan_per_mwh:.0f} yuan/MWh:"
        f" {apart_s:.2f} s, {apart_s / linear_s:.1f} of its linear programme"
        f" ({linear_s:.2f} s), {apart_s / theirs_s:.1f} of the textbook programme"
    )


def linear_only(site: Site) -> Callable[[], Any]:
    """Return the work of one round without whole numbers: build, solve, certify."""
    return lambda: prove(compile_model(lambda: build_model(site)), SolverOptions(), site.horizon.steps_per_day)
