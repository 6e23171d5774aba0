"""The stations and years that are timed: a year of quarter-hours, alone and beside what makes it slower."""

from dataclasses import replace

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.assets.gas import GasHub
from storage_model.blocks import FloatArray
from storage_model.markets.market import Market
from storage_model.markets.primary_regulation import PrimaryRegulationMarket
from storage_model.markets.secondary_regulation import SecondaryRegulationMarket
from storage_model.scenario.site import Site
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, supply
from tests.products import data, product
from tests.sites import battery, gas_plant, gas_series, horizon, site, spot

STEP_H = 0.25
YEAR = 35_040
STATION = battery(
    power_mw=200.0, energy_mwh=400.0, charge_efficiency_frac=0.933, discharge_efficiency_frac=0.933, soc_min_frac=0.05,
    soc_max_frac=0.95, auxiliary_mw=0.75, wear_cost_yuan_per_mwh=55.0,
)  # fmt: skip


def prices(count: int = YEAR, seed: int = 11) -> FloatArray:
    """Return made prices: two humps a day, a midday trough that often touches zero, days of different height."""
    rng = np.random.default_rng(seed)
    hour, day = np.arange(count) * STEP_H % 24, (np.arange(count) * STEP_H // 24).astype(int)
    daily = 280 + 250 * np.exp(-(((hour - 19) / 2.5) ** 2)) - 260 * np.exp(-(((hour - 12.5) / 3) ** 2))
    found: FloatArray = np.round(daily * rng.normal(1, 0.4, day[-1] + 1)[day] + rng.normal(0, 40, count), 2)
    return np.clip(found, 0, 1500)


def purchase(sale: FloatArray) -> FloatArray:
    """Return what buying costs where selling earns so much."""
    return np.round(0.95 * sale + 10.0, 2)


SALE = prices()
PURCHASE = purchase(SALE)


def alone(station: Battery = STATION, sale: FloatArray = SALE, bought: FloatArray | None = None) -> Site:
    """Return the station alone; what the textbook programme describes."""
    return site(
        {"battery": station}, [spot(sale, purchase(sale) if bought is None else bought)], horizon(len(sale), STEP_H)
    )


def faded(years: int) -> Battery:
    """Return the station some years on, a hundredth and a half less energy left each year."""
    return STATION.model_copy(update={"soh_frac": 1.0 - 0.015 * years})


def later_year(number: int) -> Site:
    """Return the station some years on: faded, at prices two per cent higher a year."""
    grown = 1.02**number
    return alone(faded(number), SALE * grown, PURCHASE * grown)


def with_other_prices(number: int) -> Site:
    """Return the station some years on in a year whose every day is another."""
    return alone(faded(number), prices(seed=100 + number))


def with_gas() -> Site:
    """Return the station with ten gas sets behind a connection that binds."""
    rng = np.random.default_rng(12)
    plant = gas_plant(sets=10, own_use_frac=0.05, variable_om_yuan_per_mwh=115.0, gas_price_yuan_per_m3=0.1)
    given = gas_series(rng.uniform(3, 11, YEAR), rng.uniform(0.085, 0.13, YEAR))
    return site(
        {"battery": STATION, "gas": plant}, [spot(SALE, PURCHASE, ["battery", "gas"])], horizon(YEAR, STEP_H),
        series={"gas": given}, export_limit_mw=205.0, import_limit_mw=195.0,
    )  # fmt: skip


def with_hub() -> Site:
    """Return the station with a hub of ten sets without whole numbers: two lines of the fuel curve, a gas holder."""
    rng = np.random.default_rng(12)
    curve = [{"load_frac": 0.5, "efficiency_frac": 0.33}, {"load_frac": 1.0, "efficiency_frac": 0.36}]
    group = gensets(sets=10, part_load=curve, own_use_frac=0.05, variable_om_yuan_per_mwh=115.0)
    station: GasHub = hub(
        {"sets": group}, commitment="relaxed", holder={"capacity_m3": 20_000.0, "methane_frac": 0.1},
    )  # fmt: skip
    given = supply(rng.uniform(3, 11, YEAR) * GAS_OF_A_MW, 0.12)
    return site(
        {"battery": STATION, "gas": station}, [spot(SALE, PURCHASE, ["battery", "gas"])], horizon(YEAR, STEP_H),
        series={"gas": given}, export_limit_mw=205.0, import_limit_mw=195.0,
    )  # fmt: skip


def with_regulation() -> Site:
    """Return the station with primary and secondary regulation beside energy."""
    over = horizon(YEAR, STEP_H)
    given = data(over, rated_mw={"battery": STATION.power_mw}, day_ahead=SALE)
    products: list[Market] = [
        product(
            PrimaryRegulationMarket, given, "primary", kind="primary_regulation", most_mw=50.0,
            price_yuan_per_mw=6.0, blocks_per_day=120.0, day_k=4.6, won_days_per_year=365.0, mean_of_peak_frac=0.5,
            up_share_frac=0.4, sustain_h=0.25,
        ),
        product(
            SecondaryRegulationMarket, given, "secondary", kind="secondary_regulation", most_mw=60.0,
            bid_yuan_per_mw=[8.0, 8.0, 10.0, 12.0, 6.0], mileage_per_mw_h=[2.4] * 5, k=4.0, best_k=5.0, beta_frac=0.8,
            won_days_per_year=[365.0] * 5, up_called_frac=0.2, down_called_frac=0.25, sustain_h=0.25,
            make_whole_efficiency_frac=0.85,
        ),
    ]  # fmt: skip
    return site({"battery": STATION}, [spot(SALE, PURCHASE), *products], over)


def with_yearly_cycles(given: Site, full_cycles: float = 330.0) -> Site:
    """Return a site whose station may make so many full cycles a year; prices would have it make twice as many."""
    station = given.assets["battery"]
    assert isinstance(station, Battery)
    limited = station.model_copy(update={"cycles": station.cycles.model_copy(update={"per_year": full_cycles})})
    return replace(given, assets={**given.assets, "battery": limited})


def with_negative_prices(wear_yuan_per_mwh: float, share: float = 0.1) -> Site:
    """Return the station at one price both ways, a share of the steps below zero.

    Without wear a linear programme burns energy there for pay, charging and discharging at once, whenever the store is
    full.
    """
    sale = SALE.copy()
    lowest = np.argsort(sale, kind="stable")[: int(share * YEAR)]
    sale[lowest] = -np.random.default_rng(13).uniform(1.0, 100.0, len(lowest)).round(2)
    station = STATION.model_copy(update={"wear_cost_yuan_per_mwh": wear_yuan_per_mwh})
    return site({"battery": station}, [spot(sale)], horizon(YEAR, STEP_H))
