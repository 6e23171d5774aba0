"""Gensets by hand: load, efficiency, methane, starts, times, ramp, outages. A set of 1 MW at 36 % burns 278.55 m³/h."""

import numpy as np
import pytest
from pydantic import ValidationError

from storage_model.assets.gas import GasHub
from storage_model.blocks import Ends, Schedule
from tests.gas_sites import GAS_OF_A_MW, REFERENCE, gensets, hub, hub_site, supply
from tests.sites import audited

EXACT = 1e-6
HALF_AND_FULL = [{"load_frac": 0.5, "efficiency_frac": 0.30}, {"load_frac": 1.0, "efficiency_frac": 0.36}]
# Gas at 0.359 yuan/m³ costs 100 yuan per MWh at 36 %.
DEAR = {"supplies": {"drained": {**REFERENCE, "gas_price_yuan_per_m3": 0.359}}}


def earned(
    station: GasHub, prices: list[float], gas_mw: list[float] | None = None, methane: float = 0.12, step_h: float = 1.0
) -> tuple[float, Schedule]:
    """Return what a hub earns at prices, with gas for the given output at 36 % (10 MW unless given), and schedule."""
    flow = GAS_OF_A_MW * np.array([10.0] * len(prices) if gas_mw is None else gas_mw)
    dispatch, _ = audited(hub_site(station, prices, supply(flow, methane), step_h))
    return dispatch.objective_yuan, dispatch.schedules["gas"]


def test_no_set_runs_below_its_lowest_load() -> None:
    """Two sets from 0.5 MW; gas for 1.25 MW, then for 0.4: 400 × 1.25 = 500. Without a lowest load 660. Gas for 0.6 MW
    in a third hour adds 240 only if one set may run alone: 740, not 500.
    """
    pair = hub({"sets": gensets(sets=2, minimum_load_frac=0.5)})
    assert earned(pair, [400, 400], [1.25, 0.4])[0] == pytest.approx(500, abs=EXACT)
    money, schedule = earned(pair, [400, 400, 400], [1.25, 0.4, 0.6])
    assert money == pytest.approx(740, abs=EXACT)
    assert schedule["gensets[sets].running_sets"] == pytest.approx([2, 0, 1], abs=EXACT)


def test_shares_of_sets_run_when_relaxed() -> None:
    """The same without whole numbers: 0.8 of a set at half load burns the gas for 0.4 MW: 400 × (1.25 + 0.4) = 660."""
    pair = hub({"sets": gensets(sets=2, minimum_load_frac=0.5)}, commitment="relaxed")
    assert earned(pair, [400, 400], [1.25, 0.4])[0] == pytest.approx(660, abs=EXACT)


def test_part_load_burns_more() -> None:
    """Gas with 3.4722 MW of heat. One set at full load: 1 MW from 2.7778. Two at equal load: heat
    2 × 0.55556 + 2.2222 P, so P = 1.0625, worth 425 at 400. Efficiency of full load everywhere 500; of half load
    everywhere 416.67.
    """
    pair = {"sets": gensets(sets=2, minimum_load_frac=0.5, part_load=HALF_AND_FULL)}
    money, schedule = earned(hub(pair), [400], [1.25])
    assert money == pytest.approx(425, abs=EXACT)
    assert schedule["gensets[sets].power_mw"] == pytest.approx([1.0625], abs=EXACT)


def test_running_hours_cost_by_the_set() -> None:
    """Upkeep 20 and overhaul 100 000 / 10 000 h = 10 per set and hour: two sets 425 - 60 = 365, one 400 - 30 = 370.
    Upkeep of the group instead of each set 395; overhaul left out 385 with two sets.
    """
    group = gensets(sets=2, minimum_load_frac=0.5, part_load=HALF_AND_FULL, running_cost_yuan_per_h=20.0)
    overhauled = {**group, "overhaul_cost_yuan": 100_000.0, "overhaul_interval_h": 10_000.0}
    station = hub({"sets": overhauled})
    dispatch, settlement = audited(hub_site(station, [400], supply([1.25 * GAS_OF_A_MW], 0.12)))
    assert dispatch.objective_yuan == pytest.approx(370, abs=EXACT)
    assert settlement.by_key()["genset_upkeep"] == pytest.approx(-20, abs=EXACT)
    assert settlement.by_key()["genset_overhaul"] == pytest.approx(-10, abs=EXACT)


