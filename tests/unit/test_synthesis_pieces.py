"""Each piece of a made year against numbers worked out by hand."""

import math

import numpy as np
import pytest

from storage_model.prices.synthesis.days import days_of
from storage_model.prices.synthesis.draws import correlation_after, remembering, uniforms
from storage_model.prices.synthesis.hourly_curves import COLUMNS, curves_in, month_curves, quarter_hours
from storage_model.prices.synthesis.level import shifts_for_means
from storage_model.prices.synthesis.process import Shape
from storage_model.prices.synthesis.statistics import day_statistics
from storage_model.prices.synthesis.supply_curve import SupplyCurve
from storage_model.prices.synthesis.targets import CurveRef
from storage_model.problems import InputError

SHAPE = Shape(coal_yuan_per_mwh=250.0, plateau=3.0, scarcity=0.5, midday=1.0, evening=1.0, night=1.0, episode=1.0)
FIRST_DRAWS = [0.9520202330127101, 0.6856961911565391, 0.08318553608834017]
SHANXI = SupplyCurve(floor_yuan_per_mwh=0.0, cap_yuan_per_mwh=1500.0, shape=SHAPE)


def test_supply_curve_passes_through_its_corners() -> None:
    """Floor below 0, 0.4 of coal at 0.3, coal at 1, half as much again behind a plateau of 3, then 60 % of the way
    from 375 to 1500, which is 1050, half a unit on, and the cap another 0.75 on.

    A curve without the knee would give 675 instead of 1050.
    """
    tightness = np.array([-2.0, 0.0, 0.3, 1.0, 4.0, 4.5, 5.25, 9.0])
    prices = SHANXI.price(tightness, np.ones(8))
    assert prices == pytest.approx([0, 0, 100, 250, 375, 1050, 1500, 1500])


def test_jitter_leaves_floor_and_cap_alone() -> None:
    """Prices move with the jitter between the limits, not at them: 2 % off 250 is 245, while the floor stays 0 and,
    deep in scarcity, the cap 1500 (a jitter applied after the cut would give 1470).
    """
    prices = SHANXI.price(np.array([-1.0, 1.0, 8.0]), np.full(3, 0.98))
    assert prices == pytest.approx([0, 245, 1500])


def test_negative_floor() -> None:
    """The curve hangs on the floor, not on zero: coal 250 over a floor of −80 is 330 high, so 0.3 gives −80 + 132."""
    curve = SupplyCurve(floor_yuan_per_mwh=-80.0, cap_yuan_per_mwh=1300.0, shape=SHAPE)
    prices = curve.price(np.array([-1.0, 0.3, 1.0]), np.ones(3))
    assert prices == pytest.approx([-80, 52, 250])


def test_memory_by_hand() -> None:
    """Correlation 0.6 leaves √(1 − 0.36) = 0.8 for news: 1, then 0.6·1 + 0.8·1 = 1.4, then 0.6·1.4 = 0.84."""
    assert remembering(np.array([1.0, 1.0, 0.0]), 0.6) == pytest.approx([1.0, 1.4, 0.84])
    assert correlation_after(0.5, 2.5) == pytest.approx(math.exp(-0.2))


def test_memory_keeps_variance_and_correlation() -> None:
    """From the first value on the variance is one; a series that starts at 0.8 of its size would show 0.64 there."""
    deviates = np.random.default_rng(7).standard_normal((4000, 20))
    series = remembering(deviates, 0.6)
    assert series.std(axis=0) == pytest.approx(np.ones(20), abs=0.05)
    assert np.corrcoef(series[:, 10], series[:, 11])[0, 1] == pytest.approx(0.6, abs=0.04)


def test_draws_do_not_move() -> None:
    """The numbers of a seed are part of the product: another generator or another use of its bits shows here."""
    assert uniforms(2025, 1, 3).tolist() == FIRST_DRAWS
    assert uniforms(2025, 2, 3).tolist() != FIRST_DRAWS
    assert uniforms(2026, 1, 3).tolist() != FIRST_DRAWS


def test_statistics_of_three_days_by_hand() -> None:
    """Day 1: two hours at 0, two hours at 1200, the rest 300: spread 1200. Day 2 flat at 400: spread 0. Day 3: two
    hours at 20, two at 1100: spread 1080.

    Scarce are days 1 and 3, two runs of one day; near the floor are days 1 and 3; 8 of 288 steps are at the floor.
    """
    first, second, third = np.full(96, 300.0), np.full(96, 400.0), np.full(96, 300.0)
    first[40:48], first[76:84] = 0.0, 1200.0
    third[40:48], third[72:76], third[80:84] = 20.0, 1100.0, 1100.0
    found = day_statistics(
        np.stack([first, second, third]),
        floor_yuan_per_mwh=0.0,
        near_floor_yuan_per_mwh=25.0,
        scarce_above_yuan_per_mwh=1000.0,
    )
    assert found.spread_mean_yuan_per_mwh == pytest.approx(760.0)
    assert found.spread_p50_yuan_per_mwh == pytest.approx(1080.0)
    assert found.spread_p10_yuan_per_mwh == pytest.approx(216.0)
    assert found.spread_p90_yuan_per_mwh == pytest.approx(1176.0)
    assert (found.days_near_floor_frac, found.days_scarce_frac) == pytest.approx((2 / 3, 2 / 3))
    assert found.steps_at_floor_frac == pytest.approx(8 / 288)
    assert found.scarcity_run_days == 1.0


