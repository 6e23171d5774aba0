"""Forecasts by hand: what is known, what is not, and how good one is."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.stats import spearmanr

from storage_model.blocks import FloatArray
from storage_model.horizon import Horizon
from storage_model.prices.forecasts.actual import ActualPrices
from storage_model.prices.forecasts.forecast import Forecast
from storage_model.prices.forecasts.hourly_regression import HourlyRegression
from storage_model.prices.forecasts.last_week import LastWeek
from storage_model.prices.forecasts.noisy_actual import NoisyActual
from storage_model.prices.forecasts.own_series import OwnSeries
from storage_model.prices.forecasts.persistence import Persistence
from tests.sites import horizon

# Ten days of hours from Thursday 1 January 2026: day and hour can be read off each price, 307 is 7 o'clock of day 3.
DAYS = 10
PRICES = np.array([100.0 * day + hour for day in range(DAYS) for hour in range(24)])
REFERENCE = {"file": "mine.csv", "column": "forecast", "unit": "yuan_per_mwh"}


def seen(forecast: Forecast, known: int, hours: Sequence[int], own: FloatArray | None = None) -> list[float]:
    """Return what a forecast made at a time says of some hours from then on."""
    ahead = forecast.ahead({"day_ahead": PRICES}, {} if own is None else {"day_ahead": own}, horizon(len(PRICES)))
    first, last = min(hours), max(hours) + 1
    found = ahead(known, first, last)["day_ahead"]
    return [float(found[hour - first]) for hour in hours]


def test_yesterday_and_never_later() -> None:
    """At midnight of day 5: day 5 as day 4, and day 6 as day 4 too, for day 5 is not known yet.

    At ten o'clock the ten hours of the day that are known serve for tomorrow morning, yesterday's for the afternoon.
    """
    midnight = 5 * 24
    assert seen(Persistence(kind="persistence"), midnight, [midnight, midnight + 7, midnight + 31]) == [400, 407, 407]
    now = midnight + 10
    hours = [now, midnight + 24 + 9, midnight + 24 + 10]
    assert seen(Persistence(kind="persistence"), now, hours) == [410, 509, 410]


def test_a_bid_closed_before_the_day_sees_less() -> None:
    """Bids for day 5 close at ten the day before: 9 o'clock is that of day 4, ten o'clock that of day 3."""
    midnight = 5 * 24
    assert seen(Persistence(kind="persistence"), midnight - 14, [midnight + 9, midnight + 10]) == [409, 310]


def test_same_day_of_last_week() -> None:
    """Day 8 as day 1. Day 2 looks back over the new year, to day 5; so does day 9, whose last week is not known yet."""
    week = LastWeek(kind="last_week")
    assert seen(week, 8 * 24, [8 * 24 + 5]) == [105]
    assert seen(week, 2 * 24, [2 * 24 + 5, 9 * 24 + 5]) == [505, 505]


def test_the_first_day_looks_back_to_the_end_of_the_year() -> None:
    """A year stands for every year: before day 0 came day 9."""
    assert seen(Persistence(kind="persistence"), 0, [7]) == [907]


def test_regression_is_the_mean_of_hour_and_kind_of_day() -> None:
    """Known are days 0 to 6, Thursday to Wednesday. Working days 0, 1, 4, 5, 6: mean 320; weekend 2, 3: mean 250.

    Thursday, day 7, at 7 o'clock: 327. Saturday, day 9: 257. One mean of all seven days would be 307.
    """
    regression = HourlyRegression(kind="hourly_regression", trailing_days=7)
    assert seen(regression, 7 * 24, [7 * 24 + 7, 9 * 24 + 7]) == [327, 257]


def test_regression_is_least_squares() -> None:
    """The same as numpy's least squares on 48 indicators, to the last digits."""
    rng = np.random.default_rng(1)
    over = horizon(28 * 24)
    values = rng.normal(300, 100, over.count)
    ahead = HourlyRegression(kind="hourly_regression", trailing_days=21).ahead({"day_ahead": values}, {}, over)
    clock = over.starts()
    weekend = np.array([day.astype(object).weekday() >= 5 for day in clock.astype("datetime64[D]")])
    hours = np.arange(over.count) % 24
    indicators = np.equal.outer(hours + 24 * weekend, np.arange(48)).astype(float)
    known = slice(0, 21 * 24)
    weights = np.linalg.lstsq(indicators[known], values[known], rcond=None)[0]
    found = ahead(21 * 24, 21 * 24, 28 * 24)["day_ahead"]
    assert found == pytest.approx(indicators[21 * 24 :] @ weights, rel=1e-12)


