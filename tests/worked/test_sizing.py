"""Sizing: a toy of two prices in closed form, the climb, support by hand, the reach of a price taker."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from storage_model.assets.battery.augmentation import Augmentation, FirmPower, Trigger
from storage_model.cases.sizing.asked import CostCurve, Sizing
from storage_model.cases.sizing.dispatched import dispatched_lives
from storage_model.cases.sizing.objective import scores, support_needed, worth_yuan
from storage_model.cases.sizing.own_effect import power_limit_mw, response_limit
from storage_model.cases.sizing.screened import at_size
from storage_model.cases.sizing.search import best_of, climb, frontier, one_away
from storage_model.cases.sizing.sized import battery_of, with_store
from storage_model.cases.sizing.sizing import size_scenario
from storage_model.finance.stacked import alike, stacked
from storage_model.finance.terms.investment import SustainingLine
from storage_model.finance.terms.project import Project
from storage_model.lifetime.live import unheard
from storage_model.scenario.reading.file_kinds import SIZING
from storage_model.scenario.record_file import RecordFile, read_record
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.finance_base import base_project
from tests.policies import short_case, under

LOW, EVENING, LATE = 20.0, 620.0, 70.0
"""yuan/MWh: twenty hours, two hours, two hours"""
TOY = """deltas:
  toy:
    assets.station.charge_efficiency_frac: 1.0
    assets.station.discharge_efficiency_frac: 1.0
    assets.station.soc_min_frac: 0.0
    assets.station.soc_max_frac: 1.0
    assets.station.auxiliary_mw: 0.0
    assets.station.wear_cost_yuan_per_mwh: 0.0
    assets.station.availability_frac: 1.0
    assets.station.ageing.first_year_fade_frac: 0.0
    assets.station.ageing.later_fade_frac_per_year: 0.0
    price_path.spread_erosion_frac_per_year: 0.0
    projects.station.operating_cost.upkeep.yuan_per_kw_year: 0.0
    projects.station.working_capital.yuan_per_kw: 0.0
    projects.station.investment.*.amount_yuan.times: 0.0003
"""
FILE = """title: {{zh: 试, en: trial}}
objective: {objective}
dispatched_years: [1, 15]
price_response_yuan_per_mwh_per_mw: {response}
store:
  asset: station
  power_module_mw: 20.0
  energy_module_mwh: 20.0
  least_power_modules: 8
  most_power_modules: 12
  least_duration_h: 1.0
  most_duration_h: 4.0
  dispatched_durations_h: [1.0, 2.0, 3.0, 4.0]
  cost: {{fixed_yuan: 0.0, yuan_per_mw: {per_mw}, yuan_per_mwh: {per_mwh}}}
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """Two equal days: draw at 20, send two hours at 620 and two at 70; no losses, fees or support."""
    scenario = short_case(make_site(tmp_path_factory.mktemp("sizing")), TOY)
    day = np.full(24, LOW)
    day[17:19], day[19:21] = EVENING, LATE
    prices = {name: replace(one, values=np.tile(day, 2)) for name, one in scenario.prices.items()}
    return under(replace(scenario, prices=prices), charging_fees=None, capacity_price=None)


def file_of(
    folder: Path, objective: str = "npv", response: float = 0.0, per_mwh: float = 2_000.0
) -> RecordFile[Sizing]:
    """Return a sizing file whose costs fit a year of two days."""
    path = folder / "sizing.yaml"
    text = FILE.format(objective=objective, response=response, per_mw=100.0, per_mwh=per_mwh)
    path.write_text(text, encoding="utf-8")
    return read_record(path, Sizing, SIZING)


def test_the_toy_of_two_prices_has_its_closed_form(toy: Scenario, tmp_path: Path) -> None:
    """A MWh for the evening earns 600 × 2 a year for 15 years, for the late hours 50 × 2; a MWh costs 2,000.

    After tax 1,200 a year is worth some 8,000 today and 100 some 700: energy for the two evening hours pays, more does
    not, and every MW pays as long as the connection carries it: 200 MW and 400 MWh.
    """
    found = size_scenario(toy, file_of(tmp_path))
    assert (found.best.power_mw, found.best.energy_mwh) == (200.0, 400.0)
    assert {one.count for one in found.around} == {(9, 20), (10, 19), (10, 21)}
    assert all(one.score < found.best.score for one in found.around)
    assert found.left_out > 0


