"""What is left of the time allowed, by hand: 100 s, of which 25 always put a schedule together."""

import pytest

from storage_model.dispatch.solver import clock as clocks
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.highs import SolverOptions


@pytest.mark.parametrize(
    ("times", "left_s", "of_it_s", "together_s"),
    [
        ((None, 40.0), 60.0, 42.0, 42.0),
        # A quarter of all, when less is left.
        ((None, 90.0), 10.0, 7.0, 25.0),
        # As long as the linear programme took: the schedule is one such programme more.
        ((60.0, 80.0), 20.0, 14.0, 60.0),
        ((60.0, 130.0), 0.0, 0.0, 60.0),
    ],
)
def test_time_is_shared_out(
    times: tuple[float | None, float], left_s: float, of_it_s: float, together_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven tenths of what is left, and what is kept whatever has been spent."""
    (relaxed_at_s, now_s), time_s = times, 1000.0
    monkeypatch.setattr(clocks, "perf_counter", lambda: time_s)
    clock = Clock(SolverOptions(time_limit_s=100.0))
    if relaxed_at_s is not None:
        time_s = 1000.0 + relaxed_at_s
        clock.relaxed()
    time_s = 1000.0 + now_s
    assert clock.left.time_limit_s == pytest.approx(left_s)
    assert clock.within(0.7).time_limit_s == pytest.approx(of_it_s)
    assert clock.together(0.7).time_limit_s == pytest.approx(together_s)
    assert clock.together().time_limit_s == pytest.approx(max(left_s, together_s))