def test_lean_gas_takes_output_and_efficiency() -> None:
    """Between 9 % (0.8, 0.9) and 12 % (1, 1) a gas of 10.5 % gives 0.9 MW at 0.95 of 36 %: 360 less
    0.9 / 0.00359 / 0.95 × 0.1 = 26.389 for gas: 333.611. Without the effect 372.145; at 8.9 % nothing runs.
    """
    effect = [
        {"methane_frac": 0.09, "output_factor": 0.8, "efficiency_factor": 0.9},
        {"methane_frac": 0.12, "output_factor": 1.0, "efficiency_factor": 1.0},
    ]
    supplies = {"drained": {**REFERENCE, "gas_price_yuan_per_m3": 0.1}}
    station = hub({"sets": gensets(sets=1, methane_effect=effect)}, supplies=supplies)
    assert earned(station, [400], methane=0.105)[0] == pytest.approx(333.6109, abs=1e-3)
    assert earned(station, [400], methane=0.13)[0] == pytest.approx(400 - 0.1 * GAS_OF_A_MW, abs=EXACT)
    assert earned(station, [400], methane=0.089)[0] == pytest.approx(0, abs=EXACT)


@pytest.mark.parametrize(("start_cost", "money"), [(60.0, 550), (40.0, 560)])
def test_a_start_is_paid_or_avoided(start_cost: float, money: float) -> None:
    """Prices 400, 50, 50, 400 round and round, gas 100 per MWh, one set from 0.5 MW: through the cheap hours it loses
    2 × 0.5 × 50 = 50, a start costs 60 or 40: 600 - 50 = 550, or 600 - 40 = 560. Without the cycle's end the start
    would be free and both 600.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, start_cost_yuan=start_cost)}, **DEAR)
    assert earned(one, [400, 50, 50, 400])[0] == pytest.approx(money, abs=EXACT)


def test_minimum_up_time() -> None:
    """One good hour (+400) of six, others -25 at half load: on for three hours: 400 - 50 = 350. Two hours would give
    375, one 400.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, minimum_up_h=3.0)}, **DEAR)
    assert earned(one, [500, 50, 50, 50, 50, 50])[0] == pytest.approx(350, abs=EXACT)


def test_minimum_up_time_in_quarter_hours() -> None:
    """0.7 h fill three quarter-hours: 400 / 4 - 2 × 25 / 4 = 87.5. Hours taken as steps would allow 100; rounding
    down to two steps 93.75.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, minimum_up_h=0.7)}, **DEAR)
    assert earned(one, [500, 50, 50, 50, 50, 50], step_h=0.25)[0] == pytest.approx(87.5, abs=EXACT)


def test_unsafe_gas_trips_a_set_within_its_minimum_up_time() -> None:
    """Up at least three hours, gas below 9 % in the second hour: one hour of +400 and the trip. If the minimum up time
    forbade the start, nothing would be earned; if the set stayed on, it would burn unsafe gas.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, minimum_up_h=3.0)}, **DEAR)
    flow, methane = [10 * GAS_OF_A_MW] * 6, [0.12, 0.08, 0.12, 0.12, 0.12, 0.12]
    dispatch, _ = audited(hub_site(one, [500, 500, 50, 50, 50, 50], supply(flow, methane)))
    assert dispatch.objective_yuan == pytest.approx(400, abs=EXACT)
    assert dispatch.schedules["gas"]["gensets[sets].running_sets"] == pytest.approx([1, 0, 0, 0, 0, 0], abs=EXACT)


