"""A rule that reaches further than a window looks has a price while windows are walked, and the year's best are met."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear import far_rules, prove_linear, windows
from storage_model.dispatch.linear.laid import laid_out
from storage_model.dispatch.linear.windows import windows_in_turn
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.certificate import certify
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, solve
from storage_model.scenario.site import Site
from tests.formulation.small_sites import LOSSY
from tests.sites import battery, horizon, site, spot

# A window of 42 days of hours, and one of the rest.
DAYS = 60
OPTIONS = SolverOptions()


def of_spreads(*full_cycles: float, wear: float = 0.0) -> Site:
    """Return stations of 20 MWh with so many full cycles to spend; day n sells at 100 + 10 n what it bought at 100."""
    prices = np.full((DAYS, 24), 100.0)
    prices[:, 19:21] += 10.0 * np.arange(1, DAYS + 1)[:, np.newaxis]
    stations = {
        f"station_{number}": battery(
            cycles={"per_year": count * 365 / DAYS},
            ends={"rule": "fixed", "soc_frac": 0.0},
            wear_cost_yuan_per_mwh=wear,
        )
        for number, count in enumerate(full_cycles)
    }
    return site(stations, [spot(prices.ravel(), participants=stations)], horizon(24 * DAYS))


def reduced_of(of: Site) -> Reduced:
    """Return the programme as it is solved."""
    return reduce(compile_model(lambda: build_model(of)))


def walked(reduced: Reduced) -> list[SolverAnswer]:
    """Return what windows yield."""
    return list(windows_in_turn(reduced, 24, OPTIONS))


def at_least(reduced: Reduced, times: float = 1.0) -> Reduced:
    """Return the programme with its budget turned into a duty: no less than so many times that, instead of no more."""
    laid, program = laid_out(reduced), reduced.program
    (rule,) = laid.row_order[far_rules.far_rules(laid, 43 * 48, 48).rows]
    low, high = program.row_low.copy(), program.row_high.copy()
    low[rule], high[rule] = times * high[rule], np.inf
    return replace(reduced, program=replace(program, row_low=low, row_high=high))


def test_a_budget_of_the_year_is_spent_on_its_best_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve cycles of 20 MWh: 10 · (49 + … + 60) · 20 = 130 800 yuan, proved by windows alone.

    Spent as windows come it is 10 · (1 + … + 12) · 20 = 15 600; shared out by their days, 8.4 and 3.6 cycles, 107 320.
    """
    monkeypatch.setattr(prove_linear, "solve", None)
    found = optimise(of_spreads(12.0))
    assert found.objective_yuan == pytest.approx(130_800.0, rel=1e-9)
    assert abs(found.certificate.gap_frac) < 1e-9


def test_stations_have_a_price_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve cycles and twenty: 10 · (41 + … + 60) · 20 = 202 000 yuan more. One price for both would not do."""
    monkeypatch.setattr(prove_linear, "solve", None)
    assert optimise(of_spreads(12.0, 20.0)).objective_yuan == pytest.approx(332_800.0, rel=1e-9)


def test_a_budget_that_is_not_spent_has_no_price(monkeypatch: pytest.MonkeyPatch) -> None:
    """All sixty days: 10 · (1 + … + 60) · 20 = 366 000 yuan, from one walk."""
    monkeypatch.setattr(prove_linear, "solve", None)
    monkeypatch.setattr(windows, "paid_for", None)
    assert optimise(of_spreads(61.0)).objective_yuan == pytest.approx(366_000.0, rel=1e-9)


def test_what_no_price_divides_is_decided_as_one() -> None:
    """Half a cycle more goes to day 48, 4 800 yuan; at its price windows take all of it or nothing. They keep the rule,
    and the bound of their price lies above what is found.
    """
    reduced = reduced_of(of_spreads(12.5))
    (begun,) = walked(reduced)
    proof = certify(reduced.program, begun.values, begun.row_duals)
    assert proof.violation < 1e-7
    assert -begun.objective == pytest.approx(130_800.0)
    assert -proof.bound_yuan >= 135_600.0 - 1e-6
    assert optimise(of_spreads(12.5)).objective_yuan == pytest.approx(135_600.0, rel=1e-9)


def test_a_duty_that_reaches_far_is_paid_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five cycles at least where wear of 650 lets none pay: (50 + 60 + 70 + 80 + 90) · 20 = 7 000 yuan lost."""
    reduced = at_least(reduced_of(of_spreads(5.0, wear=650.0)))
    (found,) = walked(reduced)
    assert found.objective == pytest.approx(7_000.0)
    assert solve(reduced.program, OPTIONS).objective == pytest.approx(7_000.0)
    proof = certify(reduced.program, found.values, found.row_duals)
    assert abs(proof.gap_frac) < 1e-9
    assert proof.violation < 1e-7


def test_a_duty_no_price_brings_about_is_left_to_the_whole_programme() -> None:
    """Ten megawatts all day make twelve cycles; thirteen are not to be had, and the whole programme says so."""
    assert walked(at_least(reduced_of(of_spreads(5.0, wear=650.0)), 13 * DAYS / 5)) == []


@settings(max_examples=20)
@given(
    seed=st.integers(0, 10_000),
    full_cycles=st.floats(0.1, 60.0),
    ends=st.sampled_from([{"rule": "cyclic"}, {"rule": "free", "soc_frac": 0.5}]),
)
def test_the_optimum_is_that_of_one_programme(seed: int, full_cycles: float, ends: dict[str, object]) -> None:
    """Whatever the budget leaves of the cycles that would pay."""
    rng = np.random.default_rng(seed)
    prices = (rng.uniform(100, 600, (DAYS, 24)) * rng.uniform(0.5, 1.5, (DAYS, 1))).round(1).ravel()
    station = battery(**LOSSY, cycles={"per_year": full_cycles * 365 / DAYS}, ends=ends)
    of = site({"battery": station}, [spot(prices, prices + 10.0)], horizon(24 * DAYS))
    found = optimise(of)
    assert -found.objective_yuan == pytest.approx(solve(reduced_of(of).program, OPTIONS).objective, rel=1e-9, abs=1e-6)
    assert abs(found.certificate.gap_frac) < 1e-9
