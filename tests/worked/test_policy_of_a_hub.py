"""Credits and drainage of a mine-gas hub paid by policies, by hand."""

from typing import Any

import pytest

from storage_model.assets.gas import GasHub
from storage_model.markets.meter_adder import MeterAdder
from storage_model.scenario.site import Site
from tests.gas_sites import REFERENCE, gensets, hub, hub_site, supply
from tests.sites import audited

OXIDISER = {
    "feed_m3_per_h": 100_000.0, "feed_methane_frac": 0.012, "destruction_frac": 0.97, "excess_heat_frac": 0.5,
    "availability_frac": 1.0, "turbine_mw": 2.0, "efficiency_frac": 0.25,
}  # fmt: skip
CARBON = {"gwp": 28.0, "grid_factor_t_per_mwh": 0.6, "boiler_factor_t_per_gj": 0.1}
DEAR_SUPPLY = {**REFERENCE, "gas_price_yuan_per_m3": 1.0}


def oxidising(credit_price: float = 0.0) -> GasHub:
    """Return a hub that only oxidises ventilation air, dear enough that electricity alone does not pay for it."""
    carbon = {**CARBON, "credit_price_yuan_per_t": credit_price}
    return hub({}, supplies={"air": DEAR_SUPPLY}, oxidiser=OXIDISER, carbon=carbon)


def adder(meter: str, rate: float) -> MeterAdder:
    """Return the product of a policy that pays by a meter of the hub."""
    return MeterAdder(key="p", participant="gas", meter=meter, yuan_per_unit=rate, side="revenue", vat_frac=0.06)


def of_air(station: GasHub, **more: Any) -> Site:
    """Return the hub on ventilation air over three hours at 100 yuan/MWh."""
    return hub_site(station, [100.0] * 3, supply([1_200.0] * 3, 0.012, "air"), **more)


def test_a_policy_s_price_of_credits_is_worth_the_asset_s_own() -> None:
    """85 yuan a tonne, paid by a policy or by the hub's own record: the same money, the same gas.

    1 200 m³ × 0.717 kg × 0.97 = 0.8346 t of methane, × (28 − 2.75) = 21.07 t an hour; its heat makes
    1 200 × 35.9/3600 × 0.97 × 0.5 × 0.25 = 1.451 MW, × 0.6 = 0.87 t: 21.94 t an hour.
    """
    paid = audited(of_air(oxidising(), products=[adder("credits_t_per_h", 85.0)]))[1].by_key()
    own = audited(of_air(oxidising(85.0)))[1].by_key()
    hourly_t = 1_200 * 0.717e-3 * 0.97 * 25.25 + 0.6 * 1_200 * 35.9 / 3_600 * 0.97 * 0.5 * 0.25
    assert hourly_t == pytest.approx(21.94, abs=0.01)
    assert paid["p"] == pytest.approx(3 * 85 * hourly_t, rel=1e-9)
    assert paid["p"] == pytest.approx(own["carbon_credits"], rel=1e-9)
    assert paid["gas_fuel"] == pytest.approx(own["gas_fuel"], rel=1e-9)


def test_credits_steer_the_oxidiser() -> None:
    """Without the price nothing is oxidised, for the gas costs more than its power earns."""
    assert audited(of_air(oxidising()))[1].by_key()["gas_fuel"] == pytest.approx(0.0, abs=1e-6)


def test_drainage_pays_for_gas_that_is_used_not_for_gas_that_is_vented() -> None:
    """Two sets of gas, four could burn twice that: 557.1 m³/h at 0.1 yuan for three hours.

    At prices below zero none burns.
    """
    gas = 2 / 0.00359
    station = hub({"sets": gensets()})
    site = hub_site(station, [100.0] * 3, supply([gas] * 3, 0.12), products=[adder("methane_m3_per_h", 0.1)])
    assert audited(site)[1].by_key()["p"] == pytest.approx(3 * 0.1 * gas, rel=1e-6)
    idle = hub_site(station, [-900.0] * 3, supply([gas] * 3, 0.12), products=[adder("methane_m3_per_h", 0.1)])
    assert audited(idle)[1].by_key()["p"] == pytest.approx(0.0, abs=1e-6)
