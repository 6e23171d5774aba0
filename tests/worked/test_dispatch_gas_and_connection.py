"""A gas plant alone, and with a battery behind one connection, by hand."""

import pytest

from storage_model.markets.energy_adder import EnergyAdder
from tests.sites import audited, battery, gas_plant, gas_series, horizon, site, spot

EXACT = 1e-9


def test_every_limit_of_a_gas_plant() -> None:
    """Four hours: set-limited 4 MW, gas-limited 3 MW, methane below the safe limit, price below cost.

    Net of 5 % own use a MWh at 500 brings 475, less 100 upkeep and 0.0718 / 0.00359 = 20 gas: 355. 7 MWh: 2485.
    Gas supply not counted 2840; unsafe gas burned 3905; own use left out 2660; running at a loss 2385.
    """
    plant = gas_plant(own_use_frac=0.05, variable_om_yuan_per_mwh=100.0, gas_price_yuan_per_m3=0.0718)
    dispatch, settlement = audited(
        site(
            {"gas": plant},
            [spot([500, 500, 500, 100], participants=["gas"])],
            horizon(4),
            series={"gas": gas_series([5, 3, 5, 5], [0.10, 0.09, 0.08, 0.10])},
        )
    )
    assert dispatch.schedules["gas"]["power_mw"] == pytest.approx([4, 3, 0, 0], abs=EXACT)
    assert dispatch.objective_yuan == pytest.approx(2485, abs=EXACT)
    money = {"energy_sales": 3325, "charging_energy": 0, "gas_variable_om": -700, "gas_fuel": -140}
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_availability_counts_on_the_sets_not_on_the_gas() -> None:
    """Nine tenths of 4 sets are 3.6 MW; where gas allows 3 MW it stays 3: 6.6 MWh x 100 = 660, not 630."""
    market, supply = spot([100, 100], participants=["gas"]), gas_series([5, 3], [0.1, 0.1])
    dispatch, _ = audited(site({"gas": gas_plant(availability_frac=0.9)}, [market], horizon(2), series={"gas": supply}))
    assert dispatch.objective_yuan == pytest.approx(660, abs=EXACT)


def test_quarter_hours_burn_a_quarter() -> None:
    """Four quarter-hours of 4 MW at 500 and cost 20: 4 MWh x 480 = 1920; steps taken as hours 7680."""
    given = site(
        {"gas": gas_plant(gas_price_yuan_per_m3=0.0718)},
        [spot([500] * 4, participants=["gas"])],
        horizon(4, 0.25),
        series={"gas": gas_series([5] * 4, [0.1] * 4)},
    )
    assert audited(given)[0].objective_yuan == pytest.approx(1920, abs=EXACT)


def test_gas_on_an_approved_tariff() -> None:
    """Out of the market, 4 MW x 0.95 x 509 in each of two hours = 3868.4 whatever the hour; per gross MWh it
    would be 4072.
    """
    tariff = EnergyAdder(
        key="tariff", participants=("gas",), flow="out", yuan_per_mwh=spot([509, 509]).sale_yuan_per_mwh,
        side="revenue", vat_frac=0.13,
    )  # fmt: skip
    given = site(
        {"gas": gas_plant(own_use_frac=0.05)}, [tariff], horizon(2), series={"gas": gas_series([5, 5], [0.1] * 2)}
    )
    dispatch, settlement = audited(given)
    assert dispatch.objective_yuan == pytest.approx(3868.4, abs=EXACT)
    assert settlement.by_key()["tariff"] == pytest.approx(3868.4, abs=EXACT)


@pytest.mark.parametrize(
    ("export_limit_mw", "import_limit_mw", "objective_yuan"),
    [(1000, 1000, 5000), (12, 1000, 4400), (12, 3, 4100), (3, 1000, 1500)],
)
def test_one_connection_for_both(export_limit_mw: float, import_limit_mw: float, objective_yuan: float) -> None:
    """Free gas of 4 MW and 10 MW of battery, hours at 100 and 400.

    No limit: 400 x 14 + 100 x (4 - 10) = 5000. Export 12: the battery gives way,
    400 x 12 + 100 x (4 - 8) = 4400 (gas giving way: 4200).
    Import 3 besides: it draws 7, of it 4 from the gas: 400 x 11 - 100 x 3 = 4100. Export 3: gas alone fills it
    in both hours, 400 x 3 + 100 x 3 = 1500. A limit per asset instead of one for both
    would still give 5000 at export 12.
    """
    given = site(
        {"battery": battery(), "gas": gas_plant()},
        [spot([100, 400], participants=["battery", "gas"])],
        horizon(2),
        series={"gas": gas_series([5, 5], [0.1, 0.1])},
        export_limit_mw=export_limit_mw,
        import_limit_mw=import_limit_mw,
    )
    assert audited(given)[0].objective_yuan == pytest.approx(objective_yuan, abs=EXACT)
