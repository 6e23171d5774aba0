"""A window begins as its like stood in the window before, and duals are joined with all that they change."""

import numpy as np
import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear import windows
from storage_model.dispatch.linear.laid import Window
from storage_model.dispatch.linear.moved_on import moved_on
from storage_model.dispatch.linear.seams import Seams
from storage_model.dispatch.linear.walked import Walked
from storage_model.dispatch.model import build_model
from storage_model.dispatch.solver.certificate import bound_of
from storage_model.dispatch.solver.hand_over import AT_HIGH, AT_LOW, BASIC, basis_of_codes
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions
from tests.formulation.small_sites import LOSSY
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, supply
from tests.sites import battery, horizon, site, spot

DAYS = 44


def with_sets() -> Reduced:
    """Return a battery and four sets that run three hours at least, behind a connection that binds on some days: in
    one fortnight other rules than in the next can be broken.
    """
    rng = np.random.default_rng(6)
    prices, gas_mw = rng.uniform(50, 500, 24 * DAYS).round(1), rng.uniform(0, 4, (DAYS, 1))
    group = gensets(minimum_load_frac=0.5, minimum_up_h=3.0, minimum_down_h=2.0, start_cost_yuan=30.0)
    plant = hub({"sets": group}, commitment="relaxed")
    given = site(
        {"battery": battery(**LOSSY), "gas": plant}, [spot(prices, prices + 10.0, ["battery", "gas"])],
        horizon(24 * DAYS), series={"gas": supply(np.broadcast_to(gas_mw, (DAYS, 24)).ravel() * GAS_OF_A_MW, 0.12)},
        export_limit_mw=9.0,
    )  # fmt: skip
    return reduce(compile_model(lambda: build_model(given)))


def walked(reduced: Reduced) -> SolverAnswer:
    """Return the windows put together, before any is mended."""
    return next(windows.windows_in_turn(reduced, 24, SolverOptions()))


@pytest.fixture(autouse=True)
def short_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows of hours be a fortnight."""
    monkeypatch.setattr(windows, "WINDOW_STEPS", 1)


def test_what_is_alike_stands_alike() -> None:
    """Kinds 0 and 1 at times 0, 2, 4. Before, kind 1 was left out at time 2; now it is there and kind 0 is not.

    By place the third would stand as the fourth did; by likeness it has none and is idle.
    """
    before = np.array([0, 1, 0, 0, 1]), np.array([0, 0, 2, 4, 4])
    now = np.array([0, 1, 1, 0, 1]), np.array([0, 0, 2, 4, 4])
    codes = np.array([AT_LOW, BASIC, BASIC, AT_HIGH, BASIC], dtype=np.int8)
    idle = np.full(5, AT_LOW, dtype=np.int8)
    assert moved_on(codes, before, now, idle).tolist() == [AT_LOW, BASIC, AT_LOW, AT_HIGH, BASIC]


def test_a_kind_or_time_of_its_own_is_idle() -> None:
    """A longer window and a component that was not there before do not reach outside what is known."""
    before, now = (np.array([0]), np.array([0])), (np.array([0, 0, 3]), np.array([0, 6, 0]))
    codes, idle = np.array([BASIC], dtype=np.int8), np.array([AT_LOW, AT_HIGH, AT_LOW], dtype=np.int8)
    assert moved_on(codes, before, now, idle).tolist() == [BASIC, AT_HIGH, AT_LOW]


def test_windows_of_other_shapes_begin_where_their_like_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second window and the third: from idle half as many steps again."""
    reduced = with_sets()
    near = walked(reduced)

    def idle(self: Walked, _: object, window: Window) -> object:
        return basis_of_codes(self.of_columns[window.columns], self.of_rows[window.rows])

    monkeypatch.setattr(Walked, "basis_like", idle)
    far = walked(reduced)
    assert near.objective == pytest.approx(far.objective, rel=1e-6)
    assert near.iterations < 0.7 * far.iterations


def test_duals_are_joined_where_the_bound_of_all_is_highest(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the walk and where seams are mended. Rules that hold hours together change the price of hours before the
    overlap; those count too.
    """
    reduced, join, seen = with_sets(), Seams.join, 0

    def checked(self: Seams, rows: np.ndarray, duals: np.ndarray, begin: int, until: int) -> None:
        nonlocal seen
        before, later = self.duals.copy(), self.duals.copy()
        later[rows] = duals
        join(self, rows, duals, begin, until)
        tried = [np.where(self.laid.row_time <= time, before, later) for time in range(begin, until - 1, 2)]
        best = max(bound_of(self.laid.program, one) for one in tried)
        assert bound_of(self.laid.program, self.duals) == pytest.approx(best, rel=1e-12)
        seen += 1

    monkeypatch.setattr(Seams, "join", checked)
    assert len(list(windows.windows_in_turn(reduced, 24, SolverOptions()))) == 2
    assert seen > 6
