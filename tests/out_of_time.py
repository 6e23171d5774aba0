"""Time that is up, without a clock: no search of all whole numbers at once ends, and few windows or none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.compile import LinearProgram
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions
from storage_model.dispatch.whole import by_windows, prove
from storage_model.problems import SolverStoppedError
from storage_model.scenario.site import Site


@contextmanager
def out_of_time(
    answered: Callable[[int], bool] = lambda _: False, *, near: bool = True, at_hand: bool = False
) -> Iterator[None]:
    """Let only some windows answer, told by number; without `near` also no whole numbers next to relaxed ones.

    With `at_hand` those next to them that ask for no search are left.
    """
    solve, answer = prove.solve, by_windows._answer

    def stopped(program: LinearProgram, options: SolverOptions) -> SolverAnswer:
        if program.integer.any():
            raise SolverStoppedError("the time is up")
        return solve(program, options)

    def of_window(asked: Any, cuts: Any, clock: Any, enough: float, window: int) -> Any:
        return answer(asked, cuts, clock, enough, window) if answered(window) else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prove, "solve", stopped)
        patch.setattr(by_windows, "_answer", of_window)
        if not near:
            patch.setattr(prove, "on_either_side", lambda reduced, *_: stopped(reduced.program, SolverOptions()))
        if not near and not at_hand:
            patch.setattr(prove, "at_hand", lambda *_: ())
        yield


def audited_in_hand(site: Site) -> Dispatch:
    """Return what is found when time is up, once its audit has passed but for how much it leaves open."""
    found = optimise(site)
    audit = audit_dispatch(site, found, settle(site, found.schedules, found.products))
    assert {check.name for check in audit.failed} <= {"dual_bound_gap"}
    return found


def gap_is_true(found: Dispatch, optimum_yuan: float) -> None:
    """Assert that the optimum lies between what was found and its bound."""
    slack = 2e-7 * max(1.0, abs(optimum_yuan)) + 1e-5
    assert found.objective_yuan <= optimum_yuan + slack
    assert optimum_yuan <= -found.certificate.bound_yuan + slack
