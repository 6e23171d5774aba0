"""Several products on one battery at once: every MW is energy or held by one of them, and none twice."""

from collections.abc import Sequence

import numpy as np
import pytest

from storage_model.dispatch.optimise import Dispatch
from storage_model.markets.market import Market
from storage_model.markets.up_down import UpDownMarket
from tests.products import data, product
from tests.sites import audited, battery, horizon, site, spot

EXACT = 1e-7
RATED_MW = 10.0


def together(prices: Sequence[float], pays: dict[str, tuple[float, float]], **numbers: object) -> Dispatch:
    """Return the dispatch of a battery with upward products on the sending side: pay and most of each by key."""
    over = horizon(len(prices))
    given = data(over, day_ahead=prices)
    products: list[Market] = [
        product(
            UpDownMarket, given, key, kind="up_down", service="reserve", most_mw=most_mw,
            up={"price_yuan_per_mw_h": yuan, "sustain_h": 1.0, "sides": ["out"]},
        )
        for key, (yuan, most_mw) in pays.items()
    ]  # fmt: skip
    dispatch, _ = audited(site({"battery": battery(**numbers)}, [spot(prices), *products], over))
    return dispatch


def held(dispatch: Dispatch, key: str) -> np.ndarray:
    """Return what a product holds by step [MW]."""
    return dispatch.products[key]["of[battery].up_mw"]


def test_ten_megawatts_go_to_the_dearest_first() -> None:
    """Flat prices, 10 MW: 4 at 30, then 5 at 20, the last one at 10: 120 + 100 + 10 = 230 an hour.

    Each product by itself against the rating would hold 4 + 5 + 10 = 19 MW and show 320.
    """
    pays = {"first": (30.0, 4.0), "second": (20.0, 5.0), "third": (10.0, 10.0)}
    dispatch = together([300.0, 300.0], pays)
    assert [held(dispatch, key) for key in pays] == [pytest.approx([mw, mw], abs=EXACT) for mw in (4.0, 5.0, 1.0)]
    assert dispatch.objective_yuan == pytest.approx(460.0, abs=EXACT)


def test_energy_is_one_of_those_that_compete() -> None:
    """A spread of 25 in the second hour beats what pays 20 and 10, not what pays 30: 6 MW are sent, 4 held.

    In the first hour 10 MW are free for products: 230. Second: 4 × 30 + 6 × (125 − 100) = 270. Together 500;
    6 MW sent and held as well would show 600.
    """
    pays = {"first": (30.0, 4.0), "second": (20.0, 5.0), "third": (10.0, 10.0)}
    dispatch = together([100.0, 125.0], pays)
    schedule = dispatch.schedules["battery"]
    assert schedule["discharge_mw"] == pytest.approx([0.0, 6.0], abs=EXACT)
    total_mw = sum(held(dispatch, key) for key in pays) + schedule["discharge_mw"]
    assert total_mw == pytest.approx([RATED_MW, RATED_MW], abs=EXACT)
    assert dispatch.objective_yuan == pytest.approx(500.0, abs=EXACT)


def test_a_full_call_of_all_must_be_in_the_store() -> None:
    """6 MWh in the store last an hour for 6 MW of all products together: 4 × 30 + 2 × 20 = 160 an hour, not 230."""
    pays = {"first": (30.0, 4.0), "second": (20.0, 5.0), "third": (10.0, 10.0)}
    dispatch = together([300.0, 300.0], pays, energy_mwh=6.0)
    assert dispatch.objective_yuan == pytest.approx(320.0, abs=EXACT)