@pytest.mark.parametrize(("scarce", "run"), [("#..##.", 1.5), ("......", 0.0), ("######", 6.0), (".####.", 4.0)])
def test_runs(scarce: str, run: float) -> None:
    """Mean length of unbroken runs, also at the edges of the year and without any."""
    prices = np.array([[1400.0 if day == "#" else 300.0] * 96 for day in scarce])
    found = day_statistics(
        prices, floor_yuan_per_mwh=0.0, near_floor_yuan_per_mwh=25.0, scarce_above_yuan_per_mwh=1000.0
    )
    assert found.scarcity_run_days == run


def test_shifts_bring_each_group_to_its_means() -> None:
    """With a price equal to the shifted tightness the shift is wanted − mean: days at 1 and 3 (mean 2) wanted at 5
    need 3, one day at 4 wanted at 1 needs −3.
    """
    tightness = np.array([[1.0, 1.0], [3.0, 3.0], [4.0, 4.0]])
    shifts = shifts_for_means(
        lambda shift: tightness + shift, np.array([[5.0, 2.0], [1.0, 4.0]]), np.array([0, 0, 1]), 40
    )
    assert shifts == pytest.approx(np.array([[3, 0], [3, 0], [-3, 0]]), abs=1e-9)


def test_season_scaled_to_another_year() -> None:
    """Season 100 in all months but 200 in January, 31 of 365 days: the year's mean is 108.49. Asked for 54.25 all
    day, every month is halved; without the weights of the months 108.33 would give January 100.15, not 100.
    """
    season = {f"da_{month:02d}": np.full(24, 200.0 if month == 1 else 100.0) for month in range(1, 13)}
    files = {"a.csv": season, "b.csv": {"y": np.full(24, (31 * 200 + 334 * 100) / 365 / 2)}}
    days = days_of(2026, "+08:00", 1.0)
    found = month_curves(files, CurveRef(file="a.csv", curve="da"), CurveRef(file="b.csv", curve="y"), days.of_month)
    assert found[0] == pytest.approx(np.full(24, 100.0))
    assert found[1:] == pytest.approx(np.full((11, 24), 50.0))


def test_calendar() -> None:
    """2026 begins on a Thursday: days 3 and 4 are the first weekend; leap years have 29 days of February."""
    days = days_of(2026, "+08:00", 0.25)
    assert days.weekend[:10].tolist() == [0, 0, 1, 1, 0, 0, 0, 0, 0, 1]
    assert (days.count, days.horizon.count, days.of_month[1]) == (365, 35_040, 28)
    assert (days_of(2028, "+08:00", 1.0).horizon.count, days_of(2028, "+08:00", 1.0).of_month[1]) == (8_784, 29)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "east", "+8"])
def test_zone_has_to_be_fixed(zone: str) -> None:
    """A zone with summer time has days of 23 hours; no day of 96 quarter-hours fits them."""
    with pytest.raises(InputError) as caught:
        days_of(2026, zone, 1.0)
    assert (caught.value.problems[0].code, caught.value.problems[0].key) == ("E114", "zone")


def test_curves_are_read_with_words_about_them() -> None:
    """Comment lines are no curves; the rest is a name and 24 numbers."""
    text = "\n".join(["# source: trial", ",".join(COLUMNS), "da_01," + ",".join(map(str, range(24)))])
    assert curves_in(text.encode(), "x.csv")["da_01"].tolist() == list(range(24))


def test_every_bad_curve_is_named_with_its_line() -> None:
    """One cell short in line 2, a word in line 4: two problems, the good line between them is none."""
    good = ",".join(["b", *["1"] * 24])
    text = "\n".join([",".join(COLUMNS), ",".join(["a", *["1"] * 23]), good, ",".join(["c", "high", *["1"] * 23])])
    with pytest.raises(InputError) as caught:
        curves_in(text.encode(), "x.csv")
    assert [problem.place for problem in caught.value.problems] == ["x.csv:2", "x.csv:4"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "month,h00\n1,2\n"])
def test_file_of_curves_without_its_columns(text: str) -> None:
    """An empty or foreign file is refused with the columns it should have."""
    with pytest.raises(InputError) as caught:
        curves_in(text.encode(), "x.csv")
    assert "h23" in caught.value.problems[0].expected


def test_quarter_hours_of_a_rising_day() -> None:
    """Hours 0, 10, 20, … between their neighbours rise by 2.5 a quarter-hour; repeated values would give a step."""
    quarters = quarter_hours(np.arange(24) * 10.0)
    assert quarters[40:48] == pytest.approx(96.25 + 2.5 * np.arange(8), abs=0.35)