def test_minimum_down_time() -> None:
    """One bad hour (-25 at half load) among five of +300, off at least two hours: it stays on, 1500 - 25 = 1475.
    Without the time 1500; kept off for two hours 1200.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, minimum_down_h=2.0)}, **DEAR)
    assert earned(one, [400, 50, 400, 400, 400, 400])[0] == pytest.approx(1475, abs=EXACT)


@pytest.mark.parametrize("key", ["minimum_up_h", "minimum_down_h"])
def test_least_times_are_three_days_at_most(key: str) -> None:
    """A year of 9 000 hours had each step tied to all others, and no answer in minutes."""
    assert getattr(hub({"sets": gensets(**{key: 72.0})}).gensets["sets"], key) == 72.0
    with pytest.raises(ValidationError, match="less than or equal to 72"):
        hub({"sets": gensets(**{key: 9000.0})})


def test_a_starting_set_gives_nothing_for_half_an_hour() -> None:
    """Prices 0, 400, 400, 0. Started in hour 0 it is ready half of it: 0.25 MWh at -100 = -25, then 600: 575. Started
    in hour 1: 150 + 300 = 450. Without the time 600; with the lowest load of a whole set in hour 0 550.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, start_time_min=30.0)}, **DEAR)
    assert earned(one, [0, 400, 400, 0])[0] == pytest.approx(575, abs=EXACT)


