"""Power held ready upward and downward, by hand: 10 MW / 20 MWh without losses, hours, unless said otherwise."""

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.markets.periods import every_hours, span_of_step
from storage_model.markets.up_down import UpDownMarket
from tests.products import SERIES, data, product
from tests.sites import audited, battery, horizon, site, spot

EXACT = 1e-7
FLAT = (300.0, 300.0)


def answer(prices, station=None, real_time=None, own=None, **fields: object) -> tuple[Dispatch, Settlement]:  # type: ignore[no-untyped-def]
    """Return dispatch and settlement of a battery with energy and one product of an hourly market."""
    over = horizon(len(prices))
    given = data(over, own=own, day_ahead=prices, real_time=prices if real_time is None else real_time)
    held = product(UpDownMarket, given, "held", kind="up_down", service="regulation", **fields)
    return audited(site({"battery": station or battery()}, [spot(prices), held], over))


def up(price: float, **fields: object) -> dict[str, object]:
    """Return the terms of one direction."""
    return {"price_yuan_per_mw_h": price, "sustain_h": 0.0, **fields}


def figure(dispatch: Dispatch, name: str = "up_mw") -> FloatArray:
    """Return the figures held by span."""
    return dispatch.products["held"][f"of[battery].{name}"]


def test_charging_is_power_that_can_be_called_off() -> None:
    """Charging 10 MW at 100 and selling at 400 earns 3000; in the charging hour 10 MW upward earn 10 x 10 = 100.

    A product blind to the charging side would hold 0 there, or 10 from rest on top of the full discharge: 3200.
    """
    dispatch, settlement = answer([100, 400], up=up(10.0))
    assert dispatch.objective_yuan == pytest.approx(3100, abs=EXACT)
    assert figure(dispatch) == pytest.approx([10, 0], abs=EXACT)
    assert settlement.by_key()["regulation_up"] == pytest.approx(100, abs=EXACT)


def test_a_full_swing_is_twice_the_rating() -> None:
    """From charging 10 to sending 10 are 20 MW: 200 in the charging hour; the default stops at the rating, 100."""
    dispatch, _ = answer([100, 400], up=up(10.0), most_per_rating=2.0)
    assert dispatch.objective_yuan == pytest.approx(3200, abs=EXACT)


def test_mileage_is_paid_beside_capability() -> None:
    """10 MW of one figure both ways for two hours at flat prices; score 0.9, capability 20 and 30 yuan/MW·h.

    The signal moves 3 and 5 MW for each MW in an hour, at 4 and 2 yuan/MW. Capability 0.9 x 10 x (20 + 30) = 450,
    mileage 0.9 x 10 x (3 x 4 + 5 x 2) = 198; 648 in all. Half full, 10 MW may be sent or drawn. Without mileage: 450.
    """
    terms = {"price": SERIES, "sustain_h": 0.0, "mileage": SERIES, "mileage_price": SERIES, "score_frac": 0.9}
    own = {"up.price": [20.0, 30.0], "up.mileage": [3.0, 5.0], "up.mileage_price": [4.0, 2.0]}
    half = battery(ends={"every": "horizon", "rule": "fixed", "soc_frac": 0.5})
    dispatch, settlement = answer(FLAT, half, own=own, up=terms, down=up(0.0), symmetric=True)
    assert dispatch.objective_yuan == pytest.approx(648, abs=EXACT)
    paid = settlement.by_key()
    assert paid["regulation_up"] == pytest.approx(450, abs=EXACT)
    assert paid["regulation_mileage_up"] == pytest.approx(198, abs=EXACT)
    assert "regulation_mileage_down" not in paid


def test_each_direction_has_its_own_mileage() -> None:
    """10 MW up and 10 MW down for an hour move 6 x 1.5 x 10 = 90 and 2 x 4 x 10 = 80 yuan, and nothing else is paid."""
    more = up(0.0, mileage_per_mw_h=6.0, mileage_price_yuan_per_mw=1.5)
    less = up(0.0, mileage_per_mw_h=2.0, mileage_price_yuan_per_mw=4.0)
    half = battery(ends={"every": "horizon", "rule": "fixed", "soc_frac": 0.5})
    _, settlement = answer([300], half, up=more, down=less)
    paid = settlement.by_key()
    assert paid["regulation_mileage_up"] == pytest.approx(90, abs=EXACT)
    assert paid["regulation_mileage_down"] == pytest.approx(80, abs=EXACT)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"mileage_per_mw_h": 3.0}, "either no mileage"),
        ({"mileage_price_yuan_per_mw": 3.0, "mileage_per_mw_h": 3.0, "mileage": SERIES}, "either no mileage"),
    ],
)
def test_mileage_has_a_quantity_and_a_price(fields: dict[str, object], words: str) -> None:
    """A price without movement, or two quantities, say nothing."""
    with pytest.raises(ValueError, match=words):
        answer([300], up=up(0.0, **fields))


