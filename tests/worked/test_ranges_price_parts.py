"""A price taken apart by hand: two days of two half-days, mean, mean day, what is left."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from storage_model.cases.ranges.asked import ResampledYears
from storage_model.cases.ranges.price_parts import linear_parts, parts_of, stretched, wider
from storage_model.cases.ranges.price_years import resampled
from tests.sites import horizon

PRICES = np.array([100.0, 300.0, 200.0, 400.0])
"""mean 250; mean day 150 and 350; left −50, −50, 50, 50"""
HALF_DAYS = horizon(4, 12.0)


def test_parts_add_up_to_the_price() -> None:
    """Level 250, spread ∓100, volatility ∓50."""
    parts = parts_of(PRICES, HALF_DAYS)
    assert [list(part) for part in parts.values()] == [
        [250.0] * 4, [-100.0, 100.0, -100.0, 100.0], [-50.0, -50.0, 50.0, 50.0],
    ]  # fmt: skip


def test_each_part_is_stretched_by_itself() -> None:
    """Level × 2 lifts all by 250; spread × 0 leaves the day; volatility × 3 moves whole days apart."""
    assert list(stretched(PRICES, HALF_DAYS, {"price_level": 2.0})) == [350.0, 550.0, 450.0, 650.0]
    assert list(stretched(PRICES, HALF_DAYS, {"price_spread": 0.0})) == [200.0, 200.0, 300.0, 300.0]
    assert list(stretched(PRICES, HALF_DAYS, {"price_volatility": 3.0})) == [0.0, 200.0, 300.0, 500.0]
    assert list(wider({"p": PRICES}, HALF_DAYS, 2.0)["p"]) == list(250 + 2 * (PRICES - 250))


def test_money_of_a_held_schedule_is_linear_in_the_parts() -> None:
    """Draw 1, send 1, draw 1, send 1 and a fee of 7 in all: 400 from the price, −7 from no price.

    −100 + 300 − 200 + 400 = 400 comes from the spread alone: level and volatility cancel.
    """
    net = np.array([-1.0, 1.0, -1.0, 1.0])

    def money(prices: dict[str, np.ndarray]) -> np.ndarray:
        return np.array([float(net @ prices["p"]) - 7.0])

    found = linear_parts(money, {"p": PRICES}, HALF_DAYS)  # type: ignore[arg-type]
    assert found.ravel() == pytest.approx([-7.0, 0.0, 400.0, 0.0])


def test_resampled_years_keep_days_whole_and_near_their_date() -> None:
    """Every day of forty is some day of the year at most five days away, blocks of three stay together."""
    days, per_day = 40, 24
    own = {"p": np.repeat(np.arange(float(days)), per_day), "q": np.arange(float(days * per_day))}
    asked = ResampledYears(kind="bootstrap", block_days=3, window_days=5, count=2)
    found = resampled(own, horizon(days * per_day), asked, 11, 1)
    day = found["p"].reshape(days, per_day)
    assert (day == day[:, :1]).all()
    away = (day[:, 0] - np.arange(days) + days / 2) % days - days / 2
    assert np.abs(away).max() == 5
    assert len({tuple(np.diff(away[start : start + 3])) for start in range(0, 39, 3)}) == 1
    assert list(found["q"] // per_day) == list(found["p"])
    again = resampled(own, horizon(days * per_day), asked, 11, 1)
    assert list(again["p"]) == list(found["p"]) != list(resampled(own, horizon(days * per_day), asked, 11, 2)["p"])


def test_days_drawn_across_summer_time_keep_their_hours() -> None:
    """A price that is the hour on the clock stays that, in Berlin too; cut every 24 steps it would be an hour off.

    At the two changes alone: where 2:00 is missing there stands 3:00, and a second 2:00 shows the first again.
    """
    berlin = replace(horizon(8760), start=datetime(2025, 1, 1, tzinfo=ZoneInfo("Europe/Berlin")))
    hour = (berlin.clock_steps()[:-1] % 24).astype(float)
    asked = ResampledYears(kind="bootstrap", block_days=3, window_days=20, count=2)
    found = resampled({"p": hour}, berlin, asked, 11, 1)["p"]
    off = np.flatnonzero(found != hour)
    assert set(hour[off]) <= {2.0}
    assert set(found[off]) <= {3.0}
    assert len(off) <= 2
