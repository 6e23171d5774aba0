"""What a part of a longer horizon knows of the whole, by hand: budgets spent, edges, peaks reached, promises."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.assets.gas.states import handed_over
from storage_model.blocks import ArrayFrame, Ends, Flows
from storage_model.dispatch.audit import physics
from storage_model.dispatch.optimise import optimise
from storage_model.horizon import Horizon
from storage_model.markets.demand_charge import DemandCharge
from storage_model.markets.part import Part, cut
from storage_model.markets.two_settlement import Position, TwoSettlement, TwoSettlementMarket
from storage_model.markets.up_down import UpDownMarket
from storage_model.scenario.site import Site
from tests.gas_sites import hub, supply
from tests.products import SERIES, data, product
from tests.sites import audited, battery, battery_site, horizon, site, spot

EXACT = 1e-6
DAY = [100.0] * 3 + [400.0] * 3 + [100.0] * 9 + [400.0] * 9
HALF = 12


def part_of(whole: Horizon, first: int, last: int, **past: Flows) -> Part:
    """Return steps of a horizon."""
    return Part(whole=whole, first=first, last=last, past=past)


def afternoon(morning_mwh: float, **cycles: float) -> Site:
    """Return the second half of a day of hours, after a first half that charged and discharged some energy."""
    whole = battery_site(battery(cycles=cycles), DAY)
    station = whole.assets["battery"]
    moved = np.array([morning_mwh / 2] * 2 + [0.0] * 10)
    past = {"charge_mw": moved, "discharge_mw": np.roll(moved, 4)}
    past["stored_mwh"] = np.concatenate([[0.0], np.cumsum(past["charge_mw"] - past["discharge_mw"])])
    frame = ArrayFrame(horizon=whole.horizon.between(0, HALF), series={})
    states = station.handed_over(past, frame, whole.horizon, {"stored_mwh": 0.0})
    return whole.between(HALF, 24, {"battery": Ends(start=states, end={"stored_mwh": 0.0})})


@pytest.mark.parametrize(
    "cycles", [{"per_day": 1.0}, {"per_year": 365.0}, {"lifetime": 3650.0, "lifetime_years": 10.0}]
)
@pytest.mark.parametrize(("morning_mwh", "yuan"), [(20.0, 0.0), (15.0, 1_500.0), (0.0, 6_000.0)])
def test_a_budget_is_spent_once(cycles: dict[str, float], morning_mwh: float, yuan: float) -> None:
    """One cycle, 20 MWh at a spread of 300, less what the morning used; half of the budget for itself would be 3000."""
    assert audited(afternoon(morning_mwh, **cycles))[0].objective_yuan == pytest.approx(yuan, abs=EXACT)


def test_the_edges_of_windows_hold_what_the_first_did() -> None:
    """Every day begins with the 8 MWh of the first: from 5 at six in the evening to 8 at midnight, whatever it costs.

    A part that does not know of it would sell all it has.
    """
    whole = battery_site(battery(ends={"every": "day", "rule": "cyclic"}), [300.0] * 24 + [1.0] * 24)
    states = {"stored_mwh": 5.0, "at_edges.stored_mwh": 8.0}
    dispatch, _ = audited(whole.between(18, 30, {"battery": Ends(start=states)}))
    assert dispatch.schedules["battery"]["stored_mwh"][6] == pytest.approx(8, abs=EXACT)
    dispatch, _ = audited(whole.between(18, 30, {"battery": Ends(start={"stored_mwh": 5.0})}))
    assert dispatch.schedules["battery"]["stored_mwh"][6] == pytest.approx(0, abs=EXACT)


def test_a_peak_once_reached_is_paid_for() -> None:
    """Four hours at 10 yuan/kW: the first two see half of the month, the last two all that is left of it.

    Drawn 4 MW before: up to 4 MW cost nothing more, the bill stays 40 000 yuan; 6 MW make it 60 000.
    """
    charge = DemandCharge(key="d", participant="battery", yuan_per_kw_month=10.0, share_frac=1.0, vat_frac=0.13)
    over = horizon(4)
    begin = charge.between(part_of(over, 0, 2))
    assert (dict(begin.reached_mw), begin.weight_frac) == ({}, {1: 0.5})
    drawn = Flows(out_mw=np.zeros(2), in_mw=np.array([4.0, 1.0]))
    rest = charge.between(part_of(over, 2, 4, battery=drawn))
    assert (rest.reached_mw, rest.weight_frac) == ({1: 4.0}, {1: 1.0})
    for drawn_mw, yuan in ((2.0, -40_000.0), (6.0, -60_000.0)):
        flows = {"battery": Flows(out_mw=np.zeros(2), in_mw=np.array([drawn_mw, 0.0]))}
        (stream,) = rest.settle(flows, {}, over.between(2, 4))
        assert stream.total_yuan == pytest.approx(yuan)


def test_a_part_charges_up_to_the_peak_of_the_month() -> None:
    """Spread 300 for one hour of 10 MW against 1000 yuan/kW: 4 MW are free since they were drawn before, 1200 yuan.

    The sunk 4 MW are in both objectives, so the second half is worth 1200 more than standing still.
    """
    charge = DemandCharge(key="d", participant="battery", yuan_per_kw_month=1_000.0, share_frac=1.0, vat_frac=0.13)
    whole = site({"battery": battery()}, [spot([100.0, 400.0, 100.0, 400.0]), charge], horizon(4))
    past = {"battery": Flows(out_mw=np.array([0.0, 4.0]), in_mw=np.array([4.0, 0.0]))}
    ends = {"battery": Ends(start={"stored_mwh": 0.0})}
    dispatch, settlement = audited(whole.between(2, 4, ends, past))
    assert dispatch.schedules["battery"]["charge_mw"] == pytest.approx([4, 0], abs=EXACT)
    assert settlement.objective_yuan == pytest.approx(1_200 - 4_000_000, abs=EXACT)


def test_records_are_cut_however_deep() -> None:
    """Prices inside prices, series by name; an array that is not by step is refused, never left whole."""
    over = horizon(4)
    given = data(over, day_ahead=[1, 2, 3, 4], real_time=[5, 6, 7, 8], own={"given": [9, -9, 9, -9]})
    whole = product(TwoSettlementMarket, given, kind="two_settlement", position="given", given=SERIES)
    found = whole.between(part_of(over, 1, 3))
    assert isinstance(found, TwoSettlement)
    assert found.real_time.sale_yuan_per_mwh.tolist() == [6, 7]
    assert found.positions["battery"].in_mw.tolist() == [9, 0]
    with pytest.raises(ValueError, match="shape"):
        cut(Position(out_mw=np.zeros(4), in_mw=np.zeros(3)), part_of(over, 1, 3))


def test_parts_keep_their_clock() -> None:
    """The sixth hour begins at six; a part outside the horizon does not exist."""
    assert horizon(24).between(6, 12).start.hour == 6
    with pytest.raises(ValueError, match="of 24"):
        horizon(24).between(20, 25)


def held(hold_h: float, count: int = 8) -> Site:
    """Return a battery that sells upward reserve at 7 yuan/MW·h beside spot prices."""
    up = {"price_yuan_per_mw_h": 7.0, "sustain_h": 1.0, "sides": ["out"]}
    reserve = product(
        UpDownMarket, data(horizon(count)), "reserve", kind="up_down", service="reserve", up=up, hold_h=hold_h
    )
    return site({"battery": battery()}, [spot([100.0, 400.0] * (count // 2)), reserve], horizon(count))


def test_first_steps_of_a_product_held_by_spans() -> None:
    """Four hours of eight are two spans of two hours; three hours would cut one."""
    given = held(2.0)
    products = optimise(given).products["reserve"]
    reserve = given.markets[1]
    taken = reserve.first_steps(products, 4, 8)
    assert taken["of[battery].up_mw"].tolist() == products["of[battery].up_mw"][:2].tolist()
    with pytest.raises(ValueError, match="both sides of step 3"):
        reserve.first_steps(products, 3, 8)


def test_what_was_promised_is_held() -> None:
    """6 MW promised for all hours leave 4 MW to discharge, at prices that would empty the store and hold nothing."""
    given = held(2.0)
    promised = {"of[battery].up_mw": np.full(4, 6.0)}
    reserve = given.markets[1].committed({}, promised)
    again = replace(given, markets=(spot([100.0, 4_000.0] * 4), reserve))
    dispatch, _ = audited(again)
    assert dispatch.products["reserve"]["of[battery].up_mw"] == pytest.approx(np.full(8, 6.0))
    assert dispatch.schedules["battery"]["discharge_mw"].max() == pytest.approx(4, abs=EXACT)


def test_real_time_stays_close_to_the_position() -> None:
    """Committed 10 in, 10 out at 100 and 400: 3000. Real time 150 and 100, at most 5 MW away: 5 x 50 more, 3250.

    Kept, the plan earns 3000; without the limit the store turns round for 4000.
    """
    given = data(horizon(2), day_ahead=[100, 400], real_time=[150, 100], own={"given": [-10, 10]})
    fields = {"kind": "two_settlement", "position": "given", "given": SERIES}
    for most_mw, yuan in ((None, 4_000.0), (5.0, 3_250.0), (0.0, 3_000.0)):
        energy = product(TwoSettlementMarket, given, "energy", **fields, most_deviation_mw=most_mw)
        close = site({"battery": battery()}, [energy], horizon(2))
        dispatch, _ = audited(close)
        assert dispatch.objective_yuan == pytest.approx(yuan, abs=EXACT)
        if most_mw == 5.0:
            schedule = {name: values.copy() for name, values in dispatch.schedules["battery"].items()}
            schedule["discharge_mw"][1] += 20.0
            law = {check.name: check for check in physics(close, {"battery": schedule}, {})}["energy.close_to_position"]
            assert law.deviation == pytest.approx((5 + 20 - 10 - 5) / 25)


def test_a_hub_remembers_what_was_before_the_whole() -> None:
    """Two sets started a step before the whole began: four steps later that is five steps ago.

    On gas of 12 % a set of 1 MW could give all of it in the last step.
    """
    schedule = {f"gensets[sets].{what}": np.zeros(4) for what in ("running_sets", "power_mw", "starts", "stops")}
    begun = {"gensets[sets].starts_ago[1]": 2.0, "holder.stored_m3": 7.0}
    states = handed_over(hub(), schedule, supply(np.full(4, 900.0), 0.12), horizon(4), begun)
    assert states == {"gensets[sets].starts_ago[5]": 2.0, "gensets[sets].set_mw_ago[1]": 1.0}
