"""One plan for two futures, by hand: 10 MW / 20 MWh without losses, wear of 4 yuan/MWh, two hours, 5 MW off plan.

Day-ahead 260 and 250. Real time 100 and 420 in one future, 400 and 100 in the other, each as likely; on average 250 and
260. A plan sells a MW in the first hour and buys them back in the second, a schedule b; b differs from a by at most 5.
"""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.solver.highs import solve
from storage_model.dispatch.two_stage import Future, build_two_stage, plan_for
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.markets.up_down import UpDownMarket
from storage_model.scenario.site import Site
from tests.bidding import compared
from tests.products import data, product
from tests.sites import battery, horizon, site, spot

EXACT = 1e-6
DAY_AHEAD = [260.0, 250.0]
FUTURES = ([100.0, 420.0], [400.0, 100.0])


def met(real_time: list[float], most_deviation_mw: float | None = 5.0, position: str = "plan") -> Site:
    """Return the battery settled twice, at one course of real-time prices."""
    count = len(real_time)
    day_ahead = DAY_AHEAD if count == len(DAY_AHEAD) else [100.0] * count
    prices = data(horizon(count), day_ahead=day_ahead, real_time=real_time)
    energy = product(
        TwoSettlementMarket, prices, "energy",
        kind="two_settlement", position=position, most_deviation_mw=most_deviation_mw,
    )  # fmt: skip
    return site({"battery": battery(wear_cost_yuan_per_mwh=4.0)}, [energy], horizon(count))


def both(**terms: float | None) -> list[Future]:
    """Return both futures."""
    return [Future(probability_frac=0.5, site=met(prices, **terms)) for prices in FUTURES]


def test_a_plan_for_both_futures() -> None:
    """For the mean, a gains 20 yuan/MW and b is worth -14 where it must be above 0: a = 10, b = 5, 200 - 70 = 130.

    In the first future that plan earns 330 x 10 - 324 x 5 = 1680, in the second -290 x 10 + 296 x 10 = 60: 870.
    With a = 5 they earn 1650 and -1450 + 2960 = 1510: 1580, so bidding for both is worth 710.
    Each future known: 1680 with a = 10, 1510 with a = 5: 1595, 15 more.
    """
    mean = met([250.0, 260.0])
    assert plan_for([Future(probability_frac=1.0, site=mean)]).expected_yuan == pytest.approx(130, abs=EXACT)
    found = compared(both(), mean)
    assert found.mean_plan_yuan == pytest.approx((1_680 + 60) / 2, abs=EXACT)
    assert found.expected_yuan == pytest.approx(1_580, abs=EXACT)
    assert found.known_yuan == pytest.approx(1_595, abs=EXACT)
    assert found.value_of_stochastic_yuan == pytest.approx(710, abs=EXACT)
    assert found.value_of_knowing_yuan == pytest.approx(15, abs=EXACT)
    plan = found.stochastic.plan.schedules["battery"]
    assert plan["discharge_mw"] - plan["charge_mw"] == pytest.approx([5, -5], abs=EXACT)
    assert found.stochastic.certificate.gap_frac == pytest.approx(0, abs=1e-9)


def test_nothing_is_shared_without_a_limit() -> None:
    """Plan and schedule earn apart: a = 10 gains 200 on average, schedules 3200 - 40 and 3000 - 40: 200 + 3060 = 3260.

    Then the mean says all there is to say, and bidding for both futures is worth nothing.
    """
    found = compared(both(most_deviation_mw=None), met([250.0, 260.0], None))
    assert found.expected_yuan == pytest.approx(3_260, abs=EXACT)
    assert found.value_of_stochastic_yuan == pytest.approx(0, abs=EXACT)


def test_a_plan_can_be_kept() -> None:
    """A plan is a schedule: with an empty store of nothing to sell first, a free position sells 10 MW all the same.

    Day-ahead 260 and 250 against 250 and 250: a position alone gains 10 x 10 = 100, and so does a plan that buys back.
    The station of 1 MWh keeps a plan of 1 MW, 10 yuan, where a free position still gains 100.
    """
    small = battery(energy_mwh=1.0)
    for position, yuan in (("plan", 10.0), ("free", 100.0)):
        future = met([250.0, 250.0], None, position)
        given = replace(future, assets={"battery": small})
        assert plan_for([Future(probability_frac=1.0, site=given)]).expected_yuan == pytest.approx(yuan, abs=EXACT)


