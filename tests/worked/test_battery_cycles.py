"""Budgets of full cycles, by hand: 10 MW / 20 MWh without losses, a full cycle is 20 MWh discharged."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from storage_model.horizon import Horizon
from storage_model.markets.up_down import UpDownMarket
from tests.products import data, product
from tests.sites import audited, battery, battery_site, horizon, site, spot

EXACT = 1e-6
DAY = [100.0] * 12 + [400.0] * 12


def earned(prices: list[float], **cycles: object) -> float:
    """Return the audited optimum of a station with budgets."""
    return audited(battery_site(battery(cycles=cycles), prices))[0].objective_yuan


def test_half_a_cycle_a_day() -> None:
    """10 of 20 MWh a day at a spread of 300: 3000 a day, 6000 in two; without the budget 6000 and 12 000."""
    assert earned(DAY, per_day=0.5) == pytest.approx(3000, abs=EXACT)
    assert earned(DAY * 2, per_day=0.5) == pytest.approx(6000, abs=EXACT)


def test_a_day_does_not_save_for_the_next() -> None:
    """Bought on the first day, sold on the second: at most the second day's 10 MWh, 3000; pooled 20 MWh, 6000."""
    assert earned([100.0] * 24 + [400.0] * 24, per_day=0.5) == pytest.approx(3000, abs=EXACT)


def test_a_year_is_spent_where_it_pays_most() -> None:
    """182.5 cycles a year leave one for two days: 20 MWh at 400 on the better day, 6000; half on each day, 5500.

    A budget of the whole year in two days would not bind: 11 000.
    """
    other = [100.0] * 12 + [350.0] * 12
    assert earned(DAY + other, per_year=182.5) == pytest.approx(6000, abs=EXACT)
    assert earned(DAY + other, per_year=182.5, per_day=0.5) == pytest.approx(3000 + 2500, abs=EXACT)
    assert earned(DAY + other) == pytest.approx(11_000, abs=EXACT)


def test_a_life_is_spread_over_its_years() -> None:
    """1825 cycles in 10 years are half a cycle a day: 3000, as with half a cycle a day."""
    assert earned(DAY, lifetime=1825.0, lifetime_years=10.0) == pytest.approx(3000, abs=EXACT)


def test_the_tightest_budget_binds() -> None:
    """A quarter of a cycle by life against half by day and year: 5 MWh, 1500."""
    budgets = {"per_day": 0.5, "per_year": 182.5, "lifetime": 912.5, "lifetime_years": 10.0}
    assert earned(DAY, **budgets) == pytest.approx(1500, abs=EXACT)


def test_part_of_a_day_holds_part_of_its_budget() -> None:
    """Twelve hours of a day hold half of a cycle: 10 MWh, 3000; the whole day's budget would allow 6000."""
    assert earned([100.0] * 6 + [400.0] * 6, per_day=1.0) == pytest.approx(3000, abs=EXACT)


@pytest.mark.parametrize(("first", "hours"), [("2022-03-26", 71), ("2022-10-29", 73)])
def test_short_and_long_days_hold_a_whole_budget(first: str, hours: int) -> None:
    """Three days of a market with summer time, each half a cycle: 9000; a day counted as 24 hours blurs midnight.

    Prices follow the clock: 100 before noon, 400 from noon on.
    """
    over = Horizon(
        start=datetime.fromisoformat(first).replace(tzinfo=ZoneInfo("Europe/Berlin")), step_h=1.0, count=hours
    )
    clock = over.starts().astype("datetime64[h]").astype(int) % 24
    station = battery(cycles={"per_day": 0.5})
    given = site({"battery": station}, [spot(np.where(clock < 12, 100.0, 400.0))], over)
    assert audited(given)[0].objective_yuan == pytest.approx(9000, abs=EXACT)


def called(**cycles: object) -> float:
    """Return what a station earns that may hold 10 MW upward for 50 in the dear hour, half of it called at 400."""
    over = horizon(24)
    prices = [100.0] * 23 + [400.0]
    given = data(over, day_ahead=prices, own={"up.price": [0.0] * 23 + [250.0]})
    terms = {"price": {"file": "a", "column": "b", "unit": "c"}, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["out"]}
    held = product(UpDownMarket, given, "held", kind="up_down", service="reserve", up=terms)
    station = battery(cycles={"per_day": 0.25, **cycles})
    return audited(site({"battery": station}, [spot(prices), held], over))[0].objective_yuan


def test_called_energy_counts_or_not() -> None:
    """10 MW held earn 2500 and call 5 MWh of spread 300, 1500: 4000 within a budget of 5 MWh.

    A MW sold outright earns 300 and spends 1 MWh; held 250 + 150 and spends half. Where calls do not count, holding
    all is still best at 4000, and the budget of 5 MWh is left: one MW sold instead of held would lose 100.
    """
    assert called() == pytest.approx(4000, abs=EXACT)
    assert called(count_activation=False) == pytest.approx(4000, abs=EXACT)


def test_called_energy_uses_up_the_budget() -> None:
    """With an eighth of a cycle, 2.5 MWh: 5 MW held earn 1250 + 750 = 2000; uncounted, all 10 MW earn 4000."""
    assert called(per_day=0.125) == pytest.approx(2000, abs=EXACT)
    assert called(per_day=0.125, count_activation=False) == pytest.approx(4000, abs=EXACT)
