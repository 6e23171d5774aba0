"""Whole made years: what a seed, the targets and the process change in them, and what is refused."""

from pathlib import Path

import numpy as np
import pytest

from storage_model.prices.synthesis.day_ahead import day_ahead_of
from storage_model.prices.synthesis.gas_year import make_gas_year
from storage_model.prices.synthesis.hourly_curves import Curves, curves_in
from storage_model.prices.synthesis.latent import drawn
from storage_model.prices.synthesis.make import make_year, make_years
from storage_model.prices.synthesis.process import Shape
from storage_model.prices.synthesis.real_time import hourly_noise, real_time_prices
from storage_model.prices.synthesis.setting import Setting, setting_of
from storage_model.prices.synthesis.spot_check import node_statistics
from storage_model.prices.synthesis.targets import CurveRef, Marginal, SpotTargets
from storage_model.problems import InputError
from storage_model.scenario.year_targets import read_targets

PRICES = Path(__file__).parents[2] / "inputs" / "prices"
SHAPE = Shape(coal_yuan_per_mwh=250.0, plateau=3.0, scarcity=0.6, midday=2.4, evening=1.1, night=0.6, episode=2.8)


@pytest.fixture(scope="module")
def shipped() -> tuple[SpotTargets, dict[str, Curves]]:
    """The shipped targets of 2025 and the curves they name."""
    read = read_targets(PRICES / "shanxi_2025_like.targets.yaml")
    assert isinstance(read.asked, SpotTargets)
    return read.asked, dict(read.curves)


def changed(targets: SpotTargets, **process: float) -> SpotTargets:
    """Return the targets with numbers of the process changed."""
    return targets.model_copy(update={"process": targets.process.model_copy(update=process)})


@pytest.fixture(scope="module")
def setting(shipped: tuple[SpotTargets, dict[str, Curves]]) -> Setting:
    """A setting of 2025 with a seed of its own."""
    return setting_of(*shipped, 11)


def test_unified_means_are_kept_by_month_and_quarter(setting: Setting) -> None:
    """The unified price has each month's published mean in every quarter-hour whatever the shape of the process; the
    node, which falls to 0 where the unified price stops at 20, lies below.
    """
    prices = day_ahead_of(setting, SHAPE, 40).prices
    unified = setting.unified(prices)
    july = setting.days.month == 6
    assert unified[july].mean(axis=0) == pytest.approx(setting.quarters[6], abs=1e-6)
    assert (unified - prices).max() == pytest.approx(20.0)
    assert np.array_equal(unified[prices > 20], prices[prices > 20])


def test_real_time_noise_and_means(setting: Setting) -> None:
    """Real time has the published mean of each quarter-hour over the year and the aimed hourly deviation of 100."""
    day_ahead = day_ahead_of(setting, SHAPE, 40)
    real_time = real_time_prices(setting, day_ahead, 40)
    assert setting.unified(real_time).mean(axis=0) == pytest.approx(setting.real_time_quarters, abs=1e-6)
    assert hourly_noise(real_time, day_ahead.prices) == pytest.approx(100.0, abs=1.0)


def test_days_remember_each_other(shipped: tuple[SpotTargets, dict[str, Curves]]) -> None:
    """Without memory and episodes scarce days come singly (a share of a fifth gives runs of 1.25); with the memory of
    the shipped process they come in runs half as long again.
    """
    targets, files = shipped
    alone = changed(targets, day_to_day_correlation_frac=0.0, episode_start_frac_per_day=0.0)

    def mean_run(asked: SpotTargets) -> float:
        runs = [
            node_statistics(day_ahead_of(setting_of(asked, files, seed), SHAPE, 16).prices, asked) for seed in range(3)
        ]
        return float(np.mean([found["scarcity_run_days"] for found in runs]))

    assert mean_run(alone) < 1.45
    assert mean_run(targets) > 1.6


def test_episodes_follow_their_chances(shipped: tuple[SpotTargets, dict[str, Curves]], setting: Setting) -> None:
    """A chain that begins with 0.1 and stays with 0.8 spends 0.1 ÷ (0.1 + 0.2) = 1/3 of its days inside; one that
    never begins spends none.
    """
    targets, flat = shipped[0], np.full(12, 300.0)

    def inside(**process: float) -> float:
        asked = changed(targets, **process).process
        return float(np.mean([drawn(asked, setting.days, flat, seed).episode.mean() for seed in range(12)]))

    assert inside(episode_start_frac_per_day=0.1, episode_stay_frac=0.8) == pytest.approx(1 / 3, abs=0.06)
    assert inside(episode_start_frac_per_day=0.0) == 0.0


