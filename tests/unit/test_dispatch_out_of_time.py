"""When time is up before whole numbers are searched there is still a schedule, and its gap is said."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.dispatch import optimise as optimising
from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.linear import prove_linear
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.whole.near import at_hand, least_broken
from storage_model.markets.market import Market
from storage_model.markets.up_down import UpDownMarket
from storage_model.problems import SolverStoppedError
from storage_model.scenario.site import Site
from storage_model.words.tables.summary import status_of
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.out_of_time import audited_in_hand, gap_is_true, out_of_time
from tests.products import data, product
from tests.sites import battery, battery_site, horizon, site, spot

# Of 10 MWh stored 5 come out; at -80 what is charged twice has to be burned in between.
BURNER = battery_site(
    battery(energy_mwh=10.0, discharge_efficiency_frac=0.5, ends={"rule": "free"}), [-80.0, -80.0, 300.0]
)  # fmt: skip
# Gas for 1.2 sets, each of which runs at 0.8 of its load at least: one set runs.
LEAN_GAS = supply([1.2 * GAS_OF_A_MW] * 2, 0.1)
LEAN = hub_site(hub({"sets": gensets(sets=2, minimum_load_frac=0.8)}), [100.0, 200.0], LEAN_GAS)


def test_the_stronger_direction_stays() -> None:
    """3 MW in and 8 out: out. 8 in and 3 out: in. Nothing at all: in, so that nothing is left open."""
    program = compile_model(lambda: build_model(battery_site(battery(), [1.0] * 4), {"battery": [0, 1, 2]}))
    values = np.zeros(len(program.cost))
    for side, mw in (("charge", [3.0, 8.0, 0.0, 0.0]), ("discharge", [8.0, 3.0, 0.0, 0.0])):
        values[program.columns[f"assets[battery].{side}_mw"]] = mw
    assert least_broken(program, values)[program.integer].tolist() == [0.0, 1.0, 1.0]


def test_a_burner_charges_once() -> None:
    """Burning earns 80·(20 - 5) + 300·5 = 2700; charging both steps, as its net flow does, 80·10 + 300·5 = 2300."""
    with out_of_time(near=False):
        found = audited_in_hand(BURNER)
    assert found.objective_yuan == pytest.approx(2300.0)
    assert -found.certificate.bound_yuan == pytest.approx(2700.0)
    assert status_of(found) == "gap 17 %"
    assert optimise(BURNER).open_gap_frac == 0.0


def test_sets_next_to_the_relaxed_number() -> None:
    """Of one set or two, one has the gas: 1·(100 + 200) = 300 are in hand.

    Shares n of sets give 0.8·n at least and, beyond the first, 1 + 0.2·(n - 1) at most: 16/15 at n = 4/3, so 320.
    """
    with out_of_time():
        found = audited_in_hand(LEAN)
    assert found.objective_yuan == pytest.approx(300.0)
    assert -found.certificate.bound_yuan == pytest.approx(320.0)
    assert status_of(found) == "gap 6.7 %"
    assert found.gap_allowed_frac == float("inf")
    assert status_of(optimise(LEAN)) == "verified"


def test_sets_beside_the_relaxed_number_without_a_search() -> None:
    """The relaxed 4/3 sets give 16/15 MW: one set gives a fifteenth less, two need 1.6. One it is, and 300 in hand."""
    with out_of_time(near=False, at_hand=True):
        found = audited_in_hand(LEAN)
    assert found.objective_yuan == pytest.approx(300.0)
    assert -found.certificate.bound_yuan == pytest.approx(320.0)


def test_numbers_at_hand() -> None:
    """Offers of 3 MW or more: 2 MW count as 3 before they count as none, 1 MW the other way round; then none at all."""
    terms = {
        "kind": "up_down",
        "service": "reserve",
        "least_mw": 3.0,
        "up": {"price_yuan_per_mw_h": 5.0, "sustain_h": 0.0},
    }
    over = horizon(2)
    given = site({"battery": battery()}, [product(UpDownMarket, data(over), "reserve", **terms)], over)
    program = compile_model(lambda: build_model(given))
    offered, held = "markets[reserve].of[battery].up_mw", np.zeros(len(program.cost))
    held[program.columns[offered]] = [2.0, 1.0]
    held[program.integer] = [0.5, 0.25]
    assert [found[program.integer].tolist() for found in at_hand(program, held)] == [[1, 0], [0, 0], [0, 0]]


def test_without_any_schedule_the_limit_is_named() -> None:
    """Nothing near, no window, no search: then there is no answer, as before."""
    with out_of_time(near=False), pytest.raises(SolverStoppedError, match="the time is up"):
        optimise(LEAN)


def noons() -> Site:
    """Return twelve days whose noons lie below zero: a battery of two hours would burn there."""
    days = np.random.default_rng(5).uniform(-120, -20, 12).round(2)
    prices = np.concatenate([[50.0] * 8 + [noon] * 8 + [300.0] * 8 for noon in days])
    return battery_site(battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9), prices)


def test_windows_that_have_answered_count() -> None:
    """The more windows answer, the more is earned, and the less is open; where all do, nothing is."""
    optimum_yuan = optimise(noons()).objective_yuan
    found = []
    for answered in (0, 6, 12):
        with out_of_time(lambda window, most=answered: window < most, near=False):  # type: ignore[misc]
            found.append(audited_in_hand(noons()))
    for dispatch in found:
        gap_is_true(dispatch, optimum_yuan)
    gaps = [dispatch.open_gap_frac for dispatch in found]
    assert gaps[0] > gaps[1] > gaps[2] == 0.0
    assert found[0].objective_yuan < found[1].objective_yuan < found[2].objective_yuan


LIMIT_S = 100.0


class Hours:
    """A clock that stands still but for what each proof takes; it notes the seconds each of them was allowed."""

    def __init__(self, each_s: float) -> None:
        self.now_s, self.each_s = 0.0, each_s
        self.allowed_s: list[float] = []

    def prove(self, program: Any, options: SolverOptions, *rest: Any) -> Any:
        """Prove, by another clock, unless no time is left by this one."""
        self.allowed_s.append(options.time_limit_s)
        if options.time_limit_s <= 0:
            raise SolverStoppedError("no time is left")
        self.now_s += self.each_s
        return PROVE(program, replace(options, time_limit_s=600.0), *rest)


PROVE = optimising.prove


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    """Let every proof of a year take 80 seconds of 100."""
    clock = Hours(80.0)
    monkeypatch.setattr(optimising, "perf_counter", lambda: clock.now_s)
    monkeypatch.setattr(optimising, "prove", clock.prove)
    return clock


def in_hand_of(given: Site) -> Dispatch:
    """Return the audited answer of a limit of 100 seconds."""
    found = optimise(given, SolverOptions(time_limit_s=LIMIT_S))
    audit = audit_dispatch(given, found, settle(given, found.schedules, found.products))
    assert {check.name for check in audit.failed} == set()
    return found


def long_noon(*more: Market) -> Site:
    """Return a day whose ten quarter-hours at -80 a store fills in nine: the linear optimum burns there."""
    prices = [300.0] * 16 + [-80.0] * 10 + [100.0] * 38 + [400.0] * 16 + [200.0] * 16
    station = battery(power_mw=100.0, energy_mwh=200.0, charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
    return site({"battery": station}, [spot(prices), *more], horizon(96, 0.25))


def test_the_limit_is_for_all_rounds_together(hours: Hours) -> None:
    """100 s for the linear year; 100 - 80 less the quarter kept are -5 for the first round of directions: the net flow.

    Each round got a quarter of the limit at least before, twenty of them. What the rounds have proved is the bound.
    """
    found = in_hand_of(long_noon())
    assert hours.allowed_s == pytest.approx([100.0, -5.0])
    assert found.gap_allowed_frac == float("inf")
    hours.each_s, optimum_yuan = 0.0, optimise(long_noon()).objective_yuan
    gap_is_true(found, optimum_yuan)
    assert 0.0 < found.open_gap_frac < 0.1


def test_offers_in_hand_outlast_a_round_without_an_answer(hours: Hours) -> None:
    """Whole numbers of offers are found, directions are not begun any more: both end in one schedule, exit 0.

    Such a year was without an answer (exit 5).
    """
    over, up = horizon(96, 0.25), {"price_yuan_per_mw_h": 60.0, "sustain_h": 0.5}
    reserve = product(
        UpDownMarket, data(over, rated_mw={"battery": 100.0}), "reserve",
        kind="up_down", service="reserve", least_mw=30.0, most_mw=50.0, hold_h=4.0, up=up,
    )  # fmt: skip
    found = in_hand_of(long_noon(reserve))
    assert hours.allowed_s == pytest.approx([75.0, -5.0])
    hours.each_s, optimum_yuan = 0.0, optimise(long_noon(reserve)).objective_yuan
    gap_is_true(found, optimum_yuan)


def test_offers_backed_by_both_directions_in_hand(hours: Hours) -> None:
    """Least offers upward by drawing less and downward by sending less: with one direction a step only one is backed.

    Then those offers are none, and the directions alone are the schedule.
    """
    over = horizon(96, 0.25)
    pair = {
        "up": {"price_yuan_per_mw_h": 80.0, "sustain_h": 0.25, "sides": ["in"]},
        "down": {"price_yuan_per_mw_h": 80.0, "sustain_h": 0.25, "sides": ["out"]},
    }
    regulation = product(
        UpDownMarket, data(over, rated_mw={"battery": 100.0}), "regulation",
        kind="up_down", service="regulation", symmetric=True, least_mw=20.0, most_mw=40.0, **pair,
    )  # fmt: skip
    found = in_hand_of(long_noon(regulation))
    assert len(hours.allowed_s) == 2
    hours.each_s, optimum_yuan = 0.0, optimise(long_noon(regulation)).objective_yuan
    gap_is_true(found, optimum_yuan)


def test_a_linear_year_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows put together are an answer when no time is left for the year as one; what they prove is its gap."""

    def stopped(*_: object) -> None:
        raise SolverStoppedError("the time is up")

    prices = np.random.default_rng(1).uniform(0, 500, 60 * 24)
    optimum_yuan = optimise(battery_site(battery(), prices)).objective_yuan
    monkeypatch.setattr(prove_linear, "CLOSED", -1.0)
    monkeypatch.setattr(prove_linear, "solve", stopped)
    found = in_hand_of(battery_site(battery(), prices))
    gap_is_true(found, optimum_yuan)
    assert found.gap_allowed_frac == float("inf")
