"""Operating years by hand: two hours a year, a battery that fades, cells added, a start in the course of a year."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.assets.battery.standing import standing_of
from storage_model.assets.standing import YearOfUse
from storage_model.blocks import ArrayFrame
from storage_model.dispatch.optimise import Dispatcher
from storage_model.lifetime.live import live, optimised
from storage_model.lifetime.plan import Span
from storage_model.markets.capped_adder import CappedAdder
from storage_model.markets.demand_charge import DemandCharge
from storage_model.policies.terms import YearlyTerm
from storage_model.prices.path import PricePath
from tests.lives import lived, plan, yuan
from tests.sites import battery, horizon

PATH = PricePath(level_change_frac_per_year=0.0, spread_erosion_frac_per_year=0.10)
# Spread 300 around a mean of 250 in 2026, narrowing by a tenth a year: 115/385, 128.5/371.5, 140.65/359.35.
PRICES = [PATH.prices_after(years, np.array([100.0, 400.0])).tolist() for years in (1, 2, 3)]
# 20 MW, 10 MWh, a tenth of it lost every year: 9.5, 8.5, 7.5 MWh in the middle of the years.
STATION = battery(
    power_mw=20.0, energy_mwh=10.0, discharge_efficiency_frac=0.8, auxiliary_mw=1.0, wear_cost_yuan_per_mwh=5.0,
    availability_frac=0.9, ageing={"kind": "linear", "first_year_fade_frac": 0.1, "later_fade_frac_per_year": 0.1},
)  # fmt: skip
USABLE_MWH = np.array([9.5, 8.5, 7.5])
NEW_CELLS = {
    "after_operating_years": [1], "energy_mwh": 1.0, "price_yuan_per_kwh": 1000.0, "price_year": 2026,
    "price_change_frac_per_year": -0.1, "vat_frac": 0.13, "life_years": 10, "residual_frac": 0.05,
}  # fmt: skip


def test_each_year_is_dispatched_with_the_health_of_its_middle() -> None:
    """Sold 0.8 × usable × 0.9 at the high price: 385 × 6.84 = 2 633.40 first; with cells as new it would be 2 772."""
    sold_mwh = 0.8 * USABLE_MWH * 0.9
    assert sold_mwh[0] == pytest.approx(6.84)
    life = lived(STATION, PRICES)
    assert life.lifetime.out_mwh["battery"] == pytest.approx(sold_mwh, abs=1e-9)
    assert yuan(life, "energy_sales") == pytest.approx(sold_mwh * [385.0, 371.5, 359.35], abs=1e-9)
    assert yuan(life, "energy_sales")[0] == pytest.approx(2633.40, abs=1e-9)


def test_outages_do_not_stop_the_station_supply() -> None:
    """Drawn 9.5 × 0.9 + 1 at 115 and 1 at 385 = 1 483.25; supply scaled as well would give 1 433.25."""
    assert yuan(lived(STATION, PRICES), "charging_energy")[0] == pytest.approx(-1483.25, abs=1e-9)


def test_wear_is_never_cash_and_terms_keep_their_years() -> None:
    """Wear steers only; the capacity price starts in 2028."""
    term = YearlyTerm(
        key="capacity_price", asset="battery", yuan_per_year=1000.0, first_year=2028, last_year=2040,
        side="revenue", vat_frac=0.13,
    )  # fmt: skip
    life = lived(STATION, PRICES, terms=[term])
    assert {s.key for s in life.lifetime.streams} == {"energy_sales", "charging_energy", "capacity_price"}
    assert yuan(life, "capacity_price") == [0.0, 1000.0, 1000.0]


def test_new_cells_keep_their_own_age() -> None:
    """1 MWh after year 1. Year 2: 8.5 + 0.95 = 9.45; year 3: 7.5 + 0.85 = 8.35. Aged with the old ones: 9.35, 8.25;
    resetting all of them: 10.45, 9.45. Paid in 2027: 1 000 kWh × 1 000 × 0.9 = 900 000.
    """
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "augmentation": {"more": NEW_CELLS}})
    life = lived(station, PRICES).lifetime
    assert life.figures["battery"]["usable_mwh"] == pytest.approx([9.5, 9.45, 8.35])
    assert life.out_mwh["battery"] == pytest.approx(0.8 * 0.9 * np.array([9.5, 9.45, 8.35]), abs=1e-9)
    assert life.figures["battery"]["cells_more_1_soh_end_frac"] == pytest.approx([0.0, 0.9, 0.8])
    bought = life.purchases["battery"]
    assert [(one.calendar_year, one.energy_mwh) for one in bought] == [(2027, 1.0)]
    assert bought[0].yuan == pytest.approx(900_000)


def test_cells_restored_when_health_falls_below_the_trigger() -> None:
    """Usable at year ends 9, 8, 7 …; below 8.5 after year 2: 10 − 8 = 2 MWh are bought once, at 0.81 of the price."""
    rule = {k: v for k, v in NEW_CELLS.items() if k not in ("after_operating_years", "energy_mwh")}
    rule |= {"trigger": {"usable_below_mwh": 8.5}, "restore_to_mwh": 10.0}
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "augmentation": {"restore": rule}})
    life = lived(station, [*PRICES, PRICES[-1]]).lifetime
    assert [(one.operating_year, one.energy_mwh) for one in life.purchases["battery"]] == [(2, pytest.approx(2.0))]
    assert life.purchases["battery"][0].yuan == pytest.approx(2_000 * 810)
    assert life.figures["battery"]["usable_mwh"][2] == pytest.approx(7.5 + 2 * 0.95)


def test_replacement_takes_the_old_cells_out() -> None:
    """10 MWh new after year 1, old ones bring 10 000 kWh × 50: year 2 is like year 1, not 8.5 + 9.5 capped at 10."""
    rule = NEW_CELLS | {"energy_mwh": 10.0, "replaces": True, "salvage_yuan_per_kwh": 50.0}
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "augmentation": {"swap": rule}})
    life = lived(station, PRICES).lifetime
    assert life.figures["battery"]["usable_mwh"] == pytest.approx([9.5, 9.5, 8.5])
    assert life.purchases["battery"][0].salvage_yuan == pytest.approx(500_000)


def test_firm_power_that_no_longer_lasts_calls_for_cells() -> None:
    """9 MWh at the end of year 1 give 0.8 × 9 / 0.5 h = 14.4 MW; 15 MW are promised. 14 MW would not call yet."""
    for promised_mw, bought_in in ((15.0, [1, 2]), (14.0, [2])):
        rule = {k: v for k, v in NEW_CELLS.items() if k != "after_operating_years"}
        rule |= {"trigger": {"firm_below": {"power_mw": promised_mw, "hours": 0.5}}, "energy_mwh": 0.5}
        station = battery(**{**STATION.model_dump(exclude_defaults=True), "augmentation": {"firm": rule}})
        life = lived(station, PRICES).lifetime
        assert [one.operating_year for one in life.purchases["battery"]] == bought_in


def test_nothing_is_bought_at_the_end_of_the_last_year() -> None:
    """Cells after year 3 of three would never work; the plan is left aside."""
    rule = NEW_CELLS | {"after_operating_years": [3]}
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "augmentation": {"late": rule}})
    assert lived(station, PRICES).lifetime.purchases["battery"] == ()


def test_overbuilt_cells_fade_before_the_rating_does() -> None:
    """12 MWh behind a rating of 10: 11.4, 10.2 and 9.0 in the middle of the years; used 10, 10 and 9."""
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "overbuild_frac": 0.2})
    life = lived(station, PRICES).lifetime
    assert life.figures["battery"]["usable_mwh"] == pytest.approx([10.0, 10.0, 9.0])
    assert life.out_mwh["battery"] == pytest.approx(0.72 * np.array([10.0, 10.0, 9.0]), abs=1e-9)


def test_efficiency_fades_by_years_of_age() -> None:
    """2 % of each leg a year: the first year at 0.99, the second at 0.97. In year 2 8.5 MWh yield 0.8 × 0.97 × 8.5."""
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "efficiency_fade_frac_per_year": 0.02})
    life = lived(station, PRICES).lifetime
    assert life.out_mwh["battery"][1] == pytest.approx(0.9 * 0.8 * 0.97 * 8.5, abs=1e-9)
    assert life.in_mwh["battery"][1] == pytest.approx(0.9 * 8.5 / 0.97 + 2, abs=1e-9)


def test_a_year_that_begins_in_its_course() -> None:
    """From the second hour on: sales whole, purchases only the supply of that hour, half a year of age and of terms.

    2027 is dispatched with the health of half a year of age, 0.95; 2028 begins at 0.95, its middle is 0.90. Were 2027
    counted as a whole year it would be 0.85.
    """
    term = YearlyTerm(
        key="capacity_price", asset="battery", yuan_per_year=1000.0, first_year=2027, last_year=2040,
        side="revenue", vat_frac=0.13,
    )  # fmt: skip
    span = Span(first_year=2027, last_year=2029, first_step=1, first_share_frac=0.5)
    life = lived(STATION, PRICES, span=span, terms=[term])
    assert yuan(life, "energy_sales")[0] == pytest.approx(2633.40, abs=1e-9)
    assert yuan(life, "charging_energy")[0] == pytest.approx(-385.0, abs=1e-9)
    assert yuan(life, "capacity_price") == [500.0, 1000.0, 1000.0]
    assert life.lifetime.figures["battery"]["usable_mwh"] == pytest.approx([9.5, 9.0, 8.0])


def test_an_asset_ages_and_earns_in_its_own_years_only() -> None:
    """Operating 2028–2029 of 2027–2029: nothing in 2027, as new in 2028."""
    life = lived(STATION, PRICES, span=Span(first_year=2028, last_year=2029))
    assert yuan(life, "energy_sales") == pytest.approx([0.0, 371.5 * 6.84, 359.35 * 6.12], abs=1e-9)


def test_years_between_chosen_ones_lie_between_them() -> None:
    """Flat prices, linear fade: sales of 2028 halfway between 2027 and 2029 equal those of 2028 optimised."""
    flat = [PRICES[0]] * 3
    life = lived(STATION, flat, chosen=frozenset({2027}))
    assert life.lifetime.dispatched == (True, False, True)
    assert len(life.years) == 2
    assert yuan(life, "energy_sales") == pytest.approx(yuan(lived(STATION, flat), "energy_sales"))


def test_cycles_of_years_between_follow_from_their_energy() -> None:
    """Half as many in 2029, when the second of two daily spreads is gone: 2028 lies between in energy and in cycles.

    Through the cells pass 19.0 MWh with 9.5 usable (2 cycles) and 7.5 with 7.5 (1): 13.25 with 8.5, 1.5588 cycles. Held
    from the year before they were 2, and 17 MWh through the cells where 13.25 were sold.
    """
    years = [[100.0, 400.0, 100.0, 400.0], [100.0, 400.0, 100.0, 400.0], [100.0, 400.0, 100.0, 100.0]]
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "availability_frac": 1.0, "auxiliary_mw": 0.0})
    life = lived(station, years, chosen=frozenset({2027})).lifetime
    assert life.dispatched == (True, False, True)
    assert life.out_mwh["battery"] == pytest.approx(0.8 * np.array([19.0, 13.25, 7.5]))
    assert life.figures["battery"]["equivalent_cycles"] == pytest.approx([2.0, 13.25 / 8.5, 1.0])


def test_cells_bought_between_chosen_years_are_met_from_both_sides() -> None:
    """Bought at the end of year 2 of five, of which 1 and 5 are chosen: 2 and 3 are optimised as well.

    Flat prices, linear fade: every year equals that of a life with all years optimised. With year 2 left between 1 and
    3 it would sell (9.5 + 8.45) / 2 × 0.72 instead of 8.5 × 0.72.
    """
    rule = NEW_CELLS | {"after_operating_years": [2]}
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "augmentation": {"more": rule}})
    flat = [PRICES[0]] * 5
    life = lived(station, flat, chosen=frozenset({2027}))
    assert life.lifetime.dispatched == (True, True, True, False, True)
    assert life.lifetime.out_mwh["battery"] == pytest.approx(lived(station, flat).lifetime.out_mwh["battery"])
    assert life.lifetime.out_mwh["battery"][1] == pytest.approx(8.5 * 0.72)


def test_what_begins_or_ends_is_met_from_both_sides() -> None:
    """A turn in 2030 asks for 2029 and 2030; an asset of 2028 to 2031 for 2027, 2028, 2031 and 2032."""
    whole = plan(STATION, [PRICES[0]] * 8, chosen=frozenset({2027}))
    assert whole.required_years >= {2027, 2034}
    assert not whole.required_years & {2029, 2030, 2031}
    assert replace(whole, turns=frozenset({2030})).required_years & {2028, 2029, 2030, 2031} == {2029, 2030}
    shorter = replace(whole, spans={"battery": Span(first_year=2028, last_year=2031)})
    assert shorter.required_years & set(range(2027, 2034)) == {2027, 2028, 2031, 2032}


def test_use_wears_by_the_cycles_of_its_own_dispatch() -> None:
    """One full cycle of 10 spends a tenth of 0.2: 2 % a year. First look without use: 1; second: its middle 0.99.

    Year 1 sells 0.99 × 7.2; without the second look 7.2. Year 2 begins at 0.98 (full depth of what is usable).
    """
    table = {
        "kind": "cycle_table", "end_of_life_soh_frac": 0.8, "calendar_fade_frac_per_year": 0.0,
        "life": [{"depth_frac": 0.1, "cycles": 100.0}, {"depth_frac": 1.0, "cycles": 10.0}],
    }  # fmt: skip
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "ageing": table, "availability_frac": 1.0})
    life = lived(station, [PRICES[0]] * 3).lifetime
    assert life.figures["battery"]["equivalent_cycles"] == pytest.approx([1.0, 1.0, 1.0])
    assert life.figures["battery"]["soh_end_frac"] == pytest.approx([0.98, 0.96, 0.94])
    assert life.out_mwh["battery"] == pytest.approx(8.0 * np.array([0.99, 0.97, 0.95]), abs=1e-9)


def test_a_later_beginner_is_looked_at_twice_too() -> None:
    """The station of the test before from 2028 on: its first year again at 0.99 of its energy, not at 1."""
    table = {
        "kind": "cycle_table", "end_of_life_soh_frac": 0.8, "calendar_fade_frac_per_year": 0.0,
        "life": [{"depth_frac": 0.1, "cycles": 100.0}, {"depth_frac": 1.0, "cycles": 10.0}],
    }  # fmt: skip
    station = battery(**{**STATION.model_dump(exclude_defaults=True), "ageing": table, "availability_frac": 1.0})
    life = lived(station, [PRICES[0]] * 3, span=Span(first_year=2028, last_year=2029)).lifetime
    assert life.out_mwh["battery"] == pytest.approx(8.0 * np.array([0.0, 0.99, 0.97]), abs=1e-9)


def test_a_cap_and_a_peak_begin_with_operation() -> None:
    """Two hours, counted from the second: 8 MWh sent there under a cap of 5 pay 5 × 100, and the month's peak is the
    supply of that hour, 1 MW. Counted from January the charge would be that of 11 MW in an hour that never ran.
    """
    station = battery(power_mw=10.0, energy_mwh=10.0, discharge_efficiency_frac=0.8, auxiliary_mw=1.0)
    capped = CappedAdder(key="subsidy", participant="battery", yuan_per_mwh=100.0, most_mwh=5.0, vat_frac=0.13)
    demand = DemandCharge(key="demand", participant="battery", yuan_per_kw_month=1e-3, share_frac=1.0, vat_frac=0.13)
    begun = plan(
        station, [[0.0, 400.0]], span=Span(first_year=2027, last_year=2027, first_step=1, first_share_frac=0.5)
    )
    beside = replace(
        begun,
        site_of=lambda year, assets: replace(
            site := begun.site_of(year, assets), markets=(*site.markets, capped, demand)
        ),
    )
    life = live(beside, optimised(Dispatcher().optimise))
    assert yuan(life, "subsidy") == [500.0]
    assert yuan(life, "demand") == pytest.approx([-1.0])


def test_an_outage_takes_energy_and_leaves_the_peak() -> None:
    """Charged at 10 MW beside a supply of 1 MW, the month's peak is 11 MW though the station runs for 0.97 of it.

    Scaled with the energy it would be 0.97 × 10 + 1 = 10.7 MW.
    """
    station = battery(power_mw=10.0, energy_mwh=10.0, auxiliary_mw=1.0, availability_frac=0.97)
    demand = DemandCharge(key="demand", participant="battery", yuan_per_kw_month=1e-3, share_frac=1.0, vat_frac=0.13)
    begun = plan(station, [[0.0, 400.0]], span=Span(first_year=2027, last_year=2027))
    beside = replace(
        begun,
        site_of=lambda year, assets: replace(site := begun.site_of(year, assets), markets=(*site.markets, demand)),
    )
    life = live(beside, optimised(Dispatcher().optimise))
    assert yuan(life, "demand") == pytest.approx([-11.0])


def test_price_path_keeps_the_mean_and_narrows_the_spread() -> None:
    """Mean 250 rises by a tenth to 275; distances ±150 shrink to ±120: 155 and 395."""
    path = PricePath(level_change_frac_per_year=0.10, spread_erosion_frac_per_year=0.20)
    assert path.prices_after(1, np.array([100.0, 400.0])) == pytest.approx([155.0, 395.0])
    assert path.prices_after(0, np.array([100.0, 400.0])) == pytest.approx([100.0, 400.0])


@pytest.mark.parametrize("energy_mwh", [10.0, 1e-7])
def test_cycles_of_a_year_do_not_depend_on_the_size(energy_mwh: float) -> None:
    """The 9.5 MWh of its middle filled and emptied once, a tenth not followed: 0.9 cycles, of a tenth of a Wh as well.

    A guard meant as a fraction stood beside MWh: the small store had 0.09.
    """
    station = STATION.model_copy(update={"energy_mwh": energy_mwh})
    path_mwh = 0.95 * np.array([0.0, energy_mwh, 0.0])
    use = YearOfUse(schedule={"stored_mwh": path_mwh}, frame=ArrayFrame(horizon=horizon(2), series={}))
    found = standing_of(station, 1, 2027).after(use).figures["equivalent_cycles"]
    assert found == pytest.approx(0.9, rel=1e-12)
