"""Power a station holds ready, by hand: 10 MW / 10 MWh without losses, hours, empty or full as said."""

import numpy as np
import pytest

from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.markets.market import Market
from storage_model.markets.up_down import UpDownMarket
from tests.products import data, product
from tests.sites import audited, battery, horizon, site, spot

EXACT = 1e-6
EMPTY = {"rule": "fixed", "soc_frac": 0.0}
FULL = {"rule": "fixed", "soc_frac": 1.0}


def held(key: str, count: int, **terms: object) -> Market:
    """Return a product that pays 1 yuan per MW and hour in the directions given."""
    directions = {
        name: {"price_yuan_per_mw_h": 1.0, "sustain_h": 0.0, **fields}
        for name, fields in terms.items()
        if isinstance(fields, dict)
    }
    others = {name: value for name, value in terms.items() if name not in directions}
    given = data(horizon(count), day_ahead=np.zeros(count))
    return product(
        UpDownMarket, given, key, kind="up_down", service="reserve", most_per_rating=2.0, **directions, **others
    )


def answer(
    prices: list[float], *products: Market, export_limit_mw: float = 1000.0, **numbers: object
) -> tuple[Dispatch, Settlement]:
    """Return dispatch and settlement of a station with energy and products."""
    station = battery(**{"energy_mwh": 10.0, **numbers})
    given = site({"battery": station}, [spot(prices), *products], horizon(len(prices)), export_limit_mw=export_limit_mw)
    return audited(given)


def earned(prices: list[float], *products: Market, **numbers: object) -> float:
    """Return the optimum."""
    return answer(prices, *products, **numbers)[0].objective_yuan


@pytest.mark.parametrize(("where", "hours"), [("start", 1), ("end", 2), ("both", 1)])
def test_where_a_full_call_upward_is_measured(where: str, hours: int) -> None:
    """100, 100, 400 from empty: 3000, and an hour upward of 10 MW sending wherever 10 MWh are stored.

    Charged in the first hour, the store is full at the end of it and through the second: at the start of a step only
    the second hour counts, at the end both do, at both again only the second.
    """
    up = held("held", 3, up={"sustain_h": 1.0, "sides": ["out"]})
    money = earned([100, 100, 400], up, ends=EMPTY, sustain_measured_at=where)
    assert money == pytest.approx(3000 + 10 * hours, abs=EXACT)


@pytest.mark.parametrize(("where", "hours"), [("start", 1), ("end", 2), ("both", 1)])
def test_where_a_full_call_downward_is_measured(where: str, hours: int) -> None:
    """400, 400, 100 from full: sold at once, room for 10 MWh at the end of the first hour and through the second."""
    down = held("held", 3, down={"sustain_h": 1.0, "sides": ["in"]})
    money = earned([400, 400, 100], down, ends=FULL, sustain_measured_at=where)
    assert money == pytest.approx(3000 + 10 * hours, abs=EXACT)


def test_a_full_call_is_measured_in_the_store() -> None:
    """Flat price, half full by need: upward 0.8 x 5 = 4 MW for an hour, downward 5 / 0.9 = 5.56 MW; with 5 and 5 at the
    meter 10 a step.

    9.5556 for one hour, nothing traded because a round trip loses energy.
    """
    both = held("held", 1, up={"sustain_h": 1.0, "sides": ["out"]}, down={"sustain_h": 1.0, "sides": ["in"]})
    efficiencies = {"charge_efficiency_frac": 0.9, "discharge_efficiency_frac": 0.8}
    money = earned([300], both, ends={"rule": "fixed", "soc_frac": 0.5}, **efficiencies)
    assert money == pytest.approx(4 + 5 / 0.9, abs=EXACT)


def test_the_window_bounds_a_full_call() -> None:
    """Between 20 and 90 % of 10 MWh, half full: 3 MW up and 4 down for an hour, 7; the whole store would allow 10."""
    both = held("held", 1, up={"sustain_h": 1.0, "sides": ["out"]}, down={"sustain_h": 1.0, "sides": ["in"]})
    window = {"soc_min_frac": 0.2, "soc_max_frac": 0.9, "ends": {"rule": "fixed", "soc_frac": 0.5}}
    assert earned([300], both, **window) == pytest.approx(7, abs=EXACT)


def test_sustain_times_add_up() -> None:
    """Half an hour and two hours upward from 5 MWh: all 10 MW short are 10 yuan; two hours allow 2.5 MW, 2.5 yuan.

    Each alone 10 and 2.5; both together the store allows h1 / 2 + 2 h2 <= 5 with h1 + h2 <= 10: 10, not 12.5.
    """
    half_full = {"rule": "fixed", "soc_frac": 0.5}
    short = held("short", 1, up={"sustain_h": 0.5, "sides": ["out"]})
    long = held("long", 1, up={"sustain_h": 2.0, "sides": ["out"]})
    assert earned([300], short, ends=half_full) == pytest.approx(10, abs=EXACT)
    assert earned([300], long, ends=half_full) == pytest.approx(2.5, abs=EXACT)
    assert earned([300], short, long, ends=half_full) == pytest.approx(10, abs=EXACT)


