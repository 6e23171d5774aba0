"""Where the simplex begins changes how long it takes, never what it finds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear import prove_linear, windows
from storage_model.dispatch.linear.laid import laid_out
from storage_model.dispatch.linear.seams import Seams
from storage_model.dispatch.linear.windows import windows_in_turn
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver import highs
from storage_model.dispatch.solver.certificate import certify
from storage_model.dispatch.solver.hand_over import BASIC, Basis
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, solve
from storage_model.scenario.site import Site
from tests.formulation.small_products import small_products
from tests.formulation.small_sites import LOSSY
from tests.sites import battery, horizon, site, spot

# Two windows of hours.
DAYS = 60
OPTIONS = SolverOptions()


def prices(days: int = DAYS, seed: int = 4) -> np.ndarray:
    """Return a month of hours with a peak in the evening, each day of another height."""
    rng = np.random.default_rng(seed)
    hour, day = np.arange(24 * days) % 24, np.arange(24 * days) // 24
    return np.round(
        200 + 150 * np.exp(-(((hour - 19) / 3) ** 2)) * rng.normal(1, 0.3, days)[day] + 20 * rng.normal(size=hour.size),
        2,
    )


def with_products(**numbers: object) -> Site:
    """Return a battery with losses and both regulations beside energy: a dozen rules a step, nothing at once."""
    over = horizon(24 * DAYS)
    products = small_products(["battery"], over)
    given = prices()
    markets = [spot(given, 0.95 * given + 10.0), products["primary"], products["secondary"]]
    return site({"battery": battery(**LOSSY, **numbers)}, markets, over)


def alone(days: int = DAYS) -> Site:
    """Return a battery with energy only."""
    given = prices(days)
    return site({"battery": battery()}, [spot(given, given + 10.0)], horizon(24 * days))


def reduced_of(given: Site) -> Reduced:
    """Return the programme as it is solved."""
    return reduce(compile_model(lambda: build_model(given)))


def walked(reduced: Reduced) -> SolverAnswer:
    """Return the windows put together."""
    return next(windows_in_turn(reduced, 24, OPTIONS))


@pytest.mark.parametrize("given", [alone, with_products], ids=["alone", "with products"])
def test_windows_prove_themselves(given: Callable[[], Site]) -> None:
    """Values and duals of windows alone: the optimum of the whole, its bound met, no rule broken.

    Without the turn of the year the battery would begin full for nothing; without seams the bound would stay open.
    """
    reduced = reduced_of(given())
    found, whole = walked(reduced), solve(reduced.program, OPTIONS)
    proof = certify(reduced.program, found.values, found.row_duals)
    assert proof.primal_yuan == pytest.approx(whole.objective, rel=1e-9)
    assert abs(proof.gap_frac) < 1e-9
    assert proof.violation < 1e-7


@pytest.mark.parametrize(
    "ends",
    [{"rule": "cyclic"}, {"rule": "fixed", "soc_frac": 0.4}, {"rule": "free", "soc_frac": 0.4}],
    ids=["cyclic", "fixed", "free"],
)
def test_the_dispatch_is_that_of_the_windows(ends: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme is not solved as one where windows have proved it."""
    monkeypatch.setattr(prove_linear, "solve", None)
    assert abs(optimise(with_products(ends=ends)).certificate.gap_frac) < 1e-9


def test_windows_that_prove_nothing_are_a_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """With duals that bound nothing the programme is solved as one, to the same optimum."""
    expected = optimise(with_products())
    monkeypatch.setattr(Seams, "join", lambda *_: None)
    found = optimise(with_products())
    assert found.objective_yuan == pytest.approx(expected.objective_yuan, rel=1e-9)
    assert abs(found.certificate.gap_frac) < 1e-9


def test_windows_begin_near_the_optimum() -> None:
    """Many rules a step: one optimum from nothing and from windows, which leave a tenth of the way."""
    reduced = reduced_of(with_products())
    nothing, from_windows = (solve(reduced.program, OPTIONS, start) for start in (None, walked(reduced).basis))
    assert from_windows.objective == pytest.approx(nothing.objective, rel=1e-9)
    assert from_windows.iterations < 0.1 * nothing.iterations


