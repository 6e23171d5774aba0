"""Whole numbers decided about some steps only: what passes between two programmes, and what is done where it fails."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.reduce import reduce
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.whole import by_windows
from storage_model.dispatch.whole import prove as proving
from storage_model.dispatch.whole.held import carried, most_left
from storage_model.dispatch.whole.prove import About, prove
from storage_model.scenario.site import Site
from tests.sites import battery, battery_site


def burning() -> Site:
    """Return two days whose noon lies at -80 for eight hours: a battery of two hours would burn there."""
    station = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
    return battery_site(station, ([50.0] * 8 + [-80.0] * 8 + [300.0] * 8) * 2)


def test_values_and_duals_find_their_way_back() -> None:
    """What a smaller programme keeps of full values and duals restores them: narrowed undoes restore."""
    reduced = reduce(compile_model(lambda: build_model(burning())))
    proved = prove(reduced.full, SolverOptions(), 24)
    values, duals = reduced.narrowed(proved.values, proved.row_duals)
    for back, full in zip(reduced.restore(values, duals), (proved.values, proved.row_duals), strict=True):
        assert back == pytest.approx(full, abs=1e-9)


def test_numbers_are_carried_by_name() -> None:
    """Of a, b and c only b and a are known to the other, which has d before them: 0 0, 3, 1 2."""
    places = {"a": slice(0, 2), "b": slice(2, 3), "c": slice(3, 4)}
    others = {"d": slice(0, 2), "b": slice(2, 3), "a": slice(3, 5)}
    assert carried(np.array([1.0, 2.0, 3.0, 4.0]), places, others, 5).tolist() == [0, 0, 3, 1, 2]


def test_what_whole_numbers_leave() -> None:
    """Charging in step 9, discharging in step 10, undecided in step 11: 10 and 0, 0 and 10, 10 and 10 MW are left."""
    reduced = reduce(compile_model(lambda: build_model(burning(), {"battery": [9, 10, 11]})))
    whole = np.full(len(reduced.program.cost), np.nan)
    whole[reduced.program.integer] = [1.0, 1e-9, np.nan]
    most = reduced.full.by_component(most_left(reduced, whole))
    assert most["assets[battery].charge_mw"][8:12] == pytest.approx([10, 10, 0, 10], abs=1e-6)
    assert most["assets[battery].discharge_mw"][8:12] == pytest.approx([10, 0, 10, 10], abs=1e-6)


def _nowhere(*_: Any) -> Iterator[tuple[Any, float]]:
    yield from ()


def test_where_it_proves_too_little_everything_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window answers: the old way finds the same money, under its own proof, and a schedule without its binaries.

    Written as a column, the binaries of a few steps would have no place in the table of the year.
    """
    about = optimise(burning())
    monkeypatch.setattr(proving, "by_windows_about", _nowhere)
    everywhere = optimise(burning())
    assert everywhere.objective_yuan == pytest.approx(about.objective_yuan, rel=2e-7)
    assert max(about.certificate.gap_frac, everywhere.certificate.gap_frac) <= SolverOptions().mip_gap_frac
    assert everywhere.binaries > 0
    assert set(everywhere.schedules["battery"]) == {"charge_mw", "discharge_mw", "stored_mwh"}


def test_bounds_that_do_not_suffice_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were nothing held, the linear optimum would come back for ever: the next round searches everywhere instead."""
    expected = optimise(burning()).objective_yuan
    monkeypatch.setattr(proving, "most_left", lambda reduced, _: reduced.full.col_high)
    assert optimise(burning()).objective_yuan == pytest.approx(expected, rel=2e-7)


def test_a_window_that_has_answered_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the same question is asked, the same values come, and nothing is left to search."""
    site = burning()
    linear = prove(compile_model(lambda: build_model(site)), SolverOptions(), 24)
    program = compile_model(lambda: build_model(site, {"battery": [*range(8, 16), *range(32, 40)]}))
    about = About(linear=linear, steps=np.array([12, 36]))
    first = prove(program, SolverOptions(), 24, None, about)
    assert about.known
    monkeypatch.setattr(by_windows, "branched", lambda *_: pytest.fail("searched again"))
    again = prove(program, SolverOptions(), 24, None, about)
    assert again.values.tolist() == first.values.tolist()


@pytest.mark.parametrize("cohorts", [{}, {"old": {"energy_mwh": 8.0}, "new": {"energy_mwh": 12.0}}])
def test_steps_that_tempt_are_those_below_zero(cohorts: dict[str, object]) -> None:
    """Both at once with the store as it is costs the price times what is lost: it pays in the sixteen hours at -80."""
    station = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9, cohorts=cohorts)
    site = battery_site(station, ([50.0] * 8 + [-80.0] * 8 + [0.0] * 8) * 2)
    linear = prove(compile_model(lambda: build_model(site)), SolverOptions(), 24)
    reduced_cost = linear.hot.reduced.full.cost - linear.hot.reduced.full.matrix.T @ linear.row_duals
    by_component = linear.hot.reduced.full.by_component(reduced_cost)
    worth = {key.removeprefix("assets[battery]."): values for key, values in by_component.items()}
    assert station.steps_tempted(worth, site.frames({})["battery"]) == [*range(8, 16), *range(32, 40)]
