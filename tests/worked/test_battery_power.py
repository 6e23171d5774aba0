"""What a station may do in a step, by hand: 10 MW / 20 MWh without losses, hours, unless said otherwise."""

import numpy as np
import pytest

from storage_model.dispatch.settle import Settlement
from tests.sites import audited, battery, battery_site, horizon, site, spot

EXACT = 1e-7
SERIES = {"file": "given.csv", "column": "given", "unit": "given"}


def earned(prices: list[float], step_h: float = 1.0, **numbers: object) -> float:
    """Return the audited optimum of a station alone."""
    return audited(battery_site(battery(**numbers), prices, step_h))[0].objective_yuan


def settled(prices: list[float], **numbers: object) -> Settlement:
    """Return its money."""
    return audited(battery_site(battery(**numbers), prices))[1]


def test_charging_power_apart() -> None:
    """5 MW in at 100, so 5 MWh out at 400: 1500; with 10 MW both ways 3000."""
    assert earned([100, 400], charge_power_mw=5.0) == pytest.approx(1500, abs=EXACT)


def test_discharging_power_apart() -> None:
    """10 MWh in at 100, 5 out at 400 and 5 at 390: 2950; with 10 MW both ways all goes at 400, 3000."""
    assert earned([100, 400, 390], discharge_power_mw=5.0) == pytest.approx(2950, abs=EXACT)


def test_supply_grows_with_power() -> None:
    """A tenth of 10 MW: 11 MWh drawn at 100, and 1 MWh drawn at 400 beside 10 sold: 4000 - 1100 - 400 = 2500.

    Taken from what is sold (9 at the meter) it would show 2900 less 100; charged on one side only, 2600 or 2900.
    """
    money = settled([100, 400], auxiliary_share_frac=0.1)
    assert money.cash_yuan == pytest.approx(2500, abs=EXACT)
    assert money.by_key() == pytest.approx({"energy_sales": 4000, "charging_energy": -1500}, abs=EXACT)


def test_self_discharge_compounds_over_the_hour() -> None:
    """19 % an hour leave 0.9 of half an hour's store: 5 MWh bought at 100, 4.5 sold at 400: 1300.

    Half of 19 % taken from it leaves 4.525 MWh: 1310; none, 1500.
    """
    assert earned([100, 400], 0.5, self_discharge_frac_per_h=0.19) == pytest.approx(1300, abs=EXACT)


def test_variable_cost_is_paid() -> None:
    """A spread of 30 less 20 on 10 MWh: 100 in the objective and in cash; wear of the same size leaves cash at 300."""
    dispatch, settlement = audited(battery_site(battery(variable_cost_yuan_per_mwh=20.0), [100, 130]))
    assert (dispatch.objective_yuan, settlement.cash_yuan) == pytest.approx((100, 100), abs=EXACT)
    assert settlement.by_key()["battery_variable_om"] == pytest.approx(-200, abs=EXACT)


def test_ramp() -> None:
    """5 MW an hour: net -5, 0, +5 is all that ends empty: 5 x 300 = 1500; from -10 straight to +10 would earn 3000."""
    station = battery(ramp_mw_per_min=5 / 60)
    dispatch, _ = audited(battery_site(station, [100, 100, 400]))
    schedule = dispatch.schedules["battery"]
    assert dispatch.objective_yuan == pytest.approx(1500, abs=EXACT)
    assert schedule["discharge_mw"] - schedule["charge_mw"] == pytest.approx([-5, 0, 5], abs=EXACT)


DAYS = [100.0] * 24 + [400.0] * 24 + [300.0] * 24


def test_full_maintenance_lets_the_store_wait() -> None:
    """Bought at 100, nothing on the second day, sold at 300: 20 x 200 = 4000 and 20 MWh wait through it.

    Without the outage 6000; with the store emptied for it 0.
    """
    station = battery(maintenance=[{"first_day": "2026-01-02", "last_day": "2026-01-02"}])
    dispatch, _ = audited(battery_site(station, DAYS))
    schedule = dispatch.schedules["battery"]
    assert dispatch.objective_yuan == pytest.approx(4000, abs=EXACT)
    assert schedule["stored_mwh"][24:49] == pytest.approx(np.full(25, 20.0), abs=EXACT)
    assert schedule["discharge_mw"][24:48].max() == pytest.approx(0, abs=EXACT)


def test_half_in_maintenance_is_half_the_store() -> None:
    """Half the station keeps 10 MWh: 10 x 300 = 3000 on the second day and nothing later; power alone halved, 6000."""
    outage = {"first_day": "2026-01-02", "last_day": "2026-01-02", "available_share_frac": 0.5}
    assert earned(DAYS, maintenance=[outage]) == pytest.approx(3000, abs=EXACT)


def test_availability_series() -> None:
    """Half in service in the dear hour: 5 MW, 1500; a whole station 3000."""
    station = battery(available=SERIES)
    given = site(
        {"battery": station}, [spot([100, 400])], horizon(2), series={"battery": {"available": np.array([1.0, 0.5])}}
    )
    assert audited(given)[0].objective_yuan == pytest.approx(1500, abs=EXACT)


def test_forced_outage_takes_power_and_energy() -> None:
    """A tenth out: 9 MW for an hour earn 2700 and for two 5400; three hours too, since 18 MWh are all that is held.

    Power alone would earn 6000 in three hours, energy alone 3000 in one.
    """
    assert earned([100, 400], forced_outage_frac=0.1) == pytest.approx(2700, abs=EXACT)
    assert earned([100, 100, 400, 400], forced_outage_frac=0.1) == pytest.approx(5400, abs=EXACT)
    assert earned([100, 100, 100, 400, 400, 400], forced_outage_frac=0.1) == pytest.approx(5400, abs=EXACT)


def test_aged_station_holds_less() -> None:
    """80 % of 20 MWh in two hours each way: 16 x 300 = 4800 of 6000; power is what it was: 10 x 300 in one hour."""
    aged = battery(soh_frac=0.8)
    assert audited(battery_site(aged, [100, 100, 400, 400]))[0].objective_yuan == pytest.approx(4800, abs=EXACT)
    assert audited(battery_site(aged, [100, 400]))[0].objective_yuan == pytest.approx(3000, abs=EXACT)
