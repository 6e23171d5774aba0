"""The wear cost as a fixed point, by hand: two days whose spreads lie on either side of what a cycle costs."""

import numpy as np
import pytest

from storage_model.assets.battery import Battery
from storage_model.assets.standing import YearOfUse
from storage_model.blocks import ArrayFrame, Offer
from storage_model.dispatch.optimise import optimise
from storage_model.lifetime.wear_cost import find_wear_cost
from storage_model.problems import SolverStoppedError
from storage_model.scenario.lifetime_terms import WearSearch
from tests.sites import battery, battery_site, horizon

# 1 000 cycles of full depth, and 1 000 of any other: every MWh through the cells takes a 1 000th of a life of 20 %.
TABLE = {
    "kind": "cycle_table", "end_of_life_soh_frac": 0.8, "calendar_fade_frac_per_year": 0.0,
    "life": [{"depth_frac": 0.5, "cycles": 2000.0}, {"depth_frac": 1.0, "cycles": 1000.0}],
}  # fmt: skip
SEARCH = WearSearch(cells_yuan_per_kwh=400.0, end_of_life_soh_frac=0.8)
# 10 MWh in an hour at 10 MW; spreads of 500 and of 300 yuan/MWh.
PRICES = [0.0, 500.0, 100.0, 400.0]


def use_at(station: Battery) -> YearOfUse:
    """Return the use of the little year with a station."""
    site = battery_site(station, PRICES)
    dispatch = optimise(site)
    return YearOfUse(schedule=dispatch.schedules["battery"], frame=site.frames(dispatch.products)["battery"])


def test_the_cost_is_what_a_cycle_wears_off() -> None:
    """10 MWh cells, full cycles: 10 MWh sent take 1/1000 of a life of cells worth 4 million: 400 yuan/MWh.

    Begun at 0 both cycles run and wear off 400; at 400 only that of 500 runs, and still wears off 400.
    """
    tried = []

    def recorded(station: Battery) -> YearOfUse:
        tried.append(station.wear_cost_yuan_per_mwh)
        return use_at(station)

    assert find_wear_cost(battery(energy_mwh=10.0, ageing=TABLE), SEARCH, recorded, 3) == pytest.approx(400.0, abs=0.01)
    assert tried == pytest.approx([0.0, 400.0])


def test_a_station_that_never_cycles_keeps_its_cost() -> None:
    """At 600 yuan/MWh nothing runs and nothing is worn: every cost above 500 is its own answer."""
    dear = battery(energy_mwh=10.0, ageing=TABLE, wear_cost_yuan_per_mwh=600.0)
    assert find_wear_cost(dear, SEARCH, use_at, 3) == 600.0


def test_a_law_of_roots_counts_the_whole_life() -> None:
    """Four years like the first lose twice what one loses, half as much a year: half the cost of a life of one year."""
    law = {"kind": "lfp_naumann", "scale": 1.0}
    one, four = (find_wear_cost(battery(energy_mwh=10.0, ageing=law), SEARCH, use_at, years) for years in (1, 4))
    assert four == pytest.approx(one / 2, abs=0.02)


def test_a_law_without_cycles_wears_nothing_off() -> None:
    """Fade by the calendar alone: the cost that steers is 0."""
    assert find_wear_cost(battery(wear_cost_yuan_per_mwh=50.0), SEARCH, use_at, 3) == 0.0


def test_calls_bear_what_they_wear_off() -> None:
    """5 MWh sent by schedule and 5 by calls empty full cells: 4000 yuan over 10 MWh are 400; over 5 they would be 800.

    Where calls are left out of the wear, the scheduled half bears all of it.
    """
    schedule = {
        "charge_mw": np.array([10.0, 0, 0, 0]),
        "discharge_mw": np.array([0, 5.0, 0, 0]),
        "stored_mwh": np.array([0, 10.0, 0, 0, 0]),
    }
    share, none = np.full(4, 0.5), np.zeros(4)
    held = Offer(
        up_out_mw=np.array([0, 10.0, 0, 0]), up_frac=share, down_frac=none,
        up_sustain_h=0.0, down_sustain_h=0.0,
    )  # fmt: skip
    use = YearOfUse(schedule=schedule, frame=ArrayFrame(horizon=horizon(4), series={}, offers=(held,)))
    for counted, cost in ((True, 400.0), (False, 800.0)):
        station = battery(energy_mwh=10.0, ageing=TABLE, wear_on_activation=counted)
        assert find_wear_cost(station, SEARCH, lambda _: use, 3) == pytest.approx(cost, abs=0.01)


def test_what_does_not_settle_is_told() -> None:
    """Half cycles that wear ten times as much per MWh as full ones, and the reverse, answer each other for ever."""
    calls = iter(range(1000))

    def restless(station: Battery) -> YearOfUse:
        changed = {"wear_cost_yuan_per_mwh": 0.0, "energy_mwh": 5.0 + 5.0 * (next(calls) % 2)}
        return use_at(station.model_copy(update=changed))

    wild = dict(TABLE, life=[{"depth_frac": 0.5, "cycles": 100.0}, {"depth_frac": 1.0, "cycles": 100000.0}])
    with pytest.raises(SolverStoppedError, match="does not settle"):
        find_wear_cost(battery(energy_mwh=10.0, ageing=wild), SEARCH, restless, 3)
