"""A full year of quarter-hours, said four times: optimised, settled, written by hand as arrays, solved by
another solver.
"""

from functools import cache

import numpy as np
import pytest

from storage_model.scenario.site import Site
from tests.plain_lp import PlainNumbers, by_clarabel, by_linprog, plain_programme
from tests.sites import audited, battery, facts, fees, gas_plant, gas_series, horizon, markets_of, site, spot

STEP_H = 0.25
YEAR = 35_040
SYSTEM_2026 = [97.5, 106.5, 114.6, 105.7] + [106.1] * 8
SYSTEM_2025 = [47.3, 32.5, 37.9, 19.9, 14.5, 17.8, 24.4, 13.0, 27.3, 16.4, 29.4, 41.7]


def prices(count: int) -> np.ndarray:
    """Return a made price: two humps a day, a season, noise, from 0 to 1500 yuan/MWh."""
    rng = np.random.default_rng(20_260_101)
    hour, day = np.arange(count) * STEP_H % 24, np.arange(count) * STEP_H // 24
    daily = 260 + 190 * np.exp(-(((hour - 19) / 2.5) ** 2)) + 80 * np.exp(-(((hour - 7) / 1.5) ** 2))
    daily -= 230 * np.exp(-(((hour - 12.5) / 3) ** 2))
    level = rng.normal(1, 0.35, int(day[-1]) + 1)[day.astype(int)] + 0.15 * np.cos(2 * np.pi * day / 365)
    return np.clip(np.round(daily * level + rng.normal(0, 35, count), 2), 0, 1500)


def given(count: int, system: list[float], numbers: dict[str, float]) -> tuple[Site, PlainNumbers]:
    """Return the same station twice: as a site, and as plain numbers."""
    station = battery(
        power_mw=200.0, energy_mwh=400.0, charge_efficiency_frac=0.933, discharge_efficiency_frac=0.929,
        soc_min_frac=0.05, soc_max_frac=0.95, auxiliary_mw=0.75, wear_cost_yuan_per_mwh=35.0,
    )  # fmt: skip
    plant = gas_plant(
        sets=10, own_use_frac=0.05, availability_frac=0.87, variable_om_yuan_per_mwh=115.0, gas_price_yuan_per_m3=0.1
    )
    over, sale = horizon(count, STEP_H), prices(count)
    purchase = 0.9 * sale + 20.0
    rng = np.random.default_rng(7)
    from_gas_mw, methane = rng.uniform(3, 11, count), rng.uniform(0.085, 0.13, count)
    document = fees(line_loss_fee_yuan_per_mwh=13.1, system_operation_fee_yuan_per_mwh=system, **numbers)
    markets = [spot(sale, purchase, ["battery", "gas"]), *markets_of(document.terms(facts(station)), over)]
    full = site(
        {"battery": station, "gas": plant}, markets, over, series={"gas": gas_series(from_gas_mw, methane)},
        export_limit_mw=202.0, import_limit_mw=195.0,
    )  # fmt: skip
    demand_yuan_per_kw = numbers.get("demand_charge_yuan_per_kw_month", 0) * numbers.get("demand_charge_share_frac", 0)
    month = np.array([int(stamp[5:7]) for stamp in over.starts().astype(str)])
    plain = PlainNumbers(
        step_h=STEP_H, power_mw=200, energy_mwh=400, charge_efficiency=0.933, discharge_efficiency=0.929, soc_low=0.05,
        soc_high=0.95, supply_mw=0.75, wear=35, sale=sale, purchase=purchase,
        fee_on_drawn=13.1 + np.array(system)[month - 1],
        fee_on_losses=numbers["loss_tariff_yuan_per_mwh"] + numbers["loss_funds_yuan_per_mwh"],
        gas_mw=np.where(methane >= 0.09, np.minimum(from_gas_mw, 8.7), 0.0), gas_own_use=0.05,
        gas_cost=115 + 0.1 / 0.00359, gas_price=sale, export_mw=202, import_mw=195,
        demand_yuan_per_mw=1000 * demand_yuan_per_kw, month=month,
    )  # fmt: skip
    return full, plain


REGIME_A = {"loss_tariff_yuan_per_mwh": 117.2, "loss_funds_yuan_per_mwh": 43.4}
REGIME_B = {
    "loss_tariff_yuan_per_mwh": 29.0, "loss_funds_yuan_per_mwh": 43.4, "demand_charge_yuan_per_kw_month": 33.6,
    "demand_charge_share_frac": 0.13,
}  # fmt: skip


@cache
def year() -> tuple[float, float, float, PlainNumbers]:
    """Return the year's objective, its settlement, its gap, and the plain numbers; solved once for this file."""
    full, plain = given(YEAR, SYSTEM_2026, REGIME_A)
    dispatch, settlement = audited(full)
    assert dispatch.schedules["battery"]["discharge_mw"].sum() * STEP_H > 20_000
    return dispatch.objective_yuan, settlement.objective_yuan, dispatch.certificate.gap_frac, plain


def test_year_is_settled_and_certified() -> None:
    """Optimiser and settlement agree to 1e-9; the bound of the duals leaves no more than 1e-6."""
    objective, settled, gap, _ = year()
    assert settled == pytest.approx(objective, rel=1e-9)
    assert abs(gap) <= 1e-6


def test_year_written_by_hand() -> None:
    """The same year as arrays of this test's own, by scipy, to 1e-9."""
    objective, _, _, plain = year()
    assert -by_linprog(plain_programme(plain)) == pytest.approx(objective, rel=1e-9)


def test_year_by_another_solver() -> None:
    """The arrays again by Clarabel, an interior-point method, to 2e-7."""
    objective, _, _, plain = year()
    assert -by_clarabel(plain_programme(plain)) == pytest.approx(objective, rel=2e-7)


def test_month_with_demand_charge() -> None:
    """Regime B over January: peak columns and monthly rows, by hand and by Clarabel."""
    full, plain = given(31 * 96, SYSTEM_2025, REGIME_B)
    dispatch, settlement = audited(full)
    assert settlement.by_key()["demand_charge"] < -1e5
    assert dispatch.schedules["battery"]["charge_mw"].max() > 20
    programme = plain_programme(plain)
    assert -by_linprog(programme) == pytest.approx(dispatch.objective_yuan, rel=1e-9)
    assert -by_clarabel(programme) == pytest.approx(dispatch.objective_yuan, rel=2e-7)


def test_quarter_with_a_demand_charge_each_month() -> None:
    """Regime B over January to March: three peaks, each its own."""
    full, plain = given(90 * 96, SYSTEM_2025, REGIME_B)
    dispatch, _ = audited(full)
    assert -by_linprog(plain_programme(plain)) == pytest.approx(dispatch.objective_yuan, rel=1e-9)
