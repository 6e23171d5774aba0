"""Later years' prices by hand: floor share and scarcity by rank, series that decline."""

from datetime import UTC, datetime

import numpy as np
import pytest

from storage_model.horizon import Horizon
from storage_model.prices.path import PricePath
from storage_model.prices.series import Series

# Ten steps: two at the floor, one above 1 000.
PRICES = np.array([300.0, 0.0, 350.0, 1200.0, 0.0, 400.0, 250.0, 500.0, 450.0, 320.0])


def path(**changed: float) -> PricePath:
    """Return a path on which nothing changes but what is named."""
    return PricePath.model_validate({"level_change_frac_per_year": 0.0, "spread_erosion_frac_per_year": 0.0, **changed})


def test_nothing_asked_nothing_changed() -> None:
    """The same numbers, not near ones."""
    assert path().prices_after(7, PRICES).tolist() == PRICES.tolist()


def test_more_steps_at_the_floor() -> None:
    """A tenth of the year more each year: three of ten steps at 0 after one; the next cheapest, 250, is it."""
    later = path(floor_share_change_frac_per_year=0.1).prices_after(1, PRICES)
    assert (later == 0).sum() == 3
    assert later[6] == 0.0
    assert later.max() == 1200.0


def test_less_scarcity() -> None:
    """A scarce tenth that shrinks to 4 % is none of ten steps: the peak becomes the next dear price."""
    later = path(scarcity_change_frac_per_year=-0.6).prices_after(1, PRICES)
    assert (later > 1000).sum() == 0
    assert later[3] == 500.0


def test_the_order_of_the_hours_stays_and_no_price_is_made_up() -> None:
    """A random year: ranks of different prices never cross, every later price is one of the year's own."""
    prices = np.round(np.random.default_rng(1).gamma(2.0, 200.0, 2000) - 100.0, 2).clip(0.0, 1500.0)
    later = path(floor_share_change_frac_per_year=0.02, scarcity_change_frac_per_year=-0.1).prices_after(3, prices)
    different = np.unique(prices)
    lowest = np.array([later[prices == price].min() for price in different])
    highest = np.array([later[prices == price].max() for price in different])
    assert (lowest[1:] >= highest[:-1]).all()
    assert np.isin(later, prices).all()
    assert np.mean(later == 0) == pytest.approx(np.mean(prices == 0) + 0.06, abs=1e-3)
    assert np.mean(later > 1000) == pytest.approx(np.mean(prices > 1000) * 0.9**3, abs=1e-3)


def test_steps_of_one_price_are_told_apart_by_their_neighbours() -> None:
    """Two troughs of zeros, one beside 100 and one beside 900: with half the zeros gone those of the second rise."""
    prices = np.array([100.0] * 8 + [0.0] * 8 + [100.0] * 8 + [900.0] * 8 + [0.0] * 8 + [900.0] * 8)
    later = path(floor_share_change_frac_per_year=-1 / 12).prices_after(2, prices)
    assert (later[8:16] == 0).all()
    assert (later[32:40] > 0).all()


def test_a_year_mostly_at_the_floor_stays_so() -> None:
    """Six of ten steps at 0: nothing asked of the floor leaves them, though a limit of a half would not."""
    prices = np.array([0.0] * 6 + [100.0, 200.0, 300.0, 1200.0])
    assert (path(scarcity_change_frac_per_year=-0.5).prices_after(0, prices) == prices).all()


def test_a_gas_field_declines() -> None:
    """3 % a year: 1 000 m³/h are 912.673 after three; a share that grows stops at the whole."""
    start = Horizon(start=datetime(2026, 1, 1, tzinfo=UTC), step_h=1.0, count=2)
    flow = Series(
        name="f",
        values=np.array([1000.0, 500.0]),
        unit="m3_per_h",
        horizon=start,
        source="",
        change_frac_per_year=-0.03,
    )
    assert flow.after(3) == pytest.approx([912.673, 456.3365])
    share = Series(
        name="s", values=np.array([0.9, 0.2]), unit="frac", horizon=start, source="", change_frac_per_year=0.1
    )
    assert share.after(2) == pytest.approx([1.0, 0.242])
