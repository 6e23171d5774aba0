"""Schedules decided window by window, by hand and by dynamic programming written apart."""

from typing import Any

import numpy as np
import pytest

from storage_model.dispatch.settle import Settlement
from storage_model.dispatch.solver.certificate import Certificate
from storage_model.foresight.figures import Best, judged
from storage_model.foresight.foresee import foresee
from storage_model.foresight.rolling import rolled
from storage_model.foresight.windows import Window, windows
from storage_model.prices.forecasts.own_series import OwnSeries
from storage_model.prices.forecasts.persistence import Persistence
from storage_model.problems import RejectedError
from tests.outlooks import ACTUAL, outlook, settled_twice
from tests.plain_rolling import best_round, rolled_yuan
from tests.products import SERIES
from tests.sites import battery, horizon

EXACT = 1e-6
UP, DOWN = [100.0, 110.0, 390.0, 400.0], [400.0, 390.0, 110.0, 100.0]
IDLE = Best(
    settlement=Settlement(streams=()), certificate=Certificate(primal_yuan=0.0, bound_yuan=-48_000.0, violation=0.0)
)
OWN = OwnSeries.model_validate({"kind": "series", "day_ahead": SERIES})


def test_windows_cover_every_step_once() -> None:
    """Ten steps decided three by three, looking five ahead; the last ones see no further than the end."""
    found = [(w.first, w.decided, w.last) for w in windows(horizon(10), 0, 10, step=3, look_ahead=5)]
    assert found == [(0, 3, 5), (3, 6, 8), (6, 9, 10), (9, 10, 10)]
    assert list(windows(horizon(10), 4, 6, step=2, look_ahead=2)) == [Window(first=4, decided=6, last=6)]
    with pytest.raises(ValueError, match="decides 3 of the 2"):
        list(windows(horizon(10), 0, 10, step=3, look_ahead=2))


def test_persistence_by_hand() -> None:
    """60 MWh in steps of six hours; days up, up, down, each believed to be as the day before, the first as the last.

    A week seen as down, down, down begins full. Day 1 sells at 100 what it believes is 400: 6000. Day 2 believes up,
    buys at 100, sells at 400: 18 000. Day 3 believes up and has to end full: buys at 400 what it believes is 100:
    -24 000. In all nothing; knowing the prices 36 000, two full cycles at a spread of 300.
    """
    station = battery(energy_mwh=60.0)
    given = outlook(
        {"day_ahead": UP + UP + DOWN}, forecast=Persistence(kind="persistence"), station=station, step_h=6.0,
        step=4, look_ahead=4,
    )  # fmt: skip
    found = foresee(given)
    assert found.perfect_yuan == pytest.approx(36_000, abs=EXACT)
    assert found.settlement.by_key() == pytest.approx({"energy_sales": 30_000.0, "charging_energy": -30_000.0})
    assert found.realised_yuan == pytest.approx(0, abs=EXACT)
    assert found.capture_ratio_frac == pytest.approx(0, abs=1e-9)
    stored = found.schedules["battery"]["stored_mwh"]
    assert stored[[0, 4, 8, 12]] == pytest.approx([60, 0, 0, 60], abs=EXACT)


def test_no_margin_makes_no_ratio() -> None:
    """Flat prices earn nothing, so there is nothing to capture."""
    found = foresee(outlook({"day_ahead": [300.0] * 6}, step=2, look_ahead=3))
    assert (found.capture_ratio_frac, found.capture_ratio_state) == (None, "not_applicable")


@pytest.mark.parametrize(
    ("forecast", "realised", "ratio", "state"),
    [(ACTUAL, 36_000.0, 0.75, "at_least"), (OWN, -36_000.0, -0.75, "at_most")],
)
def test_a_best_schedule_that_is_not_proved_is_no_bound(
    forecast: Any, realised: float, ratio: float, state: str
) -> None:
    """The time was up with a store that stands still, and 48 000 yuan at most: what is realised is held against those.

    Knowing the three days to their end earns 36 000: at least three quarters, not endlessly many times the nothing
    found. Who believes the opposite of every price loses as much: at most that share of the true best is kept.
    """
    prices = np.array(UP + UP + DOWN)
    given = outlook(
        {"day_ahead": prices}, forecast=forecast, own={"day_ahead": 500.0 - prices}, station=battery(energy_mwh=60.0),
        step_h=6.0, step=12, look_ahead=12,
    )  # fmt: skip
    found = foresee(given, IDLE)
    assert (found.perfect_yuan, found.most_yuan) == (0.0, 48_000.0)
    assert found.realised_yuan == pytest.approx(realised, abs=EXACT)
    assert found.capture_ratio_frac == pytest.approx(ratio, abs=1e-9)
    assert found.capture_ratio_state == state