def test_cheap_energy_pays_for_the_late_hours_too(toy: Scenario, tmp_path: Path) -> None:
    """At 100 yuan a MWh the 50 × 2 of the late hours are worth it: four hours."""
    found = size_scenario(toy, file_of(tmp_path, per_mwh=100.0))
    assert (found.best.power_mw, found.best.energy_mwh) == (200.0, 800.0)


def test_a_station_that_moves_the_price_wants_less(toy: Scenario, tmp_path: Path) -> None:
    """600 × 2 P less 1.2 × (2 P² sent + 2 P² drawn) a day is best at 125 MW: of 160 to 240 MW the smallest wins."""
    taker = size_scenario(toy, file_of(tmp_path))
    mover = size_scenario(toy, file_of(tmp_path, response=1.2))
    assert mover.best.power_mw < taker.best.power_mw
    assert taker.power_limit_mw is None
    assert mover.power_limit_mw is not None
    assert mover.power_limit_mw < mover.best.power_mw


def test_a_price_taker_reaches_as_far_as_by_hand() -> None:
    """100 MW, margin 1,000, Σ h × net² 50,000: at k = 0.001 the effect is 50, 5 %; half of it at half the power."""
    assert power_limit_mw(100.0, 1_000.0, 50_000.0, 0.001, 0.05) == pytest.approx(100.0)
    assert power_limit_mw(100.0, 1_000.0, 50_000.0, 0.001, 0.025) == pytest.approx(50.0)
    assert power_limit_mw(100.0, 1_000.0, 50_000.0, 0.0, 0.05) is None
    assert response_limit(1_000.0, 50_000.0, 0.05) == pytest.approx(0.001)


def test_a_size_brings_its_cost_and_limits(toy: Scenario, tmp_path: Path) -> None:
    """Half the power, a quarter of the energy: 10 × 100 + 5 × 2,000 = 11,000 yuan per ten MW, split as in the case."""
    assert CostCurve(fixed_yuan=1.0, yuan_per_mw=2.0, yuan_per_mwh=3.0).yuan(10.0, 20.0) == 81.0
    sized = with_store(toy, file_of(tmp_path).asked, 100.0, 100.0)
    terms = sized.projects["station"]
    assert terms.investment_yuan == pytest.approx(100 * 100 + 100 * 2_000)
    assert terms.investment["equipment"].amount_yuan == pytest.approx(0.7 * 210_000)
    assert sized.assets["station"].rated_power_mw == 100.0


def test_the_climb_ends_where_no_neighbour_is_better() -> None:
    """A hill about (3, 5): from (1, 1) six moves; (4, 5) is not allowed; equal scores do not move it."""
    allowed = {(power, energy) for power in (1, 2, 3) for energy in range(1, 9)}
    hill = climb((1, 1), partial(one_away, allowed), lambda c: -((c[0] - 3) ** 2) - (c[1] - 5) ** 2)
    assert (hill.best, hill.moves) == ((3, 5), 6)
    assert set(hill.neighbours()) == {(2, 5), (3, 4), (3, 6)}
    flat = climb((2,), partial(one_away, {(one,) for one in range(1, 10)}), lambda c: 0.0 * c[0])
    assert (flat.best, flat.moves) == ((2,), 0)


def test_the_climb_follows_the_longest_duration() -> None:
    """At most three of energy a module of power, and the fewer the better as long as all three are there.

    From (8, 24) neither (7, 24) is allowed nor is (8, 23) better, but (7, 21) is, and so on down to (2, 6).
    """
    allowed = {(power, energy) for power in range(2, 9) for energy in range(1, 3 * power + 1)}
    found = climb((8, 24), partial(one_away, allowed), lambda c: -10.0 * (3 * c[0] - c[1]) - c[0])
    assert (found.best, found.moves) == ((2, 6), 6)
    assert set(found.neighbours()) == {(3, 6), (2, 5)}


PRODUCT = """    markets.held:
      kind: primary_regulation
      participants: [station]
      most_mw: 50.0
      price_yuan_per_mw: 6.0
      blocks_per_day: 120.0
      day_k: 4.5
      won_days_per_year: 365.0
      mean_of_peak_frac: 0.5
      up_share_frac: 0.5
      sustain_h: 0.0
      vat_frac: 0.13
"""