def test_a_plan_turns_round_within_an_hour() -> None:
    """One hour bought at 100 and settled at 200, ending as it began: what 0.9 x 0.9 loses is worth 100 yuan/MWh.

    Charging for 1/1.81 of the hour and discharging for 0.81/1.81 of it draws 1.9/1.81 = 1.05 MWh more than it sends:
    104.97. Both for the whole hour, which nobody can keep, would make 190.
    """
    given = replace(
        met([200.0], None), assets={"battery": battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)}
    )
    found = plan_for([Future(probability_frac=1.0, site=given)])
    assert found.expected_yuan == pytest.approx(100 * 10 * 0.19 / 1.81, abs=EXACT)


def test_held_power_is_promised_for_all_futures() -> None:
    """Upward reserve at 50 yuan/MW·h; spot flat at 100 in one future, 100 and 400 in the other.

    Flat, 10 MW held in both hours earn 1000; otherwise discharging earns 3000 in the second hour and leaves no power to
    hold. One promise for both: 10 MW in the first hour, none in the second: 500 and 3500, 2000 on average.
    """
    up = {"price_yuan_per_mw_h": 50.0, "sustain_h": 0.0, "sides": ["out"]}
    reserve = product(UpDownMarket, data(horizon(2)), "reserve", kind="up_down", service="reserve", up=up)
    sites = [site({"battery": battery()}, [spot(p), reserve], horizon(2)) for p in ([100.0, 100.0], [100.0, 400.0])]
    found = plan_for([Future(probability_frac=0.5, site=one) for one in sites])
    assert found.expected_yuan == pytest.approx(2_000, abs=EXACT)
    promises = [part.products["reserve"]["of[battery].up_mw"] for part in (found.plan, *found.futures)]
    for promise in promises:
        assert promise == pytest.approx([10, 0], abs=EXACT)


def below_zero(seed: int) -> list[Future]:
    """Return two futures of two days, eight hours of each below zero, for a battery with losses and without wear."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(2):
        real_time = rng.uniform(50, 400, 48).round(1)
        for midnight in (0, 24):
            begin = midnight + rng.integers(0, 15)
            real_time[begin : begin + 8] = -80.0
        given = met(list(real_time), most_deviation_mw=8.0)
        lossy = battery(wear_cost_yuan_per_mwh=0.0, charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
        found.append(Future(probability_frac=0.5, site=replace(given, assets={"battery": lossy})))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_futures_below_zero_keep_directions_apart(seed: int) -> None:
    """Days in question searched alone earn what binaries in every step of every future earn, and burn nothing."""
    futures = below_zero(seed)
    found = plan_for(futures)
    everywhere = {f"futures[{number}]": {"battery": list(range(48))} for number in range(2)}
    whole = solve(compile_model(lambda: build_two_stage(futures, apart=everywhere)))
    assert found.expected_yuan == pytest.approx(-whole.objective, rel=1e-6)
    assert found.certificate.gap_frac == pytest.approx(0, abs=1e-6)
    for future in found.futures:
        battery_mw = future.schedules["battery"]
        assert np.minimum(battery_mw["charge_mw"], battery_mw["discharge_mw"]).max() < EXACT
    free = solve(compile_model(lambda: build_two_stage(futures)))
    assert -free.objective > found.expected_yuan + 1.0


def test_columns_of_futures_stand_in_time() -> None:
    """Steps of a future are steps of the year: without that no window of it could be searched alone."""
    program = compile_model(lambda: build_two_stage(both()))
    times = program.time_of_columns()
    for name in ("plan", "futures[0]", "futures[1]"):
        assert times[program.columns[f"{name}.assets[battery].charge_mw"]].tolist() == [0, 1]
        assert times[program.columns[f"{name}.assets[battery].stored_mwh"]].tolist() == [0, 1, 2]


def test_templates_and_rules_give_the_same_programme() -> None:
    """Two futures through the quick compiler and through Pyomo's own: one matrix."""
    from storage_model.dispatch.compile.arrays import TemplateArrays
    from storage_model.dispatch.compile.ordinary import ordinary_arrays
    from storage_model.dispatch.compile.symbolic import symbolic

    with symbolic():
        model = build_two_stage(both())
    quick, plain = TemplateArrays(model).linear_program(), ordinary_arrays(build_two_stage(both()))
    assert quick.columns == plain.columns
    assert quick.rows == plain.rows
    assert np.abs((quick.matrix - plain.matrix).toarray()).max() == 0
    for name in ("cost", "row_low", "row_high", "col_low", "col_high"):
        assert getattr(quick, name) == pytest.approx(getattr(plain, name), abs=1e-12)
