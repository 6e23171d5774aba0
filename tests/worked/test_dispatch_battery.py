"""A battery alone, by hand: every test says which number a broken feature would give."""

import numpy as np
import pytest

from tests.sites import audited, battery, battery_site, horizon, site, spot

EXACT = 1e-9


def test_efficiencies_apart() -> None:
    """10 MW for an hour at 100 buys 10 MWh for 1000, stores 9, sells 9 x 0.8 = 7.2 MWh at 400 for 2880: 1880.

    Without losses 3000; with the two efficiencies on one side (10 x 0.72 stored, all sold) the schedule, not the
    money, moves.
    """
    station = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.8)
    dispatch, settlement = audited(battery_site(station, [100, 400]))
    schedule = dispatch.schedules["battery"]
    assert dispatch.objective_yuan == pytest.approx(1880, abs=EXACT)
    assert schedule["charge_mw"] == pytest.approx([10, 0], abs=EXACT)
    assert schedule["discharge_mw"] == pytest.approx([0, 7.2], abs=EXACT)
    assert np.diff(schedule["stored_mwh"]) == pytest.approx([9, -9], abs=EXACT)
    assert settlement.by_key() == pytest.approx({"energy_sales": 2880, "charging_energy": -1000}, abs=EXACT)


def test_losses_make_a_small_spread_worthless() -> None:
    """A round trip of 0.72 needs 100 / 0.72 = 138.9 to break even: at 138 nothing moves (without losses 380), at
    140 it earns 8.

    At 140: 7.2 x 140 - 1000 = 8.
    """
    station = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.8)
    assert audited(battery_site(station, [100, 138]))[0].objective_yuan == pytest.approx(0, abs=EXACT)
    assert audited(battery_site(station, [100, 140]))[0].objective_yuan == pytest.approx(8, abs=EXACT)


def test_soc_window() -> None:
    """Between 40 % and 60 % of 20 MWh lie 4 MWh: 4 x 300 = 1200; a full window would earn 10 x 300 = 3000."""
    dispatch, _ = audited(battery_site(battery(soc_min_frac=0.4, soc_max_frac=0.6), [100, 400]))
    assert dispatch.objective_yuan == pytest.approx(1200, abs=EXACT)
    assert dispatch.schedules["battery"]["stored_mwh"] == pytest.approx([8, 12, 8], abs=EXACT)


def test_cyclic_end_may_wrap() -> None:
    """400, 100, 400, 100: starting and ending at 10 MWh it sells twice and buys twice, 2 x (4000 - 1000) = 6000.

    A start at zero would earn 3000; an end left free would sell its first store too and earn 8000.
    """
    dispatch, _ = audited(battery_site(battery(energy_mwh=10.0), [400, 100, 400, 100]))
    assert dispatch.objective_yuan == pytest.approx(6000, abs=EXACT)
    assert dispatch.schedules["battery"]["stored_mwh"] == pytest.approx([10, 0, 10, 0, 10], abs=EXACT)


def test_wear_steers_but_is_not_paid() -> None:
    """A spread of 30 less wear of 20 on 10 MWh sold: objective 100, cash 300. Wear of 40 stops the cycle: 0 and 0."""
    dispatch, settlement = audited(battery_site(battery(wear_cost_yuan_per_mwh=20.0), [100, 130]))
    assert dispatch.objective_yuan == pytest.approx(100, abs=EXACT)
    assert settlement.cash_yuan == pytest.approx(300, abs=EXACT)
    dispatch, settlement = audited(battery_site(battery(wear_cost_yuan_per_mwh=40.0), [100, 130]))
    assert (dispatch.objective_yuan, settlement.cash_yuan) == pytest.approx((0, 0), abs=EXACT)


def test_auxiliary_load_and_quarter_hours() -> None:
    """A quarter-hour of 10 MW is 2.5 MWh: 2.5 x 300 = 750, less 0.5 MW x 0.25 h x (100 + 400) = 62.5: 687.5.

    Without station supply 750; with a step silently taken as an hour 2750.
    """
    dispatch, settlement = audited(battery_site(battery(auxiliary_mw=0.5), [100, 400], step_h=0.25))
    assert dispatch.objective_yuan == pytest.approx(687.5, abs=EXACT)
    assert settlement.by_key() == pytest.approx({"energy_sales": 1000, "charging_energy": -312.5}, abs=EXACT)


def test_selling_price_apart_from_buying_price() -> None:
    """Buys at the unified 100, sells at the node's 400: 3000.

    Buying at the node's 10 would show 3900, selling at 500, 4000.
    """
    market = spot(sale=[10, 400], purchase=[100, 500])
    dispatch, _ = audited(site({"battery": battery()}, [market], horizon(2)))
    assert dispatch.objective_yuan == pytest.approx(3000, abs=EXACT)


def test_day_with_two_humps() -> None:
    """Twenty-four hours, round trip 0.81: two full cycles buy 20 / 0.9 MWh at 100 and at 50, sell 18 MWh at 300 and
    at 400.

    18 x 700 - (20 / 0.9) x 150 = 12600 - 3333.33 = 9266.67; one cycle only 6088.89; without losses 11000.
    """
    prices = [100] * 6 + [300] * 3 + [50] * 6 + [400] * 6 + [200] * 3
    station = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
    dispatch, _ = audited(battery_site(station, prices))
    assert dispatch.objective_yuan == pytest.approx(12_600 - 10_000 / 3, abs=EXACT)
    assert dispatch.schedules["battery"]["discharge_mw"].sum() == pytest.approx(36, abs=EXACT)


def test_power_limits_a_long_store() -> None:
    """With 10 MW and 200 MWh, twelve hours at 100 and twelve at 300 move 120 MWh: 24 000; an unlimited power
    would move 200.
    """
    dispatch, _ = audited(battery_site(battery(energy_mwh=200.0), [100] * 12 + [300] * 12))
    assert dispatch.objective_yuan == pytest.approx(24_000, abs=EXACT)


def test_negative_price_is_not_earned_twice() -> None:
    """Hours at -100, -100 and 10, store of 10 MWh, round trip 0.81: drawing 10 / 0.9 MWh earns 1111.11, selling 9
    earns 90.

    1201.11 in all. A linear model draws in both hours and burns the surplus by discharging at once: it would show more.
    """
    station = battery(energy_mwh=10.0, charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
    dispatch, _ = audited(battery_site(station, [-100, -100, 10]))
    schedule = dispatch.schedules["battery"]
    assert np.minimum(schedule["charge_mw"], schedule["discharge_mw"]).max() < 1e-6
    assert dispatch.objective_yuan == pytest.approx(10_000 / 9 + 90, abs=1e-6)
    assert dispatch.binaries >= 1