def test_dear_months_have_more_episodes(shipped: tuple[SpotTargets, dict[str, Curves]], setting: Setting) -> None:
    """A month twice as dear as the others begins episodes more often; without season it would have its share, 0.08."""
    targets, means = shipped[0], np.full(12, 300.0)
    means[9] = 600.0
    episodes = [drawn(targets.process, setting.days, means, seed).episode for seed in range(12)]
    october = setting.days.month == 9
    share = sum(year[october].sum() for year in episodes) / sum(year.sum() for year in episodes)
    assert share > 0.2


def test_weekends_are_quieter(shipped: tuple[SpotTargets, dict[str, Curves]]) -> None:
    """The shift of weekends lowers Saturdays and Sundays against the same year without it."""
    targets, files = shipped
    setting = setting_of(changed(targets, weekend_shift=-0.5), files, 3)
    without = setting_of(changed(targets, weekend_shift=0.0), files, 3)
    weekend = setting.days.weekend.astype(bool)

    def ratio(of: Setting) -> float:
        prices = day_ahead_of(of, SHAPE, 16).prices
        return float(prices[weekend].mean() / prices[~weekend].mean())

    assert ratio(setting) < ratio(without) - 0.05


def test_years_of_several_seeds_are_of_one_process(shipped: tuple[SpotTargets, dict[str, Curves]]) -> None:
    """The year of the targets' own seed is the one made alone; another has its process and days of its own.

    Fitted anew, the other would have a shape of its own.
    """
    targets, files = shipped
    own, other = make_years(targets, files, (targets.seed, 99))
    alone, (again,) = make_year(targets, files, targets.seed), make_years(targets, files, (99,))
    prices = [made.columns["da_yuan_per_mwh"].values for made in (own, alone, other, again)]
    assert np.array_equal(prices[0], prices[1])
    assert np.array_equal(prices[2], prices[3])
    assert not np.allclose(prices[0], prices[2])
    assert own.fitted == alone.fitted == other.fitted


def test_means_outside_the_limits_are_refused(shipped: tuple[SpotTargets, dict[str, Curves]]) -> None:
    """A mean of 31 cannot be had above a unified floor of 40, nor one of 850 below a cap of 800: both are told."""
    targets, files = shipped
    tight = targets.model_copy(update={"unified_floor_yuan_per_mwh": 120.0, "cap_yuan_per_mwh": 400.0})
    with pytest.raises(InputError) as caught:
        setting_of(tight, files, 1)
    assert [(problem.code, problem.key) for problem in caught.value.problems] == [
        ("E214", "day_ahead_months"),
        ("E214", "real_time_year"),
    ]


def test_a_curve_that_is_not_there(shipped: tuple[SpotTargets, dict[str, Curves]]) -> None:
    """The name asked for and those in the file are told."""
    targets, files = shipped
    wrong = targets.model_copy(update={"real_time_year": CurveRef(file="shanxi_hourly_means_2025.csv", curve="rt")})
    with pytest.raises(InputError) as caught:
        setting_of(wrong, files, 1)
    assert "no curve 'rt'" in caught.value.problems[0].got
    assert "rt_year" in caught.value.problems[0].expected


def test_shipped_curves_add_up() -> None:
    """The published curve of the year is the plain mean of the twelve published months, both rounded to whole yuan; a
    month typed wrongly by 12 yuan in one hour would show.
    """
    curves = curves_in((PRICES / "shanxi_hourly_means_2025.csv").read_bytes(), "x")
    months = np.stack([curves[f"da_{month:02d}"] for month in range(1, 13)])
    assert months.mean(axis=0) == pytest.approx(curves["da_year"], abs=1.0)
    assert (months.shape, months[9, 17], months[3, 11]) == ((12, 24), 850.0, 31.0)


@pytest.mark.parametrize(
    ("shares", "values"),
    [([0.0, 0.5], [1.0, 2.0]), ([0.0, 1.0], [2.0, 1.0]), ([0.0, 0.5, 0.5, 1.0], [1.0, 2.0, 3.0, 4.0]),
     ([0.0, 1.0], [1.0, 2.0, 3.0])],
)  # fmt: skip
def test_gas_distributions_that_are_none(shares: list[float], values: list[float]) -> None:
    """Shares that do not rise from 0 to 1, falling values, another number of values: refused, both ladders at once."""
    read = read_targets(PRICES / "qiyuan_gas_like.targets.yaml").asked
    odd = Marginal(shares_frac=shares, values=values, day_to_day_correlation_frac=0.5, within_day_frac=0.1)
    with pytest.raises(InputError) as caught:
        make_gas_year(read.model_copy(update={"pure_relative": odd, "methane": odd}), 1)  # type: ignore[arg-type]
    assert [problem.key for problem in caught.value.problems] == ["pure_relative.shares_frac", "methane.shares_frac"]
