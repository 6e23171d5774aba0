"""Whole numbers decided window by window: the same optimum as all at once, under a bound that counts for all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import pytest
import scipy.sparse as sp

from storage_model.dispatch import optimise as optimising
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear.laid import laid_out
from storage_model.dispatch.linear.prove_linear import Proved
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.hand_over import loaded
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, settings_of, solve
from storage_model.dispatch.solver.threads import threads_of_highs
from storage_model.dispatch.whole import by_windows as windows_module
from storage_model.dispatch.whole import decided
from storage_model.dispatch.whole import prove as proving
from storage_model.dispatch.whole.ahead import first_step_cost
from storage_model.dispatch.whole.branch import branched, by_highs
from storage_model.dispatch.whole.by_windows import by_windows
from storage_model.dispatch.whole.cut_times import question, weakest_at
from storage_model.dispatch.whole.none_or_enough import none_or_enough
from storage_model.dispatch.whole.prove import prove
from storage_model.markets.up_down import UpDownMarket
from storage_model.problems import InfeasibleError
from storage_model.scenario.site import Site
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.products import data, product
from tests.sites import battery, battery_site

DAYS = 24
OPTIONS = SolverOptions()


def burning() -> Site:
    """Return a battery with losses and prices below zero around noon: burning energy would pay when it is full."""
    rng = np.random.default_rng(17)
    noon = np.abs(np.arange(24 * DAYS) % 24 - 12) <= 3
    prices = np.where(noon, -1.0, 1.0) * rng.uniform(1, 400, 24 * DAYS).round(2)
    return battery_site(battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9), prices)


def committed() -> Site:
    """Return three sets that start at a price and run at half load at least, on gas for one or two of them."""
    rng = np.random.default_rng(18)
    group = gensets(sets=3, minimum_load_frac=0.5, start_cost_yuan=150.0)
    gas = rng.uniform(0.8, 2.4, 24 * DAYS) * GAS_OF_A_MW
    return hub_site(hub({"sets": group}), rng.uniform(-100, 300, 24 * DAYS).round(2), supply(gas, 0.1))


def offered() -> Site:
    """Return a battery that earns by spread and by a reserve of 3 to 4 MW or none in a step."""
    rng, hour = np.random.default_rng(19), np.arange(24 * DAYS)
    prices = (300 + 150 * np.sin(hour / 24 * 4 * np.pi) + rng.normal(0, 40, 24 * DAYS)).round(2)
    plain = battery_site(battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9), prices)
    given = data(plain.horizon, day_ahead=prices)
    down = {"price_yuan_per_mw_h": 30.0, "called_frac": 0.2, "sustain_h": 2.0}
    terms = {"kind": "up_down", "service": "reserve", "least_mw": 3.0, "most_mw": 4.0, "down": down}
    reserve = product(UpDownMarket, given, "reserve", **terms)
    return replace(plain, markets=(*plain.markets, reserve))


def programme_of(given: Site) -> LinearProgram:
    """Return the programme with binaries in every step of a battery below zero, or as the hub writes it."""
    apart = {"battery": list(range(24 * DAYS))} if set(given.assets) == {"battery"} and len(given.markets) == 1 else {}
    return compile_model(lambda: build_model(given, apart))


def relaxed_of(given: Site) -> tuple[Reduced, SolverAnswer]:
    """Return the reduced programme, and its optimum without whole numbers."""
    reduced = reduce(programme_of(given))
    return reduced, solve(reduced.relaxed().program, OPTIONS)


@pytest.fixture
def _any_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows be searched however many are not whole; outside tests such years are searched as one."""
    monkeypatch.setattr(windows_module, "MOST_SPLIT", 1.0)
    monkeypatch.setattr(windows_module, "MOST_SPLIT_ENOUGH", 1.0)