def test_one_mw_is_held_for_one_product() -> None:
    """Two products each want 10 MW upward from rest in one hour: 10 yuan together; sold twice 20."""
    first, second = (held(key, 1, up={"sides": ["out"]}) for key in ("first", "second"))
    assert earned([300], first, second) == pytest.approx(10, abs=EXACT)


def test_power_held_counts_on_both_sides() -> None:
    """Charging 10 MW: upward 10 called off plus 10 sent, downward nothing; discharging 10: downward 10 plus 10 drawn.

    100, 400: in each hour 20 MW of one direction, 3000 + 20 + 20.
    """
    both = held("held", 2, up={}, down={})
    assert earned([100, 400], both) == pytest.approx(3040, abs=EXACT)


def test_expected_calls_move_store_and_meters() -> None:
    """Upward, sending side, a quarter expected: 4 MW held send 1 MWh; 1 / 0.8 = 1.25 MWh leave the store.

    Bought back 1.25 / 0.5 = 2.5 MWh. With the call in the meter alone the store would never need it.
    """
    up = held("held", 2, up={"sides": ["out"], "called_frac": 0.25, "price_yuan_per_mw_h": 1000.0}, most_mw=4.0)
    numbers = {
        "charge_efficiency_frac": 0.5,
        "discharge_efficiency_frac": 0.8,
        "ends": EMPTY,
        "exclusive_offers": True,
        "energy_mwh": 1.25,
    }
    dispatch, settlement = answer([100, 100], up, **numbers)
    schedule = dispatch.schedules["battery"]
    assert dispatch.products["held"]["of[battery].up_mw"] == pytest.approx([0, 4], abs=EXACT)
    assert schedule["stored_mwh"] == pytest.approx([0, 1.25, 0], abs=EXACT)
    assert schedule["discharge_mw"] == pytest.approx([0, 0], abs=EXACT)
    assert settlement.by_key()["energy_sales"] == pytest.approx(100, abs=EXACT)
    assert settlement.by_key()["charging_energy"] == pytest.approx(-250, abs=EXACT)


def test_supply_follows_expected_calls() -> None:
    """A tenth of the 5 MWh called outward is drawn as supply at 100: 50 less than without."""
    up = held("held", 2, up={"sides": ["out"], "called_frac": 0.5, "price_yuan_per_mw_h": 1000.0})
    plain = earned([100, 100], up, ends=EMPTY, exclusive_offers=True)
    supplied = earned([100, 100], up, ends=EMPTY, exclusive_offers=True, auxiliary_share_frac=0.1)
    assert plain - supplied == pytest.approx(2 * 5 * 0.1 * 100, abs=EXACT)


def test_wear_of_expected_calls_is_a_choice() -> None:
    """5 MWh called, wear of 20: 100 in the objective, never in cash; uncounted, none. Variable cost is always paid."""
    up = held("held", 2, up={"sides": ["out"], "called_frac": 0.5, "price_yuan_per_mw_h": 1000.0})
    plain = earned([100, 100], up, ends=EMPTY, exclusive_offers=True)
    worn, money = answer([100, 100], up, ends=EMPTY, exclusive_offers=True, wear_cost_yuan_per_mwh=20.0)
    assert (plain - worn.objective_yuan, plain - money.cash_yuan) == pytest.approx((100, 0), abs=EXACT)
    spared, _ = answer(
        [100, 100], up, ends=EMPTY, exclusive_offers=True, wear_cost_yuan_per_mwh=20.0, wear_on_activation=False
    )
    assert plain - spared.objective_yuan == pytest.approx(0, abs=EXACT)
    paid, money = answer([100, 100], up, ends=EMPTY, exclusive_offers=True, variable_cost_yuan_per_mwh=20.0)
    assert (plain - paid.objective_yuan, plain - money.cash_yuan) == pytest.approx((100, 100), abs=EXACT)


def test_full_calls_fit_the_connection() -> None:
    """6 MW out of the site: 6 held upward, though only half is expected; by expected flow alone it would be 10."""
    up = held("held", 1, up={"sides": ["out"], "called_frac": 0.5, "price_yuan_per_mw_h": 1000.0})
    half_full = {"rule": "free", "soc_frac": 1.0}
    dispatch, _ = answer([0], up, export_limit_mw=6.0, ends=half_full, exclusive_offers=True)
    assert dispatch.products["held"]["of[battery].up_mw"] == pytest.approx([6], abs=EXACT)


def test_maintenance_stops_offers_too() -> None:
    """Nothing is held on a day the station stands still: one of two days, 24 x 10."""
    up = held("held", 48, up={"sides": ["out"]})
    outage = {"first_day": "2026-01-02", "last_day": "2026-01-02"}
    assert earned([0.0] * 48, up, maintenance=[outage]) == pytest.approx(240, abs=EXACT)