def test_a_product_with_a_limit_of_its_own_does_not_grow_with_the_station(tmp_path: Path) -> None:
    """50 MW of regulation, whatever the size: 120 blocks × 1.5 × 6 × 50 MW × 2 days = 108,000 yuan at any of them.

    In proportion to the most power, 240 MW, a station of 120 MW was screened with half of it.
    """
    scenario = short_case(make_site(tmp_path / "site"), TOY + PRODUCT)
    scenario = under(scenario, charging_fees=None, capacity_price=None)
    asked = file_of(tmp_path).asked
    powers = (120.0, 160.0, 240.0)
    lives = dispatched_lives(scenario, asked, powers, None, unheard)
    assert {one.power_mw for one in lives} == set(powers)
    spot = replace(scenario, markets={"day_ahead": scenario.markets["day_ahead"]})
    alone = dispatched_lives(spot, asked, powers, None, unheard)
    assert {one.power_mw for one in alone} == {240.0}

    def first_year_yuan(power_mw: float, key: str) -> float:
        streams = at_size(lives, asked, power_mw, 2 * power_mw).streams
        return float(sum(one.yuan[0] for one in streams if one.key == key))

    held = [first_year_yuan(power, "primary_regulation") for power in (120.0, 140.0, 160.0, 200.0, 240.0)]
    assert held == pytest.approx([108_000.0] * 5)


def test_later_cells_keep_their_share_of_the_station(toy: Scenario, tmp_path: Path) -> None:
    """60 MWh called for below 340 of 400 MWh; a station of a quarter of the energy calls for 15 below 85."""
    bought = Augmentation(
        trigger=Trigger(usable_below_mwh=340.0, firm_below=FirmPower(power_mw=150.0, hours=2.0)),
        energy_mwh=60.0, price_yuan_per_kwh=450.0, price_year=2026, price_change_frac_per_year=0.0, vat_frac=0.13,
        life_years=10, residual_frac=0.05,
    )  # fmt: skip
    station = battery_of(toy, "station").model_copy(update={"augmentation": {"keep_up": bought}})
    asked = file_of(tmp_path).asked
    sized = with_store(replace(toy, assets={"station": station}), asked, 100.0, 100.0)
    (grown,) = battery_of(sized, "station").augmentation.values()
    assert grown.energy_mwh == 15.0
    assert grown.restore_to_mwh is None
    assert grown.trigger is not None
    assert grown.trigger.usable_below_mwh == 85.0
    assert grown.trigger.firm_below == FirmPower(power_mw=75.0, hours=2.0)


def test_sizes_that_buy_cells_in_different_years_are_valued_beside_each_other() -> None:
    """One project with a later purchase between two without: each has the worth it has alone."""
    plain, dearer = base_project(), base_project(capex=1.2)
    in_the_seventh = np.eye(1, plain.timeline.operating_years, 6)[0] * 1e6
    later = replace(plain, sustaining=(SustainingLine(yuan=in_the_seventh, vat_frac=0.13, write_off=None),))
    three = [plain, later, dearer]
    assert alike(three) == [[0, 2], [1]]
    firm = np.full(3, 1_000.0)
    assert list(scores("npv", three, firm)) == pytest.approx([float(worth_yuan(one)) for one in three])


def test_best_and_frontier_of_screened_counts() -> None:
    """Of equals the smaller; the best energy for each power."""
    counts, found = [(1, 1), (1, 2), (2, 1), (2, 2)], np.array([1.0, 3.0, 3.0, -np.inf])
    assert best_of(counts, found) == (1, 2)
    assert frontier(counts, found) == [1, 2]


def test_stacked_projects_are_those_of_each_and_support_closes_the_gap() -> None:
    """Two projects in one record have the worth of each; with the support found the worth is nothing."""
    pair: list[Project] = [base_project(), base_project(capex=1.2)]
    both = stacked(pair)
    assert list(worth_yuan(both)) == pytest.approx([float(worth_yuan(one)) for one in pair])
    firm = np.array([1_000.0, 1_000.0])
    needed = support_needed(both, firm)
    assert needed[1] > needed[0]
    assert scores("least_support", pair, firm) == pytest.approx(-needed)
    assert scores("npv", pair, firm)[0] > scores("npv", pair, firm)[1]
