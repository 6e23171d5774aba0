"""Power gensets hold ready, by hand: two sets of 1 MW from 0.5 MW, gas at 100 yuan per MWh, an hour."""

from typing import Any

import pytest

from storage_model.assets.gas import GasHub
from storage_model.blocks import Schedule
from storage_model.dispatch.settle import Settlement
from storage_model.markets.market import Market
from storage_model.markets.up_down import UpDownMarket
from tests.gas_sites import GAS_OF_A_MW, REFERENCE, gensets, hub, hub_site, supply
from tests.products import data, product
from tests.sites import audited, horizon

EXACT = 1e-6
DEAR = {"supplies": {"drained": {**REFERENCE, "gas_price_yuan_per_m3": 0.359}}}
PAIR = gensets(sets=2, minimum_load_frac=0.5)


def held(count: int, key: str = "held", **directions: dict[str, Any]) -> Market:
    """Return a reserve paid 50 yuan per MW and hour in the directions given, called energy settled by the meter."""
    terms = {name: {"price_yuan_per_mw_h": 50.0, "sustain_h": 1.0, **own} for name, own in directions.items()}
    given = data(horizon(count), rated_mw={"gas": 2.0}, day_ahead=[0.0] * count)
    return product(UpDownMarket, given, key, kind="up_down", service="reserve", participants=["gas"], **terms)


def answer(
    prices: list[float], *products: Market, gas_mw: float = 10.0, station: GasHub | None = None
) -> tuple[float, Settlement, Schedule]:
    """Return money, settlement and what is held."""
    given = hub_site(
        station or hub({"sets": PAIR}, **DEAR), prices, supply([gas_mw * GAS_OF_A_MW] * len(prices), 0.12),
        products=list(products),
    )  # fmt: skip
    dispatch, settlement = audited(given)
    return dispatch.objective_yuan, settlement, dispatch.products[products[0].key]


@pytest.mark.parametrize(("price", "money"), [(300, 400), (130, 80), (90, 40)])
def test_power_is_sold_or_held(price: float, money: float) -> None:
    """A MWh earns 200, 30 or -10 above its gas, a MW held 50. At 300 both sets give all: 400. At 130 they stand at half
    load, hold the other: 30 + 50 = 80. At 90 the same: -10 + 50 = 40. Sold twice: 500, 160; held by sets that stand
    still 100.
    """
    assert answer([price], held(1, up={}))[0] == pytest.approx(money, abs=EXACT)


def test_downward_stops_at_the_lowest_load() -> None:
    """At full load 2 MW may fall by 1: 400 + 50. Down to nothing it would be 500."""
    money, _, product_schedule = answer([300], held(1, down={}))
    assert money == pytest.approx(450, abs=EXACT)
    assert product_schedule["of[gas].down_mw"] == pytest.approx([1.0], abs=EXACT)


@pytest.mark.parametrize(("gas_mw", "money"), [(1.0, 40), (1.5, 55), (2.0, 80)])
def test_a_full_call_needs_gas_at_hand(gas_mw: float, money: float) -> None:
    """At 130 the pair gives 1 MW. Gas for 1.5 MW leaves 0.5 to be vented, which a call could burn: 30 + 25. With gas
    for 1 MW one set gives half of it and holds the other: 15 + 25. A promise without gas would show 80 in all three.
    """
    assert answer([130], held(1, up={}), gas_mw=gas_mw)[0] == pytest.approx(money, abs=EXACT)


def test_the_holder_stands_behind_a_call() -> None:
    """Gas for 1 MW, a holder round the cycle of two hours: to hold 1 MW for one hour it must keep 278.55 m³, which it
    does all the time: 2 × 80 = 160. A call of two hours needs twice that; the holder takes no more than it has room
    for, 278.55: half is held, 2 × 55. Without a holder 60.
    """
    room = {"capacity_m3": GAS_OF_A_MW / 0.12, "methane_frac": 0.12}
    station = hub({"sets": PAIR}, holder=room, **DEAR)
    for hours, money in ((1.0, 160), (2.0, 110)):
        product_held = held(2, up={"sustain_h": hours})
        assert answer([130, 130], product_held, gas_mw=1.0, station=station)[0] == pytest.approx(money, abs=EXACT)


def test_expected_calls_are_output_burned_and_sold() -> None:
    """A quarter of what is held is called. At 130: 1 MW planned, 1 held, 1.25 sent: 1.25 × 30 + 50 = 87.5. The call not
    burned 120; held from the expected output instead of the plan: 0.75 more could not be called.
    """
    money, settlement, _ = answer([130], held(1, up={"called_frac": 0.25}))
    assert money == pytest.approx(87.5, abs=EXACT)
    assert settlement.by_key()["energy_sales"] == pytest.approx(1.25 * 130, abs=EXACT)


def test_two_products_share_the_room() -> None:
    """Two reserves of 50 each: 1 MW between them, 80. The same MW for both 130."""
    money, _, _ = answer([130], held(1, "first", up={}), held(1, "second", up={}))
    assert money == pytest.approx(80, abs=EXACT)


def test_up_and_down_from_one_set() -> None:
    """One set, up and down at 50 each, margin 10: from 0.5 + d it holds 0.5 - d up and d down: always 25, so it gives
    1 MW: 10 + 25. The whole range in both directions 60.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5)}, **DEAR)
    assert answer([110], held(1, up={}, down={}), station=one)[0] == pytest.approx(35, abs=EXACT)


def test_a_starting_set_holds_half_while_it_starts_for_half_the_hour() -> None:
    """Half an hour to start; 40, 40, 300 round and round. Through the cheap hours a pair at half load loses 60 and
    holds 1 MW: -10 an hour. Off in the first, ready for half of the second: -5 + 400 = 395. Standing by 380; a whole MW
    held while starting 420.
    """
    slow = hub({"sets": {**PAIR, "start_time_min": 30.0}}, **DEAR)
    assert answer([40, 40, 300], held(3, up={}), station=slow)[0] == pytest.approx(395, abs=EXACT)
