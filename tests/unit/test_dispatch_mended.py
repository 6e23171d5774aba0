"""Seams of windows whose look-ahead was too short are mended: the days about them are solved anew, not the year."""

import numpy as np
import pytest

from storage_model.blocks import Ends
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear import prove_linear, windows
from storage_model.dispatch.linear.laid import laid_out
from storage_model.dispatch.linear.open_seams import met_again, open_by_time
from storage_model.dispatch.model import build_model
from storage_model.dispatch.solver.certificate import certify
from storage_model.dispatch.solver.highs import SolverOptions, solve
from tests.formulation.small_sites import LOSSY
from tests.sites import battery, horizon, site, spot

OPTIONS = SolverOptions()
DAYS = 70


def with_flat_days(seed: int) -> Reduced:
    """Return a battery with a fifth of its days at one price all day: what is worth keeping shows days later."""
    rng = np.random.default_rng(seed)
    prices, flat = rng.uniform(100, 600, (DAYS, 24)).round(1), rng.random(DAYS) < 0.2
    prices[flat] = rng.uniform(200, 400)
    given = site({"battery": battery(**LOSSY)}, [spot(prices.ravel(), prices.ravel() + 10.0)], horizon(24 * DAYS))
    return reduce(compile_model(lambda: build_model(given)))


@pytest.fixture(autouse=True)
def short_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows be a fortnight, so that ten weeks have seams enough."""
    monkeypatch.setattr(windows, "WINDOW_STEPS", 1)


@pytest.mark.parametrize("seed", [5, 12, 15, 16, 17, 28])
def test_mended_windows_are_the_optimum(seed: int) -> None:
    """First the schedule is worse than the optimum or unproved; mended it is the optimum, and its bound is met."""
    reduced = with_flat_days(seed)
    first, mended = windows.windows_in_turn(reduced, 24, OPTIONS)
    assert certify(reduced.program, first.values, first.row_duals).gap_frac > 1e-6
    proof = certify(reduced.program, mended.values, mended.row_duals)
    assert proof.gap_frac == pytest.approx(0.0, abs=1e-9)
    assert proof.violation < 1e-7
    assert mended.objective == pytest.approx(solve(reduced.program, OPTIONS).objective, rel=1e-9)


def test_what_is_open_at_an_end_whose_store_is_no_column() -> None:
    """What is stored last is the slack of its own rule where nothing is asked of it: that rule stands after every
    column. Beside an optimum nothing is open; the time of that rule had no place, and the dispatch broke off.
    """
    rng = np.random.default_rng(3)
    market, begun = spot(rng.uniform(100, 600, 24 * 30).round(1)), Ends(start={"stored_mwh": 2.0})
    given = site(
        {"battery": battery(**LOSSY)}, [market], horizon(24 * 30), import_limit_mw=1.0, ends={"battery": begun}
    )
    laid = laid_out(reduce(compile_model(lambda: build_model(given))))
    assert laid.row_time[-1] > laid.column_time[-1]
    optimum = solve(laid.program, OPTIONS)
    assert open_by_time(laid, optimum.values, optimum.row_duals).sum() == pytest.approx(0.0, abs=1e-6)


def test_a_year_is_not_solved_again_for_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where mending proves the optimum, nothing else is asked of the solver; where it does not, the whole is solved."""
    asked: list[int] = []

    def counted(program, options, start=None):  # type: ignore[no-untyped-def]  # a stand-in that passes everything on
        asked.append(len(program.cost))
        return solve(program, options, start)

    monkeypatch.setattr(prove_linear, "solve", counted)
    found = prove_linear.prove_linear(with_flat_days(12), OPTIONS, 24, None)
    assert asked == []
    assert abs(found.certificate.gap_frac) < 1e-9
    found = prove_linear.prove_linear(with_flat_days(67), OPTIONS, 24, None)
    assert len(asked) == 1
    assert abs(found.certificate.gap_frac) < 1e-9


@pytest.mark.parametrize("seed", [2, 28, 67])
def test_what_is_open_by_time_adds_up_to_the_gap(seed: int) -> None:
    """Complementary slackness, term by term: feasible values less the bound of any duals."""
    reduced = with_flat_days(seed)
    first = next(windows.windows_in_turn(reduced, 24, OPTIONS))
    laid = laid_out(reduced)
    left = open_by_time(laid, first.values[laid.column_order], first.row_duals[laid.row_order])
    proof = certify(reduced.program, first.values, first.row_duals)
    assert left.sum() == pytest.approx(proof.primal_yuan - proof.bound_yuan, rel=1e-6, abs=1e-5)


def test_schedules_meet_where_every_quantity_is_alike() -> None:
    """Points at 0, 2, 4, 6 with two stores: alike at 0 and 2, one apart at 4, both alike again at 6 and 8."""
    time = np.array([0, 0, 2, 2, 3, 4, 4, 6, 6, 8, 8, 10])
    before = np.zeros(12)
    now = np.array([0.0, 0, 0, 0, 5, 1, 0, 0, 0, 0, 0, 0])
    assert met_again(time, before, now, 2) == 2
    assert met_again(time, before, now, 4) == 6
    assert met_again(time[:7], before[:7], now[:7], 4) is None
