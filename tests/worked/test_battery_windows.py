"""What is stored where windows meet, by hand: 10 MW / 60 MWh without losses in steps of six hours."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from storage_model.assets.battery.edges import edges, window_share
from storage_model.blocks import Ends
from storage_model.horizon import Horizon
from storage_model.scenario.site import Site
from tests.sites import audited, battery, horizon, site, spot

EXACT = 1e-6
HUMPS = [400.0, 100.0, 400.0, 100.0]


def days(prices: list[float], start: str = "2026-01-01T00:00", **ends: object) -> Site:
    """Return a station over days of four steps."""
    station = battery(energy_mwh=60.0, ends=ends)
    return site({"battery": station}, [spot(prices)], horizon(len(prices), 6.0, start))


def earned(prices: list[float], **ends: object) -> float:
    """Return its audited optimum."""
    return audited(days(prices, **ends))[0].objective_yuan


def test_empty_at_both_ends_of_each_day() -> None:
    """Cheap day, dear day: nothing crosses midnight, 0; one window of two days moves 60 MWh for 18 000."""
    prices = [100.0] * 4 + [400.0] * 4
    assert earned(prices, every="day", rule="fixed", soc_frac=0.0) == pytest.approx(0, abs=EXACT)
    assert earned(prices) == pytest.approx(18_000, abs=EXACT)


def test_rules_differ_on_a_day_of_two_humps() -> None:
    """Empty: bought once at 100, sold once: 18 000. As it began: full at midnight, two cycles, 36 000.

    Free at both ends: the first store is a gift and the last purchase saved, 24 000 + 18 000 = 42 000.
    """
    assert earned(HUMPS, rule="fixed", soc_frac=0.0) == pytest.approx(18_000, abs=EXACT)
    assert earned(HUMPS) == pytest.approx(36_000, abs=EXACT)
    assert earned(HUMPS, rule="free") == pytest.approx(42_000, abs=EXACT)
    assert earned(HUMPS, rule="free", soc_frac=0.0) == pytest.approx(18_000, abs=EXACT)
    assert earned(HUMPS, rule="free", soc_frac=1.0) == pytest.approx(42_000, abs=EXACT)


def test_every_day_ends_as_it_began() -> None:
    """Both midnights hold the same, so neither day earns from the other: 0, with a store that is free to choose.

    Two days of humps then hold a full store at each midnight: 72 000, twice what an empty one earns.
    """
    assert earned([100.0] * 4 + [400.0] * 4, every="day") == pytest.approx(0, abs=EXACT)
    assert earned(HUMPS * 2, every="day") == pytest.approx(72_000, abs=EXACT)
    assert earned(HUMPS * 2, every="day", rule="fixed", soc_frac=0.0) == pytest.approx(36_000, abs=EXACT)


def test_fixed_days_are_days_by_themselves() -> None:
    """Three days of odd prices, half full at each midnight: the sum of the days solved alone."""
    prices = [310.0, 90, 250, 400, 120, 330, 80, 500, 60, 70, 65, 61]
    rule = {"every": "day", "rule": "fixed", "soc_frac": 0.5}
    alone = sum(earned(prices[first : first + 4], **rule) for first in (0, 4, 8))
    assert earned(prices, **rule) == pytest.approx(alone, abs=EXACT)


def test_window_of_state_of_charge_of_what_is_left() -> None:
    """Half of 48 usable MWh is 24; half of the rated 60 would be 30."""
    station = battery(energy_mwh=60.0, soh_frac=0.8, ends={"rule": "fixed", "soc_frac": 0.5})
    dispatch, _ = audited(site({"battery": station}, [spot(HUMPS)], horizon(4, 6.0)))
    assert dispatch.schedules["battery"]["stored_mwh"][[0, -1]] == pytest.approx([24, 24], abs=EXACT)


def test_hand_over() -> None:
    """From 30 MWh to 10: 20 sold at 100 = 2000. To anywhere: 30 sold, 3000. The record's own rule steps back."""
    flat = days([100.0, 100.0], rule="fixed", soc_frac=0.0)
    ends = Ends(start={"stored_mwh": 30.0}, end={"stored_mwh": 10.0})
    assert audited(replace(flat, ends={"battery": ends}))[0].objective_yuan == pytest.approx(2000, abs=EXACT)
    ends = Ends(start={"stored_mwh": 30.0})
    assert audited(replace(flat, ends={"battery": ends}))[0].objective_yuan == pytest.approx(3000, abs=EXACT)


