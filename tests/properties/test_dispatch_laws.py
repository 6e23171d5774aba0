"""Laws every dispatch obeys, whatever the station and the price."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.assets.battery import Battery
from tests.sites import (
    audited,
    battery,
    battery_site,
    facts,
    fees,
    gas_plant,
    gas_series,
    horizon,
    markets_of,
    site,
    spot,
)

# A dispatch takes some milliseconds; the laws are wide, so a few examples each find what is wrong.
FEW = settings(max_examples=30, deadline=None, derandomize=True)

PRICES = st.lists(st.integers(0, 1500).map(float), min_size=3, max_size=16)
STEPS_H = st.sampled_from([0.25, 0.5, 1.0])
FRACS = st.sampled_from([0.8, 0.9, 0.933, 1.0])


@st.composite
def stations(draw: Any, **fixed: float) -> Battery:
    """Draw a battery with losses, a window, supply and wear."""
    numbers = {
        "power_mw": draw(st.sampled_from([1.0, 7.5, 100.0])),
        "energy_mwh": draw(st.sampled_from([0.5, 10.0, 333.0])),
        "charge_efficiency_frac": draw(FRACS),
        "discharge_efficiency_frac": draw(FRACS),
        "soc_min_frac": draw(st.sampled_from([0.0, 0.1])),
        "soc_max_frac": draw(st.sampled_from([0.9, 1.0])),
        "auxiliary_mw": draw(st.sampled_from([0.0, 0.3])),
        "wear_cost_yuan_per_mwh": draw(st.sampled_from([0.0, 20.0])),
    }
    return battery(**{**numbers, **fixed})


def earned(station: Battery, prices: list[float] | np.ndarray, step_h: float = 1.0) -> float:
    """Return the audited optimum of a battery alone."""
    return audited(battery_site(station, prices, step_h))[0].objective_yuan


def near(value: float, scale: float) -> Any:
    """Return a comparison to 1e-9 of a scale of money."""
    return pytest.approx(value, abs=1e-9 * max(1.0, scale))


def scale_of(station: Battery, prices: list[float], step_h: float) -> float:
    """Return the money of running at full power all the time."""
    return step_h * station.power_mw * (sum(prices) + len(prices) * 100)


@FEW
@given(stations(), PRICES, STEPS_H)
def test_energy_in_is_energy_out_plus_losses_plus_store(station: Battery, prices: list[float], step_h: float) -> None:
    """Losses are what each conversion keeps: (1 - ηc) of what is charged, (1/ηd - 1) of what is sold; in every step."""
    schedule = audited(battery_site(station, prices, step_h))[0].schedules["battery"]
    in_mwh, out_mwh = step_h * schedule["charge_mw"], step_h * schedule["discharge_mw"]
    losses_mwh = (1 - station.charge_efficiency_frac) * in_mwh + (1 / station.discharge_efficiency_frac - 1) * out_mwh
    surplus_mwh = in_mwh - out_mwh - losses_mwh - np.diff(schedule["stored_mwh"])
    assert np.abs(surplus_mwh).max() <= 1e-8 * station.energy_mwh
    assert abs((in_mwh - out_mwh - losses_mwh).sum()) <= 1e-8 * station.energy_mwh


@FEW
@given(stations(charge_efficiency_frac=0.9), st.integers(1, 1500), st.integers(2, 24), STEPS_H)
def test_flat_price_no_cycling(station: Battery, price: int, count: int, step_h: float) -> None:
    """A round trip loses energy, so at one price the station only pays for its supply."""
    dispatch, _ = audited(battery_site(station, [float(price)] * count, step_h))
    assert dispatch.schedules["battery"]["discharge_mw"].max() <= 1e-9 * station.power_mw
    supply_yuan = step_h * station.auxiliary_mw * price * count
    assert dispatch.objective_yuan == near(-supply_yuan, scale_of(station, [price] * count, step_h))


@FEW
@given(stations(), PRICES, st.integers(1, 20))
def test_twice_the_station_earns_twice(station: Battery, prices: list[float], limit_mw: int) -> None:
    """Power, energy, supply, gas, both limits and so also the demand charge double: a linear optimum doubles."""
    totals = []
    for factor in (1, 2):
        numbers = {key: getattr(station, key) * factor for key in ("power_mw", "energy_mwh", "auxiliary_mw")}
        larger, over = station.model_copy(update=numbers), horizon(len(prices))
        document = fees(
            line_loss_fee_yuan_per_mwh=13.1, loss_tariff_yuan_per_mwh=117.2, demand_charge_yuan_per_kw_month=0.1,
            demand_charge_share_frac=0.5,
        )  # fmt: skip
        dispatch, _ = audited(
            site(
                {"battery": larger, "gas": gas_plant(sets=4 * factor, variable_om_yuan_per_mwh=115.0)},
                [spot(prices, participants=["battery", "gas"]), *markets_of(document.terms(facts(larger)), over)],
                over,
                series={"gas": gas_series([3.0 * factor] * len(prices), [0.1] * len(prices))},
                export_limit_mw=limit_mw * factor,
                import_limit_mw=limit_mw * factor,
            )
        )
        totals.append(dispatch.objective_yuan)
    assert totals[1] == near(2 * totals[0], scale_of(station, prices, 1.0) + abs(totals[0]))


@FEW
@given(stations(), PRICES)
def test_quarter_hour_copy_of_hours(station: Battery, prices: list[float]) -> None:
    """Four equal quarter-hours are an hour: the same money."""
    hourly, quarterly = earned(station, prices), earned(station, np.repeat(prices, 4), 0.25)
    assert quarterly == near(hourly, scale_of(station, prices, 1.0))


@FEW
@given(stations(auxiliary_mw=0.0, wear_cost_yuan_per_mwh=0.0), PRICES, st.sampled_from([0.25, 3.0, 40.0]))
def test_prices_times_k(station: Battery, prices: list[float], factor: float) -> None:
    """Without fees, wear and supply money is prices and nothing else."""
    scaled = earned(station, [price * factor for price in prices])
    assert scaled == near(factor * earned(station, prices), factor * scale_of(station, prices, 1.0))


@FEW
@given(stations(), PRICES, st.sampled_from(["power_mw", "energy_mwh"]), st.sampled_from([1.01, 2.0, 50.0]))
def test_larger_never_earns_less(station: Battery, prices: list[float], key: str, factor: float) -> None:
    """More power or a larger store can always do what the smaller did."""
    larger = station.model_copy(update={key: getattr(station, key) * factor})
    scale = factor * scale_of(station, prices, 1.0)
    assert earned(larger, prices) >= earned(station, prices) - 1e-9 * max(1.0, scale)


@FEW
@given(stations(), st.integers(2, 24))
def test_zero_prices_nothing_at_once(station: Battery, count: int) -> None:
    """At zero everything is equally good; still no step charges and discharges at once, and no money appears."""
    dispatch, settlement = audited(battery_site(station, [0.0] * count))
    schedule = dispatch.schedules["battery"]
    assert np.minimum(schedule["charge_mw"], schedule["discharge_mw"]).max() <= 1e-6 * station.power_mw
    assert settlement.cash_yuan == 0.0
    assert dispatch.objective_yuan == near(0.0, 1.0)


@FEW
@given(stations(auxiliary_mw=0.0), st.lists(st.integers(-300, 600).map(float), min_size=3, max_size=10))
def test_negative_prices_nothing_at_once(station: Battery, prices: list[float]) -> None:
    """Below zero a linear model burns energy for pay; the answer never does, and is still certified (the audit
    passed).
    """
    schedule = audited(battery_site(station, prices))[0].schedules["battery"]
    assert np.minimum(schedule["charge_mw"], schedule["discharge_mw"]).max() <= 1e-6 * station.power_mw


@FEW
@given(stations(), PRICES, st.integers(1, 4))
def test_days_repeated_earn_at_least_as_often(station: Battery, prices: list[float], times: int) -> None:
    """The day's schedule ends as it began, so it may be repeated: n days earn at least n times one."""
    scale = times * scale_of(station, prices, 1.0)
    assert earned(station, prices * times) >= times * earned(station, prices) - 1e-9 * max(1.0, scale)


