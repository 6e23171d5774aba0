"""A sweep of hourly years: two processes beside one, and what a case costs outside the solver and outside its life."""

import os
from pathlib import Path
from time import process_time
from typing import Any

import highspy
import pytest

from benchmarks.measure import seconds, tell
from storage_model.cases.many import task
from storage_model.cases.many.limits import FREE
from storage_model.cases.many.pool import Pool
from storage_model.cases.many.task import Done, Order, Task, run_task
from storage_model.cases.processes import side_by_side
from storage_model.dispatch.solver.threads import TOLD
from tests.bad_inputs.site import SHIPPED, make_site
from tests.many import grid, planned, run_here, sweep_of

CASES = int(os.environ.get("SWEEP_CASES", "40"))
# Pairs of sweeps timed in turn; a machine that others use too needs several.
ROUNDS = int(os.environ.get("SWEEP_ROUNDS", "1"))
# Steps of a loop that lasts about a second.
LOOP = 10_000_000
LOSS = "assets.station.charge_efficiency_frac"
# Hourly means of the shipped prices; a battery alone, its first operating years.
YEARS = int(os.environ.get("SWEEP_YEARS", "1"))
HOURLY = f"""\
extends: shouyang_base.yaml
title: {{zh: 试, en: trial}}
policies: {{gas_tariff: null}}
prices:
  real_time: null
  day_ahead: {{file: ../prices/hourly.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}}
deltas:
  alone:
    assets.gas_plant: null
    projects.gas: null
    projects.station.operating_years: {YEARS}
    projects.station.loans.bank.years: {min(12, YEARS)}
"""


def hourly_sweep(folder: Path) -> Path:
    """Write a sweep whose every case needs an hourly year of its own."""
    cases = make_site(folder)
    lines = (SHIPPED / "prices" / "shanxi_2026_like.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",")[:2] for line in lines if line.startswith("20")]
    hours = zip(*(rows[part::4] for part in range(4)), strict=True)
    means = [f"{hour[0][0]},{sum(float(price) for _, price in hour) / 4:.2f}" for hour in hours]
    (cases.parent / "prices" / "hourly.csv").write_text("\n".join(["start,da_yuan_per_mwh", *means]), encoding="utf-8")
    (cases / "hourly.yaml").write_text(HOURLY, encoding="utf-8")
    return sweep_of(cases / "hourly.yaml", grid({LOSS: f"{{low: 0.85, high: 0.95, count: {CASES}}}"}))


def bare_loop(_: int) -> int:
    """Work that shares nothing with anything else."""
    return sum(number * number & 7 for number in range(LOOP))


def gain_of_a_bare_loop() -> float:
    """Return how much sooner two processes end two bare loops than one does: what the machine has to give just now."""
    with side_by_side(2) as two:
        list(two.map(bare_loop, range(2)))
        one_s = seconds(lambda: [two.submit(bare_loop, 0).result() for _ in range(2)])
        return one_s / seconds(lambda: list(two.map(bare_loop, range(2))))


@pytest.mark.benchmark(group="sweep")
def test_two_processes_beside_one(benchmark: Any, tmp_path: Path) -> None:
    """Asked: at least 1.8 times as fast on two; only where two cores are free, which a bare loop tells."""
    plan = planned(hourly_sweep(tmp_path))
    assert len(plan.lives) == CASES

    def taken_s(jobs: int, number: int) -> float:
        return seconds(lambda: run_here(plan, tmp_path / f"{jobs}_{number}", engine=Pool(jobs)))

    rounds = [(taken_s(1, number), gain_of_a_bare_loop(), taken_s(2, number)) for number in range(ROUNDS)]
    one_s, bare, two_s = (sum(column) / ROUNDS for column in zip(*rounds, strict=True))
    benchmark.extra_info |= {"cases": CASES, "faster": one_s / two_s, "of_a_bare_loop": bare}
    benchmark.pedantic(lambda: None, rounds=1)
    tell(
        f"{CASES} cases of {YEARS} hourly years: two processes {one_s / two_s:.2f} times as fast"
        f" ({one_s:.1f} s to {two_s:.1f} s); a bare loop {bare:.2f} times"
    )


@pytest.mark.benchmark(group="sweep")
def test_what_a_case_costs_outside_the_solver(benchmark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CPU of one process over ten cases: all of it, what HiGHS takes, what living the years takes."""
    monkeypatch.setenv(TOLD, "1")
    plan = planned(hourly_sweep(tmp_path))
    order = Order.of(plan, FREE)
    spent = {"highs": 0.0, "life": 0.0}
    counted("run", highspy._core._Highs, spent, "highs", monkeypatch)
    counted("live_once", task, spent, "life", monkeypatch)

    def ten() -> float:
        begun = process_time()
        for case in plan.cases[:10]:
            done: Done = run_task(Task(order=order, of=case, cases=(case,)))
            assert done.answers
        return process_time() - begun

    ten()
    spent |= {"highs": 0.0, "life": 0.0}
    whole = ten()
    outside_frac = (whole - spent["life"]) / spent["life"]
    benchmark.extra_info |= {"outside_the_life": outside_frac, "highs_share": spent["highs"] / whole}
    benchmark.pedantic(lambda: None, rounds=1)
    tell(
        f"a case of {YEARS} hourly years: {whole / 10:.3f} s of CPU, {spent['highs'] / whole:.0%} of it in HiGHS,"
        f" {spent['life'] / whole:.0%} in its life; the sweep adds {outside_frac:.0%}"
    )


def counted(name: str, module: Any, spent: dict[str, float], key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the CPU a function of a module or class takes."""
    real = getattr(module, name)

    def timed(*arguments: Any, **more: Any) -> Any:
        begun = process_time()
        try:
            return real(*arguments, **more)
        finally:
            spent[key] += process_time() - begun

    monkeypatch.setattr(module, name, timed)