def test_only_regulation_is_paid_for_moving() -> None:
    """A reserve waits."""
    terms = {
        "kind": "up_down",
        "service": "reserve",
        "up": up(1.0, mileage_per_mw_h=1.0, mileage_price_yuan_per_mw=1.0),
    }
    with pytest.raises(ValueError, match="service: regulation"):
        product(UpDownMarket, data(horizon(1)), **terms)


def test_held_power_is_withheld_from_energy() -> None:
    """Sending side only, 350 in the dear hour against a spread of 300: 3500 and nothing traded; sold twice, 6500."""
    price = {"price": SERIES, "sustain_h": 0.0, "sides": ["out"]}
    dispatch, settlement = answer([100, 400], own={"up.price": [0.0, 350.0]}, up=price)
    assert dispatch.objective_yuan == pytest.approx(3500, abs=EXACT)
    assert settlement.by_key() == pytest.approx(
        {"energy_sales": 0, "charging_energy": 0, "regulation_up": 3500}, abs=EXACT
    )


def test_a_full_call_must_be_in_the_store() -> None:
    """5 MWh sent at 80 % last an hour at 4 MW: 4 x 10 in each hour, 80; counted in the store 100, without it 200."""
    station = battery(energy_mwh=5.0, discharge_efficiency_frac=0.8)
    dispatch, _ = answer(FLAT, station, up=up(10.0, sustain_h=1.0, sides=["out"]))
    assert dispatch.objective_yuan == pytest.approx(80, abs=EXACT)


def test_called_energy_is_paid_once() -> None:
    """Half of 10 MW is called in the dear hour: pay 600, 5 MWh sold at 200 = 1000, 5 MWh bought at 100: 1100.

    The same MW traded would earn 1000. A market that pays for the metered 5 MWh again shows 2100.
    """
    terms = {"price": SERIES, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["out"]}
    own = {"up.price": [0.0, 60.0]}
    dispatch, settlement = answer([100, 200], own=own, up=terms, called_energy="day_ahead")
    assert dispatch.objective_yuan == pytest.approx(1100, abs=EXACT)
    money = {"energy_sales": 0, "charging_energy": -500, "regulation_up": 600, "called_up_energy": 1000}
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_called_energy_at_the_meter_is_sold_by_the_energy_market() -> None:
    """Without a price of its own the 5 MWh appear as energy sold for 1000; the sum stays 1100."""
    terms = {"price": SERIES, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["out"]}
    dispatch, settlement = answer([100, 200], own={"up.price": [0.0, 60.0]}, up=terms)
    assert dispatch.objective_yuan == pytest.approx(1100, abs=EXACT)
    assert settlement.by_key()["energy_sales"] == pytest.approx(1000, abs=EXACT)
    assert "called_up_energy" not in settlement.by_key()


def test_called_energy_at_the_real_time_price() -> None:
    """Called at 300: 600 + 5 x 300 - 500 = 1600."""
    terms = {"price": SERIES, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["out"]}
    dispatch, settlement = answer(
        [100, 200], real_time=[100, 300], own={"up.price": [0.0, 60.0]}, up=terms, called_energy="real_time"
    )
    assert dispatch.objective_yuan == pytest.approx(1600, abs=EXACT)
    assert settlement.by_key()["called_up_energy"] == pytest.approx(1500, abs=EXACT)


def test_unpaid_called_energy_costs_what_it_takes_from_the_store() -> None:
    """60 less 0.5 MWh bought at 100 leaves 10 a MW, below the spread of 100: all is traded, 1000.

    A given price of 40 leaves 30 a MW: still traded; one of 300 makes it 160: 1600.
    """
    terms = {"price": SERIES, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["out"]}
    own = {"up.price": [0.0, 60.0]}
    assert answer([100, 200], own=own, up=terms, called_energy="none")[0].objective_yuan == pytest.approx(1000)
    for price, money in ((40.0, 1000.0), (300.0, 1600.0)):
        given = {**own, "called_price": [100.0, price]}
        dispatch, _ = answer([100, 200], own=given, up=terms, called_energy="given", called_price=SERIES)
        assert dispatch.objective_yuan == pytest.approx(money, abs=EXACT)