def test_regression_without_a_weekend_takes_working_days() -> None:
    """Two days known, Thursday and Friday: Saturday at 7 as their mean, 57; with one day known, as that day."""
    assert seen(HourlyRegression(kind="hourly_regression", trailing_days=2), 48, [48 + 7]) == [57]
    assert seen(HourlyRegression(kind="hourly_regression", trailing_days=1), 24, [24 + 7]) == [7]


def test_own_series_and_actual_prices() -> None:
    """A column is taken as it stands; actual prices are what comes."""
    own = OwnSeries.model_validate({"kind": "series", "day_ahead": REFERENCE})
    assert seen(own, 24, [30], PRICES + 1) == [107]
    assert list(own.series()) == ["day_ahead"]
    assert seen(ActualPrices(kind="actual"), 24, [30]) == [106]


def year() -> tuple[Horizon, FloatArray]:
    """Return a year of hours with a daily shape, many equal prices among them."""
    over = horizon(8_760)
    rng = np.random.default_rng(3)
    shape = 300 + 200 * np.sin(2 * np.pi * np.arange(over.count) / 24)
    return over, np.clip(shape + rng.normal(0, 60, over.count), 150, 450)


@pytest.mark.parametrize("asked", [0.2, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("seed", [0, 7])
def test_noise_reaches_the_rank_correlation_asked_for(asked: float, seed: int) -> None:
    """Spearman's rank correlation by scipy is the number written in the case, to 1e-4; the same seed, the same year."""
    over, actual = year()
    forecast = NoisyActual(kind="noisy_actual", rank_correlation_frac=asked, seed=seed)
    found = forecast.prices({"day_ahead": actual}, over)["day_ahead"]
    assert spearmanr(found, actual).statistic == pytest.approx(asked, abs=1e-4)
    again = forecast.ahead({"day_ahead": actual}, {}, over)(0, 100, 200)["day_ahead"]
    assert again.tolist() == found[100:200].tolist()


def test_both_prices_of_a_market_have_one_error() -> None:
    """Node and unified price keep their distance of 13 yuan/MWh; an error each would promise gains that are not there.

    Real time has an error of its own, and other seeds give other errors.
    """
    over, actual = year()
    prices = {"purchase": actual + 13, "day_ahead": actual, "real_time": actual}
    found = NoisyActual(kind="noisy_actual", rank_correlation_frac=0.7, seed=1).prices(prices, over)
    assert found["purchase"] - found["day_ahead"] == pytest.approx(np.full(over.count, 13.0))
    assert abs(np.corrcoef(found["real_time"] - actual, found["day_ahead"] - actual)[0, 1]) < 0.1
    other = NoisyActual(kind="noisy_actual", rank_correlation_frac=0.7, seed=2).prices(prices, over)
    assert np.abs(other["day_ahead"] - found["day_ahead"]).max() > 1


def test_the_error_lasts() -> None:
    """An error that lasts 6 hours is correlated by 1/e with that six hours earlier."""
    over, actual = year()
    forecast = NoisyActual(kind="noisy_actual", rank_correlation_frac=0.7, error_lasts_h=6.0)
    error = forecast.prices({"day_ahead": actual}, over)["day_ahead"] - actual
    assert np.corrcoef(error[6:], error[:-6])[0, 1] == pytest.approx(np.exp(-1), abs=0.05)


def test_a_flat_price_and_a_perfect_rank_have_no_error() -> None:
    """Where nothing scales the error there is none."""
    over, actual = year()
    flat = np.full(over.count, 5.0)
    for values, asked in ((flat, 0.5), (actual, 1.0)):
        forecast = NoisyActual(kind="noisy_actual", rank_correlation_frac=asked)
        assert forecast.prices({"day_ahead": values}, over)["day_ahead"].tolist() == values.tolist()