def on_a_grid(prices: list[float], levels: int, into: float, out: float, most: int) -> float:
    """Return the best money of a store of `levels` cells, at most `most` cells a step, by dynamic programming.

    A cell bought costs price ÷ into, a cell sold brings price × out; the end is the start.
    """
    best = -np.inf
    for start in range(levels + 1):
        value = np.full(levels + 1, -np.inf)
        value[start] = 0.0
        for price in prices:
            moved = np.full(levels + 1, -np.inf)
            for cells in range(-most, most + 1):
                money = -cells * price / into if cells > 0 else -cells * price * out
                source = slice(max(0, -cells), levels + 1 - max(0, cells))
                target = slice(max(0, cells), levels + 1 - max(0, -cells))
                moved[target] = np.maximum(moved[target], value[source] + money)
            value = moved
        best = max(best, float(value[start]))
    return best


@FEW
@given(PRICES)
def test_dynamic_programme_is_a_lower_bound(prices: list[float]) -> None:
    """Cells of 1 MWh, ηc 0.9, ηd 0.8: charging 5 / 0.9 MW fills 5 cells, selling 5 cells takes 4 MW, so the grid is
    feasible.

    It is not far below either: with 7 cells a step (5.56 MW sold empties 6.94) the grid may do all the station can
    and more.
    """
    station = battery(power_mw=5 / 0.9, energy_mwh=10.0, charge_efficiency_frac=0.9, discharge_efficiency_frac=0.8)
    grid, optimum = on_a_grid(prices, 10, 0.9, 0.8, 5), earned(station, prices)
    assert optimum >= grid - 1e-9 * max(1.0, grid)
    assert optimum <= on_a_grid(prices, 10, 0.9, 0.8, 7) + 1e-9 * max(1.0, grid)


@FEW
@given(PRICES)
def test_dynamic_programme_meets_a_lossless_station(prices: list[float]) -> None:
    """Without losses, 5 MW and 10 MWh are whole cells, the linear programme has whole corners: both are equal."""
    assert earned(battery(power_mw=5.0, energy_mwh=10.0), prices) == pytest.approx(
        on_a_grid(prices, 10, 1.0, 1.0, 5), rel=1e-9, abs=1e-6
    )


@FEW
@given(PRICES, st.integers(1, 6))
def test_two_batteries_are_one(prices: list[float], limit_mw: int) -> None:
    """Two halves behind one connection earn what the whole earns; the shared limit is one limit."""
    halves = {name: battery(power_mw=2.0, energy_mwh=5.0) for name in ("left", "right")}
    limits = {"export_limit_mw": float(limit_mw), "import_limit_mw": float(limit_mw)}
    over = horizon(len(prices))
    two, _ = audited(site(halves, [spot(prices, participants=list(halves))], over, **limits))
    one, _ = audited(site({"battery": battery(power_mw=4.0, energy_mwh=10.0)}, [spot(prices)], over, **limits))
    assert two.objective_yuan == near(one.objective_yuan, sum(prices) * 4)