def test_called_down_energy_is_bought() -> None:
    """Downward from rest, half called: 5 MWh bought at 50 for 250, sold at 100 for 500, pay 40 x 10 = 400: 650.

    Trading the 10 MW instead earns 500. With the sign of the called energy turned it would be 1150.
    """
    terms = {"price": SERIES, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["in"]}
    dispatch, settlement = answer([50, 100], own={"down.price": [40.0, 0.0]}, down=terms, called_energy="day_ahead")
    money = {"energy_sales": 500, "charging_energy": 0, "regulation_down": 400, "called_down_energy": -250}
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)
    assert dispatch.objective_yuan == pytest.approx(650, abs=EXACT)


def test_symmetric_holds_one_figure_both_ways() -> None:
    """At rest 10 MW both ways earn 20 x 10 in each hour: 400, more than a spread of 30 brings, 300.

    At a spread of 50 trading 10 MW leaves nothing downward in the hour of charging and nothing upward in the other:
    500. Upward and downward apart could take 100 + 100 beside the 300.
    """
    both = {"up": up(10.0), "down": up(10.0), "symmetric": True}
    dispatch, settlement = answer([100, 130], **both)
    assert dispatch.objective_yuan == pytest.approx(400, abs=EXACT)
    assert settlement.by_key()["regulation_up"] == pytest.approx(200, abs=EXACT)
    assert answer([100, 150], **both)[0].objective_yuan == pytest.approx(500, abs=EXACT)
    apart, _ = answer([100, 130], up=up(10.0), down=up(10.0))
    assert apart.objective_yuan == pytest.approx(500, abs=EXACT)


def test_least_offer_is_all_or_nothing() -> None:
    """5 MWh for an hour allow 5 MW: at least 6 asked, nothing is offered, 0; at least 4, 5 x 10 x 2 = 100."""
    terms = up(10.0, sustain_h=1.0, sides=["out"])
    station = battery(energy_mwh=5.0)
    assert answer(FLAT, station, up=terms, least_mw=6.0)[0].objective_yuan == pytest.approx(0, abs=EXACT)
    assert answer(FLAT, station, up=terms, least_mw=4.0)[0].objective_yuan == pytest.approx(100, abs=EXACT)


def test_one_figure_for_the_auction_block() -> None:
    """Sending side: 10 free in the charging hour, 0 in the other; a block of two hours holds 0, 3000 instead of 3100.

    Held by the hour it earns 3100.
    """
    terms = up(10.0, sides=["out"])
    assert answer([100, 400], up=terms, hold_h=1.0)[0].objective_yuan == pytest.approx(3100, abs=EXACT)
    assert answer([100, 400], up=terms, hold_h=2.0)[0].objective_yuan == pytest.approx(3000, abs=EXACT)


def test_closed_hours_and_scores() -> None:
    """Open in the first hour only and paid at a score of 0.9: 10 x 10 x 0.9 = 90; open always, 180."""
    closed = {"available": SERIES, "own": {"available": [1.0, 0.0]}}
    assert answer(FLAT, up=up(10.0, score_frac=0.9), **closed)[0].objective_yuan == pytest.approx(90, abs=EXACT)
    assert answer(FLAT, up=up(10.0, score_frac=0.9))[0].objective_yuan == pytest.approx(180, abs=EXACT)


def test_quarter_hours_pay_a_quarter() -> None:
    """10 MW for four quarter-hours at 10: 100; pay by the step would be 400."""
    over = horizon(4, step_h=0.25)
    held = product(UpDownMarket, data(over, day_ahead=[300] * 4), kind="up_down", service="reserve", up=up(10.0))
    dispatch, settlement = audited(site({"battery": battery()}, [spot([300] * 4), held], over))
    assert dispatch.objective_yuan == pytest.approx(100, abs=EXACT)
    assert settlement.by_key()["reserve_up"] == pytest.approx(100, abs=EXACT)
    assert np.asarray(dispatch.products["product"]["of[battery].up_mw"]) == pytest.approx([10] * 4)


@pytest.mark.parametrize(
    ("length_h", "step_h", "steps_a_block"),
    [(0.2, 0.1, 2), (1 / 3, 1 / 12, 4), (0.3333, 1 / 12, 4), (0.333334, 1 / 12, 4)],
)
def test_blocks_of_a_fraction_of_an_hour(length_h: float, step_h: float, steps_a_block: int) -> None:
    """Blocks of twelve minutes are two steps of six, those of twenty four of five.

    The step at 0:36 lay in the block from 0:24 while 3 × 0.2 was a hair above 0.6,
    and the one at 1:00 in that from 0:40 of 3 × 0.333334.
    """
    over = horizon(round(24 / step_h), step_h)
    spans = span_of_step(over, every_hours(length_h))
    assert spans.tolist() == [step // steps_a_block for step in range(over.count)]