def test_ramp_in_five_minutes() -> None:
    """5 % a minute is 25 % a step; a start reaches half load. Off-peak loses 100 per MWh, peak brings 500. Started two
    steps early: 0.5, 0.75, then four steps of 1: (4 × 500 - 1.25 × 100) / 12 = 156.25. One step early 152.08; at the
    peak 135.42; without a ramp 166.67.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, ramp_frac_per_min=0.05)}, **DEAR)
    assert earned(one, [0, 0, 600, 600, 600, 600, 0], step_h=1 / 12)[0] == pytest.approx(156.25, abs=EXACT)


def test_no_set_stops_and_starts_in_one_step() -> None:
    """The same with two steps off-peak, between which no set can rest: 0.75 in both, (2000 - 150) / 12 = 154.17.
    Stopped and started again at the end of the peak, load would fall to 0.5 in one step and earn 156.25.
    """
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, ramp_frac_per_min=0.05)}, **DEAR)
    money, schedule = earned(one, [0, 600, 600, 600, 600, 0], step_h=1 / 12)
    assert money == pytest.approx(1850 / 12, abs=EXACT)
    assert schedule["gensets[sets].starts"] == pytest.approx(np.zeros(6), abs=EXACT)


def test_ramp_holds_back_a_falling_load() -> None:
    """Two sets at 10 % a step and 0.5 at least; prices 600, 600, 0, 0, 0, gas 100. A start costs 1000, so they stay
    on and move 0.1 a step: loads 1, 1, 0.9, 0.8, 0.9 round the cycle: 2 × (2 × 500 - 2.6 × 100) = 1480. Free to move
    2 × (1000 - 150) = 1700.
    """
    group = gensets(sets=2, minimum_load_frac=0.5, ramp_frac_per_min=0.1 / 60, start_cost_yuan=1000.0)
    assert earned(hub({"sets": group}, **DEAR), [600, 600, 0, 0, 0])[0] == pytest.approx(1480, abs=EXACT)


def test_a_slow_set_starts_at_its_lowest_load_on_rich_gas() -> None:
    """Rich gas allows 1.25 MW, so the lowest load is 0.5 × 1.25 = 0.625; the ramp is 0.1 an hour. It starts there and
    rises: 300 × (0.625 + 0.725 + 0.825 + 0.925) = 930. Held to half of its rating no set ever starts: 0.
    """
    effect = [
        {"methane_frac": 0.10, "output_factor": 1.0, "efficiency_factor": 1.0},
        {"methane_frac": 0.20, "output_factor": 1.25, "efficiency_factor": 1.0},
    ]
    group = gensets(sets=1, minimum_load_frac=0.5, ramp_frac_per_min=0.1 / 60, methane_effect=effect)
    station, gas = hub({"sets": group}, **DEAR), supply(GAS_OF_A_MW * np.full(4, 2.0), 0.20)
    found = audited(hub_site(station, [400.0] * 4, gas, ends={"gas": Ends(start={})}))[0]
    assert found.objective_yuan == pytest.approx(930, abs=EXACT)


def test_richer_gas_raises_the_lowest_load_at_once() -> None:
    """A set started before has to stay on at half load; gas of 10 %, then of 20 %, whose lowest load is 0.625. It may
    rise there at once, and 0.05 by its ramp: 0.675, then 0.725 in the one good hour. -50 × 1.675 + 90 × 0.725 = -18.5.
    Held to the ramp alone it would have to begin at 0.525 and could be no more than 0.675 at the end.
    """
    effect = [
        {"methane_frac": 0.10, "output_factor": 1.0, "efficiency_factor": 1.0},
        {"methane_frac": 0.20, "output_factor": 1.25, "efficiency_factor": 1.0},
    ]
    group = gensets(sets=1, minimum_load_frac=0.5, ramp_frac_per_min=0.05 / 60, methane_effect=effect, minimum_up_h=4.0)
    station = hub({"sets": group}, **DEAR)
    gas = supply(GAS_OF_A_MW * np.full(4, 2.0), [0.10, 0.10, 0.20, 0.20])
    begun = {f"gensets[sets].{key}": value for key, value in (("running_sets_ago[1]", 1.0), ("power_mw_ago[1]", 0.5))}
    begun |= {"gensets[sets].starts_ago[1]": 1.0}
    found = audited(hub_site(station, [50.0, 50.0, 50.0, 190.0], gas, ends={"gas": Ends(start=begun)}))[0]
    loads = found.schedules["gas"]["gensets[sets].power_mw"]
    assert loads == pytest.approx([0.5, 0.5, 0.675, 0.725], abs=EXACT)


def test_a_stop_does_not_hurry_those_that_stay() -> None:
    """Two sets from rest, gas for 1 MW, ramp 0.1, a running hour 100 yuan: both at half load 3 × (300 - 200) = 300;
    one alone 0.5, 0.6, 0.7 MW: 240. Started together and one stopped at once, the other stands at 0.5 and reaches 0.6:
    290. Where only the sum is looked at it takes over the whole MW: 100 + 2 × 200 = 500.
    """
    group = gensets(sets=2, minimum_load_frac=0.5, ramp_frac_per_min=0.1 / 60, running_cost_yuan_per_h=100.0)
    station, gas = hub({"sets": group}, **DEAR), supply(GAS_OF_A_MW * np.full(3, 1.0), 0.12)
    found = audited(hub_site(station, [400.0] * 3, gas, ends={"gas": Ends(start={})}))[0]
    assert found.objective_yuan == pytest.approx(300, abs=EXACT)
    assert found.schedules["gas"]["gensets[sets].running_sets"] == pytest.approx([2, 2, 2], abs=EXACT)


def test_outages_leave_a_share_of_what_is_committed() -> None:
    """0.9 available: 4 sets give 3.6 MW and run 3.6 hours each hour: 400 × 3.6 × 0.95 - 3.6 × 25 = 1278. Hours at
    full 1268; own use of 5 % forgotten 1350.
    """
    group = gensets(availability_frac=0.9, own_use_frac=0.05, running_cost_yuan_per_h=25.0)
    assert earned(hub({"sets": group}), [400])[0] == pytest.approx(1278, abs=EXACT)


def test_two_groups_share_the_gas() -> None:
    """Gas for 2 MW at 36 %. The better group gives 1 MW at 40 % for 250.7 m³/h, 306.4 remain for 1.1 MW of the other:
    2.1 MW × 400 = 840. With half of the gas for each 800.
    """
    better = gensets(sets=1, part_load=[{"load_frac": 1.0, "efficiency_frac": 0.40}])
    money, schedule = earned(hub({"old": gensets(), "new": better}), [400], [2.0])
    assert money == pytest.approx(840, abs=EXACT)
    assert schedule["gensets[new].power_mw"] == pytest.approx([1.0], abs=EXACT)
    assert schedule["gensets[old].power_mw"] == pytest.approx([1.1], abs=EXACT)


def test_burning_more_than_needed_is_no_way_to_vent_less() -> None:
    """Venting costs 1 yuan/m³, gas nothing. A set at full load needs 278.55 of 400 m³/h: 400 - 121.45 = 278.55. A fuel
    curve that is only a lower bound would "burn" all of it and show 400.
    """
    curve = [
        {"load_frac": 0.5, "efficiency_frac": 0.30},
        {"load_frac": 0.75, "efficiency_frac": 0.34},
        {"load_frac": 1.0, "efficiency_frac": 0.36},
    ]
    supplies = {"drained": {**REFERENCE, "venting_cost_yuan_per_m3": 1.0}}
    one = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, part_load=curve)}, supplies=supplies)
    dispatch, settlement = audited(hub_site(one, [400], supply([400], 0.12)))
    assert settlement.cash_yuan == pytest.approx(400 - (400 - GAS_OF_A_MW), abs=1e-4)
    assert dispatch.schedules["gas"]["supplies[drained].vented.m3_per_h"] == pytest.approx([400 - GAS_OF_A_MW])


def test_loads_differ_where_burning_more_pays() -> None:
    """Venting costs 1 yuan/m³, power is paid -100, two sets run. One at full load and one at half burn all 445.68 m³,
    2.7778 + 1.6667 MWh, for 1.5 MW: 150 yuan. Both at three quarters burn 3.28 m³ less, and all at 0.75714: 151.43.
    """
    curve = [
        {"load_frac": 0.5, "efficiency_frac": 0.30},
        {"load_frac": 0.75, "efficiency_frac": 0.34},
        {"load_frac": 1.0, "efficiency_frac": 0.36},
    ]
    supplies = {"drained": {**REFERENCE, "venting_cost_yuan_per_m3": 1.0}}
    two = hub({"sets": gensets(sets=2, minimum_load_frac=0.5, part_load=curve)}, supplies=supplies)
    gas_m3 = (1.0 / 0.36 + 0.5 / 0.30) * 3600 / 35.9
    assert gas_m3 == pytest.approx(445.68, abs=0.01)
    dispatch, settlement = audited(hub_site(two, [-100], supply([gas_m3], 0.12)))
    assert settlement.cash_yuan == pytest.approx(-150.0, abs=1e-4)
    assert dispatch.binaries == 1  # the number of sets; nothing else is chosen


def test_little_gas_is_burned_in_some_minutes_at_full_load() -> None:
    """Venting costs 1 yuan/m³, power is paid -100, gas of 0.99722 MWh. The only set idles on 0.74074 MWh and burns
    3.0303 at full load: 6.7 minutes of the hour there burn everything for 0.1120 MWh; an even load would make 0.1385.
    """
    curve = [
        {"load_frac": 0.5, "efficiency_frac": 0.30},
        {"load_frac": 0.8, "efficiency_frac": 0.36},
        {"load_frac": 1.0, "efficiency_frac": 0.33},
    ]
    supplies = {"drained": {**REFERENCE, "venting_cost_yuan_per_m3": 1.0}}
    one = hub({"sets": gensets(sets=1, part_load=curve)}, supplies=supplies)
    _, settlement = audited(hub_site(one, [-100], supply([100], 0.12)))
    idle_mwh = 0.5 / 0.30 - 0.5 * (0.8 / 0.36 - 0.5 / 0.30) / 0.3
    assert idle_mwh == pytest.approx(0.74074, abs=1e-5)
    hour_frac = (100 * 35.9 / 3600 - idle_mwh) / (1 / 0.33 - idle_mwh)
    assert settlement.cash_yuan == pytest.approx(-100 * hour_frac, abs=1e-4)
    assert hour_frac == pytest.approx(0.1120, abs=1e-4)


@pytest.mark.parametrize("price", [0.0, 100.0])
def test_worthless_gas_is_not_burned_for_nothing(price: float) -> None:
    """Free gas, free venting: of schedules worth the same, the one that draws what equal loads ask for."""
    curve = [
        {"load_frac": 0.5, "efficiency_frac": 0.30},
        {"load_frac": 0.75, "efficiency_frac": 0.34},
        {"load_frac": 1.0, "efficiency_frac": 0.36},
    ]
    money, schedule = earned(hub({"sets": gensets(sets=1, minimum_load_frac=0.5, part_load=curve)}), [price] * 3)
    burned = schedule["supplies[drained].to[sets].m3_per_h"]
    assert burned == pytest.approx(np.full(3, GAS_OF_A_MW if price else 0.0), abs=1e-4)
    assert money == pytest.approx(3 * price, abs=0.1)