def test_hand_over_ends_with_the_day_it_is_cut_from() -> None:
    """Afternoon of a day that must end empty: 30 MWh are sold for 3000 before midnight, whatever the next day pays.

    Cut at 18:00 the window ends within the day and is free.
    """
    rule = {"every": "day", "rule": "fixed", "soc_frac": 0.0}
    start = {"battery": Ends(start={"stored_mwh": 30.0})}
    given = days([100.0, 100.0], "2026-01-01T12:00", **rule)
    assert audited(replace(given, ends=start))[0].schedules["battery"]["stored_mwh"][-1] == pytest.approx(0, abs=EXACT)
    morning = days([-1.0, -1.0], "2026-01-01T06:00", **rule)
    assert audited(replace(morning, ends=start))[0].schedules["battery"]["stored_mwh"][-1] == pytest.approx(60)


def test_states_at_a_point_continue_a_schedule() -> None:
    """A day of humps cut after two steps and continued from what it held earns what the whole day earns."""
    whole, _ = audited(days(HUMPS))
    station = days(HUMPS).assets["battery"]
    schedule = whole.schedules["battery"]
    handed = [station.states_at(schedule, point) for point in (0, 2, 4)]
    assert handed[1]["stored_mwh"] == pytest.approx(60, abs=EXACT)
    assert handed[1]["net_mw"] == pytest.approx(-10, abs=EXACT)
    parts = [
        replace(days(HUMPS[a : a + 2]), ends={"battery": Ends(start=handed[n], end=handed[n + 1])})
        for n, a in enumerate((0, 2))
    ]
    assert sum(audited(part)[0].objective_yuan for part in parts) == pytest.approx(whole.objective_yuan, abs=EXACT)


def berlin(start: str, count: int) -> Horizon:
    """Return hours of a market with summer time."""
    return Horizon(
        start=datetime.fromisoformat(start).replace(tzinfo=ZoneInfo("Europe/Berlin")), step_h=1.0, count=count
    )


def test_days_of_23_and_25_hours() -> None:
    """27 March 2022 has 23 hours, 30 October 25: counted by 24, every later midnight would be an hour off."""
    assert edges(berlin("2022-03-26T00:00", 71), "day", part=False).tolist() == [0, 24, 47, 71]
    assert edges(berlin("2022-10-29T00:00", 73), "day", part=False).tolist() == [0, 24, 49, 73]


def test_edges_of_a_part() -> None:
    """A part of a longer horizon has an edge at its ends only where the calendar has one."""
    assert edges(berlin("2022-03-26T22:00", 27), "day", part=True).tolist() == [2, 25]
    assert edges(berlin("2022-03-27T00:00", 23), "day", part=True).tolist() == [0, 23]
    assert edges(berlin("2022-01-31T00:00", 48), "month", part=True).tolist() == [24]
    assert edges(berlin("2021-12-31T00:00", 48), "year", part=False).tolist() == [0, 24, 48]
    assert edges(berlin("2022-01-03T00:00", 24 * 14), "week", part=True).tolist() == [0, 168, 336]
    assert edges(berlin("2022-01-03T00:00", 24 * 13), "week", part=True).tolist() == [0, 168]
    assert edges(berlin("2022-01-03T00:00", 24), "horizon", part=True).tolist() == []


def test_a_part_counts_weeks_from_the_first_day_of_the_whole() -> None:
    """Three weeks from a Saturday on: days 5 to 16 hold the edges of days 7 and 14, days 7 to 14 both of theirs."""
    whole = berlin("2022-01-01T00:00", 24 * 21)
    assert edges(whole.between(24 * 5, 24 * 16), "week", part=True).tolist() == [48, 216]
    assert edges(whole.between(24 * 7, 24 * 14), "week", part=True).tolist() == [0, 168]
    assert edges(whole.between(24 * 5, 24 * 16).between(24, 48), "week", part=True).tolist() == [24]


def test_share_of_a_window_inside() -> None:
    """Half of 26 March, all of the 23 hours of the 27th, 8 of 24 on the 28th; a year by its own hours."""
    assert window_share(berlin("2022-03-26T12:00", 12 + 23 + 8), "day") == pytest.approx([0.5, 1.0, 1 / 3])
    assert window_share(berlin("2022-03-27T00:00", 22), "day") == pytest.approx([22 / 23])
    assert window_share(berlin("2020-01-01T00:00", 8784), "year") == pytest.approx([1.0])
    assert window_share(berlin("2021-12-31T00:00", 48), "year") == pytest.approx([24 / 8760, 24 / 8760])


def test_daily_windows_over_a_short_day() -> None:
    """Three days around 27 March: the store is empty at the midnights of the clock."""
    over = berlin("2022-03-26T00:00", 71)
    station = battery(ends={"every": "day", "rule": "fixed", "soc_frac": 0.0})
    prices = 100.0 + 50 * np.sin(np.arange(71))
    dispatch, _ = audited(site({"battery": station}, [spot(prices)], over))
    assert dispatch.schedules["battery"]["stored_mwh"][[0, 24, 47, 71]] == pytest.approx(np.zeros(4), abs=EXACT)
