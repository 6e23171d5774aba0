"""Whole numbers decided window after window: what a window leaves has its price, and no hard day costs the rest."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.model import build_model
from storage_model.dispatch.solver.highs import SolverOptions, solve
from storage_model.dispatch.whole import forward
from storage_model.dispatch.whole.decided import with_whole
from storage_model.dispatch.whole.forward import decided_forward
from storage_model.markets.demand_charge import DemandCharge
from storage_model.problems import InfeasibleError, SolverStoppedError
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.sites import battery, horizon, site, spot

OPTIONS = SolverOptions(mip_gap_frac=1e-6)
DEMAND = DemandCharge(key="demand", participant="battery", yuan_per_kw_month=2.0, share_frac=1.0, vat_frac=0.13)
HOLDER = {"capacity_m3": 40 * GAS_OF_A_MW / 0.12, "methane_frac": 0.12}
FROM_HOLDER = ["drained", "holder"]


def reduced_of(prices: Any, gas_mw: Any, *, holder: dict[str, float] | None = None, **group: Any) -> Reduced:
    """Return the programme of whole sets on free gas, made smaller."""
    supplies = {} if holder is None else {"supplies": FROM_HOLDER}
    parts = {} if holder is None else {"holder": holder}
    plant = hub({"sets": gensets(**supplies, **group)}, commitment="integer", **parts)
    site = hub_site(plant, prices, supply(np.asarray(gas_mw) * GAS_OF_A_MW, 0.12))
    return reduce(compile_model(lambda: build_model(site)))


def forward_of(reduced: Reduced, beside: LinearProgram | None = None, options: SolverOptions = OPTIONS) -> Any:
    """Return values with whole numbers by the hour."""
    relaxed = solve(reduced.program.relaxed(), options)
    return decided_forward(reduced, beside or reduced.program, relaxed, 24, options)


def earned(reduced: Reduced, whole: Any) -> float:
    """Return what the best schedule to these whole numbers earns, all rules kept."""
    found = with_whole(reduced, whole, OPTIONS, 24)
    assert found.certificate.violation < 1e-6
    return -found.certificate.primal_yuan


def days_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every window decide one day of hours."""
    monkeypatch.setattr(forward, "WINDOW_STEPS", 24)


