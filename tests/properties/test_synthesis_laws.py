"""Laws of the pieces of a made year."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from storage_model.prices.synthesis.gas_year import make_gas_year
from storage_model.prices.synthesis.hourly_curves import quarter_hours
from storage_model.prices.synthesis.level import shifts_for_means
from storage_model.prices.synthesis.process import Shape
from storage_model.prices.synthesis.supply_curve import SupplyCurve
from storage_model.prices.synthesis.targets import Aim, GasAims, GasTargets, Marginal

PRICES = st.floats(0, 1500, allow_nan=False)
WIDTHS = st.floats(0.1, 5)


@given(arrays(float, 24, elements=PRICES))
def test_quarter_hours_keep_the_hours(hours: np.ndarray) -> None:
    """Four quarter-hours have their hour's mean, and no quarter-hour leaves the range of zero and above."""
    quarters = quarter_hours(hours)
    assert np.allclose(quarters.reshape(24, 4).mean(axis=1), hours, atol=1e-8)
    assert quarters.min() >= -1e-8


@given(PRICES, st.integers(0, 23))
def test_quarter_hours_turn_with_the_day(price: float, turn: int) -> None:
    """The day is a circle: turned by whole hours, its quarter-hours turn with it; a flat day stays flat."""
    hours = np.where(np.arange(24) < 12, price, 300.0)
    turned = quarter_hours(np.roll(hours, turn))
    assert np.allclose(turned, np.roll(quarter_hours(hours), 4 * turn), atol=1e-8)
    assert np.allclose(quarter_hours(np.full(24, price)), price)


@given(st.floats(50, 400), WIDTHS, WIDTHS, st.floats(-100, 0), arrays(float, 50, elements=st.floats(-9, 20)))
def test_supply_curve_rises(coal: float, plateau: float, scarcity: float, floor: float, tightness: np.ndarray) -> None:
    """More tightness never makes a lower price, and no price leaves floor and cap."""
    shape = Shape(coal_yuan_per_mwh=coal, plateau=plateau, scarcity=scarcity, midday=1, evening=1, night=1, episode=1)
    curve = SupplyCurve(floor_yuan_per_mwh=floor, cap_yuan_per_mwh=1500.0, shape=shape)
    prices = curve.price(np.sort(tightness), np.ones(50))
    assert (np.diff(prices) >= 0).all()
    assert floor <= prices.min() <= prices.max() <= 1500.0


@settings(max_examples=25)
@given(st.integers(0, 10**6), arrays(float, (2, 4), elements=st.floats(30, 1300)))
def test_shifts_meet_any_mean_between_the_limits(seed: int, wanted: np.ndarray) -> None:
    """Whatever the days look like, a shift brings each group's mean to the wanted one."""
    shape = Shape(coal_yuan_per_mwh=250, plateau=3, scarcity=0.5, midday=1, evening=1, night=1, episode=1)
    curve = SupplyCurve(floor_yuan_per_mwh=0.0, cap_yuan_per_mwh=1500.0, shape=shape)
    tightness, group = np.random.default_rng(seed).standard_normal((20, 4)), np.repeat([0, 1], 10)
    jitter = np.ones_like(tightness)
    shifts = shifts_for_means(lambda shift: curve.price(tightness + shift, jitter), wanted, group, 45)
    prices = curve.price(tightness + shifts, jitter)
    assert np.allclose([prices[:10].mean(axis=0), prices[10:].mean(axis=0)], wanted, atol=1e-6)


def gas_targets(day_to_day: float, within_day: float, together: float) -> GasTargets:
    """Return a gas year around 50 m³/min and 12 % with the given memory."""
    aims = {key: Aim(aim=50.0 if key.startswith("pure") else 1.0, tolerance=1.0) for key in GasAims.model_fields}
    memory = {"day_to_day_correlation_frac": day_to_day, "within_day_frac": within_day}
    return GasTargets(
        kind="mine_gas",
        source="trial",
        year=2026,
        zone="+08:00",
        seed=1,
        usable_methane_frac=0.09,
        aims=GasAims(**aims),
        pure_relative=Marginal(shares_frac=[0.0, 0.5, 1.0], values=[0.5, 1.0, 1.5], **memory),
        methane=Marginal(shares_frac=[0.0, 0.04, 1.0], values=[0.075, 0.09, 0.16], **memory),
        flow_methane_correlation=together,
    )


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.1, 0.95), st.floats(0, 1), st.floats(-1, 1))
def test_gas_keeps_its_distribution(seed: int, day_to_day: float, within_day: float, together: float) -> None:
    """Whatever the memory, the mean flow, the range and the share of hours below 9 % are those asked for."""
    made = make_gas_year(gas_targets(day_to_day, within_day, together), seed)
    pure, methane = made.columns["pure_m3_per_min"].values, made.columns["methane_frac"].values
    assert abs(pure.mean() - 50) < 0.01
    assert (pure.min(), pure.max()) == pytest.approx((25, 75), abs=0.1)
    assert abs((methane < 0.09).mean() - 0.04) < 0.002
    assert 0.075 <= methane.min() <= methane.max() <= 0.16