def test_what_is_decided_is_audited_as_a_whole() -> None:
    """A schedule that discharges what it never stored is no result."""
    given = outlook({"day_ahead": [100.0, 400.0] * 3}, step=2, look_ahead=4)
    diary = rolled(given)
    diary.schedules["battery"]["discharge_mw"][1] += 1.0
    with pytest.raises(RejectedError, match="energy_balance"):
        judged(diary, given.actual_site, IDLE)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("step", "look_ahead", "full"), [(1, 4, 1), (2, 6, 2), (4, 8, 3)])
def test_against_dynamic_programming(seed: int, step: int, look_ahead: int, full: int) -> None:
    """Twelve hours, forecasts of their own: schedules between whole MWh found apart earn the same, to 1e-9."""
    rng = np.random.default_rng(seed)
    actual, believed = rng.normal(300, 150, 12), rng.normal(300, 150, 12)
    station = battery(power_mw=1.0, energy_mwh=float(full))
    given = outlook(
        {"day_ahead": actual}, forecast=OWN, own={"day_ahead": believed}, station=station,
        step=step, look_ahead=look_ahead,
    )  # fmt: skip
    found = foresee(given)
    assert found.perfect_yuan == pytest.approx(best_round(list(actual), full)[0], rel=1e-9)
    begun = best_round(list(believed), full)[1][0]
    by_hand = rolled_yuan(
        actual, lambda a, b: list(believed[a:b]), step=step, look_ahead=look_ahead, full=full, begun=begun
    )
    assert found.realised_yuan == pytest.approx(by_hand, rel=1e-9, abs=EXACT)


@pytest.mark.parametrize(("first_hour", "realised", "perfect"), [(300.0, 2_700.0, 3_700.0), (370.0, 4_050.0, 4_050.0)])
def test_real_time_departs_from_the_plan(first_hour: float, realised: float, perfect: float) -> None:
    """Two hours, at most 5 MW off plan. Believed 100 and 400 day-ahead, 150 and 350 in real time: plan 10 in, 10 out.

    Day-ahead comes as 120 and 390: the plan is worth 2700. In real time the first hour comes as 300: below the 350
    believed later, so the plan is kept, and the second hour, 100, has to end as the first began: 2700. At 370 only 5 MW
    are drawn: 5 x 370 saved, 5 x 100 lost, 4050. Knowing all, 5 MW less pay in both cases: 5 x 300 - 500 = 1000 more.
    """
    actual = {"day_ahead": [120.0, 390.0], "real_time": [first_hour, 100.0]}
    own = {"day_ahead": np.array([100.0, 400.0]), "real_time": np.array([150.0, 350.0])}
    given = outlook(actual, forecast=OWN, own=own, products=settled_twice(2, most_deviation_mw=5.0), real_time_step=1)
    found = foresee(given)
    assert found.realised_yuan == pytest.approx(realised, abs=EXACT)
    assert found.perfect_yuan == pytest.approx(perfect, abs=EXACT)
    position = found.site.markets[0].positions["battery"]  # type: ignore[attr-defined]
    assert position.out_mw - position.in_mw == pytest.approx([-10, 10], abs=EXACT)


def test_plans_for_several_futures() -> None:
    """Errors of the latest whole days, less their mean, on top of the forecast; in the first days there are none.

    Days of 100, 200, 400, 800 flat, each believed as the day before. On day 3 the errors of days 1 and 2 are 100 and
    200: 400 is believed, 350 and 450 may come.
    """
    prices = np.repeat([100.0, 200.0, 400.0, 800.0], 24)
    given = outlook({"day_ahead": prices}, forecast=Persistence(kind="persistence"), scenarios=2)
    assert [site.markets[0].sale_yuan_per_mwh[72] for site in given.futures(72, 72, 96)] == [450, 350]  # type: ignore[attr-defined]
    assert [site.markets[0].sale_yuan_per_mwh[0] for site in given.futures(0, 0, 24)] == [800]  # type: ignore[attr-defined]


def test_real_time_knows_what_it_decides() -> None:
    """At hour 30 the prices of hours 30 and 31 are known; hour 32 is believed as the day before, hour 60 as hour 12."""
    prices = np.arange(96.0)
    given = outlook({"day_ahead": prices}, forecast=Persistence(kind="persistence"))
    seen = given.seen_in_real_time(30, 32, 96).markets[0].sale_yuan_per_mwh  # type: ignore[attr-defined]
    assert seen[[30, 31, 32, 60]].tolist() == [30, 31, 8, 12]