@pytest.mark.usefixtures("_any_share")
@pytest.mark.parametrize("site_of", [burning, committed, offered])
def test_windows_find_what_one_search_finds(site_of: Callable[[], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways, each proved: equal within the gap; the relaxed optimum alone would earn more."""
    programme = programme_of(site_of())
    reduced, relaxed = relaxed_of(site_of())
    tries = list(by_windows(reduced, relaxed, 24, OPTIONS))
    assert tries
    by_parts = prove(programme, OPTIONS, 24)
    monkeypatch.setattr(proving, "by_windows", lambda *_: iter(()))
    at_once = prove(programme, SolverOptions(mip_gap_frac=1e-9), 24)
    assert by_parts.certificate.gap_frac <= OPTIONS.mip_gap_frac
    assert by_parts.certificate.primal_yuan == pytest.approx(at_once.certificate.primal_yuan, rel=2e-7)
    assert all(bound <= at_once.certificate.primal_yuan + 1e-6 for _, bound in tries)
    assert relaxed.objective < at_once.certificate.primal_yuan - 1.0
    whole = tries[0][0][reduced.program.integer]
    assert np.abs(whole - np.round(whole)).max() <= 1e-6


@pytest.mark.usefixtures("_any_share")
@pytest.mark.parametrize("site_of", [burning, committed, offered])
def test_badly_cut_windows_are_joined_or_given_up(site_of: Callable[[], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut where nothing is pinned: the bound still counts, and whatever comes out is proved."""
    monkeypatch.setattr(
        windows_module, "best_times", lambda _, length, day: np.arange(length, DAYS * day - day, length) + 27
    )
    proved = prove(programme_of(site_of()), OPTIONS, 24)
    assert proved.certificate.gap_frac <= OPTIONS.mip_gap_frac


def scarce() -> Site:
    """Return two sets that stay on for six hours and off for two, short of gas on every fourth day."""
    rng, hour = np.random.default_rng(0), np.arange(24 * DAYS)
    prices = 300 + 200 * np.sin((hour % 24 - 10) / 24 * 2 * np.pi) + rng.normal(0, 60, 24 * DAYS)
    gas = np.where(hour // 24 % 4 == 1, rng.uniform(0.3, 1.8, 24 * DAYS), 2.4) * GAS_OF_A_MW
    group = gensets(sets=2, minimum_load_frac=0.5, minimum_up_h=6.0, minimum_down_h=2.0, start_cost_yuan=250.0)
    return hub_site(hub({"sets": group}), prices.round(2), supply(gas, 0.12))


def restless_new_year() -> Site:
    """Return three sets with times and starts; gas for two of them at one price on all days but the first and last."""
    rng, day = np.random.default_rng(7), np.arange(24 * DAYS) // 24
    quiet = ~np.isin(day, [0, 1, 9, 16, 22, 23])
    group = gensets(
        sets=3, minimum_load_frac=0.5, start_cost_yuan=150.0, minimum_up_h=4.0, minimum_down_h=2.0, start_time_min=30.0
    )
    gas = np.where(quiet, 2.0, rng.uniform(0.8, 2.4, 24 * DAYS)) * GAS_OF_A_MW
    prices = np.where(quiet, 200.0, rng.uniform(-100, 300, 24 * DAYS)).round(2)
    return hub_site(hub({"sets": group}), prices, supply(gas, 0.1))


def test_windows_whose_numbers_do_not_go_together_become_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One window stops a set the next has to keep on: no schedule yet, and no reason to search all days as one."""
    programme, held = programme_of(scarce()), decided.with_whole
    given_up: list[str] = []

    def with_whole(*arguments: Any) -> Proved:
        try:
            return held(*arguments)
        except InfeasibleError as reason:
            given_up.append(str(reason))
            raise

    monkeypatch.setattr(decided, "with_whole", with_whole)
    monkeypatch.setattr(proving, "_as_one", lambda *_: pytest.fail("searched as one"))
    proved = prove(programme, OPTIONS, 24)
    assert given_up
    assert proved.certificate.gap_frac <= OPTIONS.mip_gap_frac


def test_a_cycle_begins_where_nothing_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few days have a choice, the first and the last among them, and sets run on from the last hour into the first.

    Begun at midnight both sides disagree and all days become one; begun in the quiet days they stay apart.
    """
    programme = programme_of(restless_new_year())
    monkeypatch.setattr(proving, "_as_one", lambda *_: pytest.fail("searched as one"))
    monkeypatch.setattr(proving, "on_either_side", lambda *_: pytest.fail("searched beside the relaxed optimum"))
    proved = prove(programme, OPTIONS, 24)
    assert proved.certificate.gap_frac <= OPTIONS.mip_gap_frac
    monkeypatch.setattr(windows_module, "closing", lambda laid, _: np.zeros(len(laid.row_time), dtype=bool))
    with pytest.raises(pytest.fail.Exception, match="searched"):
        prove(programme, OPTIONS, 24)


def test_an_empty_midnight_parts_the_days_whatever_is_searched() -> None:
    """A store empty every midnight: cuts there cost nothing, even where a search of both sides will change prices."""
    station = battery(charge_efficiency_frac=0.9, ends={"rule": "fixed", "every": "day", "soc_frac": 0.0})
    plain = battery_site(station, np.linspace(100.0, 300.0, 24 * 5))
    reduced = reduce(compile_model(lambda: build_model(plain, {"battery": list(range(24 * 5))}))).relaxed()
    laid = laid_out(reduced)
    found = solve(laid.program, OPTIONS)
    priced = found.values, found.row_duals
    split = np.zeros(len(laid.column_time), dtype=bool)
    weakest = weakest_at(question(laid, priced, split, np.arange(laid.end), {}))
    midnights = [2 * 24 * day for day in range(1, 5)]
    assert set(midnights) <= set(np.flatnonzero(np.isinf(weakest)))
    assert not np.isinf(np.delete(weakest[: 2 * 24 * 5 - 1], [0, *midnights])).any()


@pytest.mark.parametrize("sides", [["out"], ["in"], ["out", "in"]])
def test_a_figure_of_the_hour_after_midnight_is_no_matter_of_the_day_before(sides: list[str]) -> None:
    """An offer's figure stands at the step it begins with, so an empty midnight parts the days beside it too.

    At the point before that step, where a full call asks what is stored, it stood in both days: no cut was free.
    """
    station = battery(charge_efficiency_frac=0.9, ends={"rule": "fixed", "every": "day", "soc_frac": 0.0})
    plain = battery_site(station, np.linspace(100.0, 300.0, 24 * 5))
    up = {"price_yuan_per_mw_h": 30.0, "called_frac": 0.2, "sustain_h": 2.0, "sides": sides}
    terms = {"kind": "up_down", "service": "reserve", "up": up, "down": up}
    reserve = product(UpDownMarket, data(plain.horizon, day_ahead=np.ones(24 * 5)), "reserve", **terms)
    beside = replace(plain, markets=(*plain.markets, reserve))
    laid = laid_out(reduce(compile_model(lambda: build_model(beside, {"battery": list(range(24 * 5))}))))
    priced = np.zeros(len(laid.column_time)), np.zeros(len(laid.row_time))
    weakest = weakest_at(question(laid, priced, laid.program.integer, np.arange(laid.end), {}))
    assert {2 * 24 * day for day in range(1, 5)} <= set(np.flatnonzero(np.isinf(weakest)))


def test_every_rule_stands_where_its_columns_do() -> None:
    """A least offer ties figures that have no time of their own: its rows and binaries stand at the offer's step."""
    laid = laid_out(reduce(programme_of(offered())))
    cells = laid.program.matrix
    rows = np.repeat(np.arange(cells.shape[0]), np.diff(cells.indptr))
    assert laid.column_time.min() >= 0
    assert (laid.row_time[rows] >= laid.column_time[cells.indices]).all()
    assert (laid.row_first[rows] <= laid.column_time[cells.indices]).all()


def test_sets_that_are_split_every_day_are_searched_as_one() -> None:
    """Half a set more would run on most days: cutting there proves nothing, so no window is searched."""
    reduced, relaxed = relaxed_of(committed())
    assert list(by_windows(reduced, relaxed, 24, OPTIONS)) == []


def test_a_short_horizon_is_searched_as_one() -> None:
    """Three days have too few windows."""
    given = battery_site(battery(charge_efficiency_frac=0.9), np.tile([-50.0, 100.0, -80.0], 24))
    reduced = reduce(compile_model(lambda: build_model(given, {"battery": list(range(72))})))
    assert list(by_windows(reduced, solve(reduced.relaxed().program, OPTIONS), 24, OPTIONS)) == []
    assert optimise(given).certificate.gap_frac <= OPTIONS.mip_gap_frac


def knapsacks(seed: int) -> LinearProgram:
    """Return two random knapsacks over ten whole numbers and a continuous one."""
    rng = np.random.default_rng(seed)
    return LinearProgram(
        cost=-rng.uniform(1, 9, 11), offset=0.0, matrix=sp.csr_array(rng.uniform(1, 5, (2, 11))),
        row_low=np.full(2, -np.inf), row_high=np.array([17.0, 19.0]), col_low=np.zeros(11), col_high=np.full(11, 2.0),
        integer=np.arange(11) < 10, columns={}, rows={},
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_search_by_hand_finds_what_highs_finds(seed: int) -> None:
    """Values within the limits, whole where asked, and the bound meets them."""
    program = knapsacks(seed)
    ours, theirs = branched(none_or_enough(program), OPTIONS, 0.0), by_highs(program, OPTIONS, 0.0)
    assert ours is not None
    assert theirs is not None
    assert float(program.cost @ ours[0]) == pytest.approx(float(program.cost @ theirs[0]), abs=1e-5)
    assert ours[1] == pytest.approx(theirs[1], abs=1e-5)
    assert (program.matrix @ ours[0] <= program.row_high + 1e-7).all()


def test_a_first_step_costs_no_more_than_the_side_it_leads_to() -> None:
    """Every number that two random knapsacks leave split, on either side: at most what that side costs, often more than
    nothing.
    """
    paid = 0
    for seed in range(20):
        program = knapsacks(seed).relaxed()
        limits = program.col_low, program.col_high
        highs = loaded(program, settings_of(program, OPTIONS))
        highs.run()
        values, cost = np.array(highs.getSolution().col_value), highs.getObjectiveValue()
        for column in np.flatnonzero(np.abs(values - np.round(values)) > 1e-6):
            for change in (np.floor(values[column]) - values[column], np.ceil(values[column]) - values[column]):
                least_yuan = first_step_cost(highs, program, int(column), limits, float(change))
                side = np.round(values[column] + change)
                low, high = (np.where(np.arange(11) == column, side, limit) for limit in limits)
                low, high = (low, limits[1]) if change > 0 else (limits[0], high)
                assert least_yuan <= solve(replace(program, col_low=low, col_high=high)).objective - cost + 1e-7
                paid += least_yuan > 1e-6
    assert paid > 20


def test_what_is_not_looked_at_counts_in_the_bound() -> None:
    """Told that 3 yuan are enough, the search may stop early: its bound still lies below the true optimum."""
    for seed in range(8):
        program = knapsacks(seed)
        best, found = branched(none_or_enough(program), OPTIONS, 0.0), branched(none_or_enough(program), OPTIONS, 3.0)
        assert best is not None
        assert found is not None
        assert found[1] <= float(program.cost @ best[0]) + 1e-9
        assert float(program.cost @ found[0]) <= found[1] + 3.0 + 1e-9


def test_a_run_told_its_threads_is_taken() -> None:
    """HiGHS ends in error where it is told another number than it works with; one more is such a number."""
    program = knapsacks(0).relaxed()
    assert threads_of_highs() > 0
    for more, ended in ((0, highspy.HighsStatus.kOk), (1, highspy.HighsStatus.kError)):
        settings = {**settings_of(program, OPTIONS), "threads": threads_of_highs() + more}
        assert loaded(program, settings).run() == ended


def test_without_an_answer_there_is_none() -> None:
    """A whole number between 0.4 and 0.6."""
    program = LinearProgram(
        cost=np.ones(1), offset=0.0, matrix=sp.csr_array(np.ones((1, 1))), row_low=np.array([0.4]),
        row_high=np.array([0.6]), col_low=np.zeros(1), col_high=np.ones(1), integer=np.ones(1, dtype=bool),
        columns={}, rows={},
    )  # fmt: skip
    assert branched(none_or_enough(program), OPTIONS, 0.0) is None
    assert by_highs(program, OPTIONS, 0.0) is None


def test_steps_of_one_price_are_kept_apart_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten quarter-hours at -80 that a store fills in nine: what is forbidden in one step pays as well in the next.

    Step by step that takes nine rounds; three are enough where those about a step get their binary with it. The optimum
    is that of the model whose every step is kept apart.
    """
    prices = [300.0] * 16 + [-80.0] * 10 + [100.0] * 38 + [400.0] * 16 + [200.0] * 16
    station = battery(power_mw=100.0, energy_mwh=200.0, charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
    site = battery_site(station, prices, 0.25)
    monkeypatch.setattr(optimising, "MOST_ROUNDS", 4)
    everywhere = {"battery": list(range(len(prices)))}
    whole = prove(compile_model(lambda: build_model(site, everywhere)), OPTIONS, site.horizon.steps_per_day)
    assert optimise(site).objective_yuan == pytest.approx(-whole.answer.objective, rel=1e-9)