@pytest.mark.parametrize("runs_off", [1, 2], ids=["once", "again"])
def test_an_answer_from_a_basis_that_breaks_a_rule_is_found_anew(
    runs_off: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year of 101.24 MW came back as optimal from its windows with 1.5 kWh too much at one quarter-hour. Worked out
    anew from the basis it ended with a rule like that holds; a year with two regulations took 0.6 s so, 30 s from none.
    """
    expected, begun = optimise(with_products()), list[Basis | None]()

    def off_from_a_basis(program: LinearProgram, options: SolverOptions, start: Basis | None = None) -> SolverAnswer:
        begun.append(start)
        found = solve(program, options, start)
        return replace(found, values=found.values + 1.5e-3) if len(begun) <= runs_off else found

    monkeypatch.setattr(prove_linear, "solve", off_from_a_basis)
    monkeypatch.setattr(Seams, "join", lambda *_: None)
    found = optimise(with_products())
    assert len(begun) == runs_off + 1
    assert None not in begun[:2]
    assert begun[2:] == [None] * (runs_off - 1)
    assert found.certificate.violation < 1e-9
    assert found.objective_yuan == pytest.approx(expected.objective_yuan, rel=1e-9)


def test_where_windows_are_given_up_the_programme_begins_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A basis of one day repeated, once tried here, grows with every day: over a year it ended in no number at all,
    and the solver in a memory fault.
    """
    begun: list[Basis | None] = []

    def watched(program: LinearProgram, options: SolverOptions, start: Basis | None = None) -> SolverAnswer:
        begun.append(start)
        return solve(program, options, start)

    monkeypatch.setattr(prove_linear, "solve", watched)
    monkeypatch.setattr(windows, "paid_for", lambda *_: None)
    found = optimise(with_products(cycles={"per_year": 5.0 * 365 / DAYS}))
    assert begun == [None]
    assert abs(found.certificate.gap_frac) < 1e-9


def test_the_basis_has_about_one_basic_member_a_row() -> None:
    """Laid end to end the windows make nearly a basis; HiGHS mends the seams."""
    reduced = reduced_of(with_products())
    basis = walked(reduced).basis
    assert basis.shape == reduced.program.matrix.shape
    assert (len(basis.native.row_status), len(basis.native.col_status)) == basis.shape
    basic = sum(int(status) == BASIC for status in (*basis.native.col_status, *basis.native.row_status))
    assert abs(basic - basis.shape[0]) <= DAYS


def test_in_order_of_time() -> None:
    """Points stand at even times, steps between them at odd ones; a row at the last of its columns."""
    laid = laid_out(reduced_of(with_products()))
    assert laid.column_time[0] == 0
    assert laid.column_time[-1] == 2 * 24 * DAYS
    assert (np.diff(laid.column_time) >= 0).all()
    rows = np.repeat(np.arange(len(laid.row_time)), np.diff(laid.program.matrix.indptr))
    last = np.zeros(len(laid.row_time), dtype=np.int64)
    np.maximum.at(last, rows, laid.column_time[laid.program.matrix.indices])
    assert np.array_equal(last, laid.row_time)


def test_a_limit_over_the_whole_horizon_is_kept() -> None:
    """Windows know nothing of a yearly budget until the last; then they are given up, and the budget holds."""
    budget = {"per_year": 5.0 * 365 / DAYS}
    found = optimise(with_products(cycles=budget))
    free = optimise(with_products())
    assert found.objective_yuan < free.objective_yuan
    assert abs(found.certificate.gap_frac) < 1e-9
    one_by_one = solve(reduced_of(with_products(cycles=budget)).program, OPTIONS)
    assert -one_by_one.objective == pytest.approx(found.objective_yuan, rel=1e-9)


def test_a_short_horizon_begins_from_nothing() -> None:
    """A month of hours is solved as quickly as it is cut; two months are walked."""
    assert next(windows_in_turn(reduced_of(alone(30)), 24, OPTIONS), None) is None
    assert next(windows_in_turn(reduced_of(alone(60)), 24, OPTIONS), None) is not None


class Refused:
    """A HiGHS that holds the programme and does not run, as one does that cannot mend a foreign basis."""

    def __init__(self, highs: Any, status: str) -> None:
        """Take the object that would run, and the model status it ends in."""
        self.highs, self.status = highs, status

    def run(self) -> None:
        """Do nothing."""

    def getModelStatus(self) -> Any:  # noqa: N802 - HiGHS' own name
        """Return the status of one that has failed."""
        return getattr(highspy.HighsModelStatus, self.status)

    def __getattr__(self, name: str) -> Any:
        """Answer everything else as HiGHS does."""
        return getattr(self.highs, name)


@pytest.mark.parametrize("status", ["kNotset", "kSolveError"])
def test_a_basis_the_solver_fails_from_costs_time_and_no_answer(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same optimum from none; years with regulation once ended here with `Not Set` or `Solve error`."""
    program = reduced_of(alone()).program
    plain = solve(program, OPTIONS)
    real = highs.loaded
    monkeypatch.setattr(
        highs, "loaded", lambda *given: Refused(real(*given), status) if len(given) > 2 and given[2] else real(*given)
    )
    assert solve(program, OPTIONS, plain.basis).objective == pytest.approx(plain.objective, rel=1e-12)