def test_what_a_window_leaves_has_its_price(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gas for half a set on five days, the last one at 300 instead of 100: 24 MWh then, 36 before, 10 800. Windows that
    do not know what the holder is worth burn it as it comes; only the fourth sees the last day: at most 10 200 then.
    """
    days_of(monkeypatch)
    prices = np.repeat([100.0, 100, 100, 100, 300], 24)
    reduced = reduced_of(prices, np.full(120, 0.5), holder=HOLDER, sets=1, minimum_load_frac=1.0)
    assert earned(reduced, forward_of(reduced)) == pytest.approx(10_800, rel=1e-6)


def test_where_the_sides_leave_nothing_a_window_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set asked to run on a day without gas: that day is decided freely, the other days stay within their bounds."""
    days_of(monkeypatch)
    gas = np.ones(120)
    gas[48:72] = 0.0
    reduced = reduced_of(np.full(120, 200.0), gas, sets=2, minimum_load_frac=0.5)
    program = reduced.program
    running = np.flatnonzero(program.integer & (program.cost == 0.0))[:120]
    low = program.col_low.copy()
    low[running] = 1.0
    whole = forward_of(reduced, replace(program, col_low=low))
    assert np.repeat([1.0, 1, 0, 1, 1], 24) == pytest.approx(whole[running])
    assert earned(reduced, whole) == pytest.approx(96 * 200.0, rel=1e-6)


def test_the_turn_of_the_year_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gas for 1.3 sets that run at 0.7 or more: shares of sets would run 1.75, whole ones do and go round the year."""
    days_of(monkeypatch)
    prices = np.random.default_rng(1).uniform(200, 500, 24 * 30).round(1)
    group = {"sets": 3, "minimum_load_frac": 0.7, "start_cost_yuan": 300.0, "running_cost_yuan_per_h": 50.0}
    reduced = reduced_of(prices, np.full(24 * 30, 1.3), **group)
    best = -solve(reduced.program, OPTIONS).objective
    assert earned(reduced, forward_of(reduced)) == pytest.approx(best, rel=1e-3)


@pytest.mark.parametrize("seed", range(8))
def test_every_schedule_holds_and_is_near(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Random sets with times, starts and a holder over ten days: all rules are kept, and little is lost beside shares
    of sets, which earn at least as much as the optimum.
    """
    days_of(monkeypatch)
    rng = np.random.default_rng(seed)
    group = {
        "sets": int(rng.integers(2, 5)), "minimum_load_frac": float(rng.choice([0.5, 0.7])), "start_cost_yuan": 150.0,
        "minimum_up_h": float(rng.integers(1, 6)), "minimum_down_h": float(rng.integers(1, 4)), "start_time_min": 20.0,
    }  # fmt: skip
    prices, gas = rng.uniform(-50, 500, 240).round(1), rng.uniform(0.3, 2.5, 240).round(2)
    reduced = reduced_of(prices, gas, holder={**HOLDER, "capacity_m3": HOLDER["capacity_m3"] / 8}, **group)
    whole = forward_of(reduced, options=replace(OPTIONS, mip_gap_frac=1e-3))
    numbers = whole[reduced.program.integer]
    assert np.abs(numbers - np.round(numbers)).max() < 1e-6
    most = -solve(reduced.program.relaxed(), OPTIONS).objective
    assert most * 0.96 <= earned(reduced, whole) <= most * (1 + 1e-9)


@pytest.mark.parametrize("budget", [{"per_year": 30.0}, {}])
def test_a_rule_over_many_windows_is_paid_for(budget: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the cycles that prices ask for over sixty days, or a charge on the peak of each month: a window that has
    to keep what all together must finds no cycles left. Whole sets cost 4 % of the relaxed optimum here.
    """
    days_of(monkeypatch)
    rng = np.random.default_rng(1)
    prices, gas = rng.uniform(50, 500, 24 * 60).round(1), rng.uniform(0.5, 2.5, 24 * 60).round(2)
    plant = hub({"sets": gensets(sets=3, minimum_load_frac=0.6, start_cost_yuan=100.0)}, commitment="integer")
    store = battery(cycles=budget, auxiliary_mw=0.5)
    markets = [spot(prices, prices, ["battery", "gas"]), *([] if budget else [DEMAND])]
    series = {"gas": supply(gas * GAS_OF_A_MW, 0.12)}
    given = site({"battery": store, "gas": plant}, markets, horizon(24 * 60), series=series, export_limit_mw=11.0)
    reduced = reduce(compile_model(lambda: build_model(given)))
    most = -solve(reduced.program.relaxed(), OPTIONS).objective
    assert most * 0.955 <= earned(reduced, forward_of(reduced)) <= most * (1 + 1e-9)


def test_no_window_takes_the_time_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the time left each of many windows gets a tenth; one alone gets all. With none left nothing is decided."""
    days_of(monkeypatch)
    asked = times_asked(monkeypatch)
    reduced = reduced_of(np.full(24 * 20, 200.0), np.ones(24 * 20), sets=1)
    forward_of(reduced, options=replace(OPTIONS, time_limit_s=50.0))
    assert len(asked) == 19
    assert all(0.0 < seconds <= 5.0 for seconds in asked)
    asked.clear()
    forward_of(reduced_of(np.full(24, 200.0), np.ones(24), sets=1), options=replace(OPTIONS, time_limit_s=50.0))
    assert 49.0 < asked[0] <= 50.0
    relaxed = solve(reduced.program.relaxed(), OPTIONS)
    with pytest.raises(SolverStoppedError):
        decided_forward(reduced, reduced.program, relaxed, 24, replace(OPTIONS, time_limit_s=0.0))


def test_rules_that_nothing_keeps_are_said() -> None:
    """A balance that cannot be met: no window hides it."""
    reduced = reduced_of(np.full(48, 200.0), np.ones(48), sets=1)
    program = reduced.program
    relaxed = solve(program.relaxed(), OPTIONS)
    low = program.row_low.copy()
    low[-1] = program.row_high[-1] = 1e9
    with pytest.raises(InfeasibleError):
        decided_forward(replace(reduced, program=replace(program, row_low=low)), program, relaxed, 24, OPTIONS)


def times_asked(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds each window is given, as they are asked."""
    found: list[float] = []
    decided: Callable[..., Any] = forward._decided

    def kept(part: LinearProgram, options: SolverOptions, enough: float) -> Any:
        found.append(options.time_limit_s)
        return decided(part, options, enough)

    monkeypatch.setattr(forward, "_decided", kept)
    return found
