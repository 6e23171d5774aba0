"""What a file of uncertainty needs of its case, price years made from targets, and each law of ageing made faster."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storage_model.assets.ageing.cycle_table import CycleTable
from storage_model.assets.ageing.guarantee import GuaranteeCurve
from storage_model.assets.ageing.lfp import LfpLaw
from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.fits import misfits
from storage_model.cases.ranges.held_out import faster_fading
from storage_model.cases.ranges.price_years import price_years
from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.file_kinds import UNCERTAINTY
from storage_model.scenario.record_file import read_record
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import SHIPPED, case_of, make_site
from tests.policies import policy, under
from tests.sites import battery

ABOUT_ONE = {"kind": "uniform", "low": 0.9, "high": 1.1}
GENERATOR = {"kind": "generator", "targets": "t.yaml", "columns": {"day_ahead": "da"}, "count": 2}
TARGETS = "shanxi_typical_days_2026.targets.yaml"


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The base case on a year of made-up hours."""
    return load_scenario(case_of(make_site(tmp_path_factory.mktemp("fits")), ""), {})


def asked(*moves: str, **more: Any) -> Uncertainty:
    """Return a file of factors a, b, c, … that move these things."""
    factors = {name: {"moves": what, "marginal": ABOUT_ONE} for name, what in zip("abc", moves, strict=False)}
    head = {"title": {"zh": "试", "en": "trial"}, "seed": 1, "draws": 20}
    return Uncertainty.model_validate({**head, "factors": factors, **more})


def pairs(*found: tuple[str, str, float]) -> list[Mapping[str, Any]]:
    """Return correlations as a file says them."""
    return [{"between": [one, other], "rank_correlation": value} for one, other, value in found]


def found_in(file: Uncertainty, scenario: Scenario) -> list[tuple[str, str, str]]:
    """Return code, key and what came of everything that does not fit."""
    return [(one.code, one.key, one.got) for one in misfits(file, scenario)]


def test_what_the_case_has_fits(scenario: Scenario) -> None:
    """Gas, cells, prices and two correlations that can hold: nothing to say."""
    file = asked("gas_flow", "fade", "price_level", correlations=pairs(("a", "b", 0.5), ("b", "c", -0.5)))
    assert found_in(file, scenario) == []


def test_a_factor_of_what_the_case_lacks(scenario: Scenario) -> None:
    """No battery to fade, no gas to flow."""
    gas = {"gas": scenario.projects["gas"]}
    plant = {"gas_plant": scenario.assets["gas_plant"]}
    bare = replace(scenario, assets=plant, series={}, policies={}, projects=gas)
    assert found_in(asked("fade", "gas_flow"), bare) == [
        ("E331", "factors.a.moves", "fade"),
        ("E331", "factors.b.moves", "gas_flow"),
    ]


def test_a_pair_named_twice_and_a_name_nobody_has(scenario: Scenario) -> None:
    """The same pair the other way round, a factor with itself, an unknown one; the good one stays."""
    rows = pairs(("a", "b", 0.5), ("b", "a", 0.4), ("a", "a", 0.3), ("a", "x", 0.2))
    assert found_in(asked("investment", "fade", correlations=rows), scenario) == [
        ("E331", "correlations.1.between", "b and a"),
        ("E331", "correlations.2.between", "a and a"),
        ("E331", "correlations.3.between", "a and x"),
    ]


def test_correlations_that_cannot_hold_together(scenario: Scenario) -> None:
    """A goes with b and with c, b against c: r = 2 sin(0.15 π) = 0.908 each, and 1 − 3 × 0.824 − 2 × 0.748 < 0."""
    rows = pairs(("a", "b", 0.9), ("a", "c", 0.9), ("b", "c", -0.9))
    file = asked("investment", "fade", "operating_cost", correlations=rows)
    assert found_in(file, scenario) == [("E332", "correlations", "correlations that contradict")]


def test_prices_by_year_leave_no_room_for_other_prices(scenario: Scenario) -> None:
    """A case whose years have prices of their own takes no price years and no factor of prices."""
    own = replace(scenario, prices_of_year={2030: scenario.prices})
    file = asked("price_level", price_years={"kind": "bootstrap", "count": 2})
    assert found_in(file, own) == [
        ("E331", "price_years", "beside prices_by_year"),
        ("E331", "factors.a", "beside prices_by_year"),
    ]


def test_every_price_needs_a_column_of_the_made_year(scenario: Scenario) -> None:
    """The case has a real-time price too; with a column for each there is nothing to say."""
    (found,) = misfits(asked("fade", price_years=GENERATOR), scenario)
    assert (found.key, found.got, found.fix) == ("price_years.columns", "no column", "add `real_time: …`")
    whole = {**GENERATOR, "columns": {"day_ahead": "da", "real_time": "da"}}
    assert found_in(asked("fade", price_years=whole), scenario) == []


GUARANTEE = {
    "cycles_per_year": 300.0, "margin_floor_yuan_per_mwh": 200.0, "first_year": 2027, "last_year": 2029,
    "vat_frac": 0.13,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "numbers"), [("guaranteed_cycles", GUARANTEE), ("clawback", {"above_irr_frac": 0.08, "share_frac": 0.5})]
)
def test_money_of_a_whole_year_cannot_be_drawn(kind: str, numbers: dict[str, Any], scenario: Scenario) -> None:
    """A margin guaranteed or given back is named by its role."""
    whole_year = policy(kind, **{**numbers, "assets": ["station"]})
    (found,) = misfits(asked("investment"), under(scenario, whole_year=whole_year))
    assert (found.code, found.key, found.got.partition(":")[0]) == ("E333", "factors", "whole_year")


def years_of(scenario: Scenario, folder: Path, columns: str, targets: str = TARGETS) -> tuple[Mapping[str, Any], ...]:
    """Return the price years of a file that has three of them made from shipped targets."""
    for name in (TARGETS, "shanxi_hourly_means_2025.csv", "shanxi_hourly_means_2026.csv"):
        (folder / name).write_bytes((SHIPPED / "prices" / name).read_bytes())
    made = f"price_years: {{kind: generator, targets: {targets}, columns: {columns}, count: 3}}\n"
    body = "factors: {a: {moves: fade, marginal: {kind: uniform, low: 0.9, high: 1.1}}}\n"
    path = folder / "uncertainty.yaml"
    path.write_text("title: {zh: 试, en: trial}\nseed: 1\ndraws: 20\n" + body + made, encoding="utf-8")
    return price_years(read_record(path, Uncertainty, UNCERTAINTY), scenario)


def refused(scenario: Scenario, folder: Path, columns: str, targets: str = TARGETS) -> Problem:
    """Return why there are no such years."""
    with pytest.raises(InputError) as caught:
        years_of(scenario, folder, columns, targets)
    (found,) = caught.value.problems
    return found


BOTH = "{day_ahead: da_yuan_per_mwh, real_time: da_yuan_per_mwh}"


def test_made_years_follow_the_own_one(scenario: Scenario, tmp_path: Path) -> None:
    """The case's prices first, then two made years, each price from the column it names: its mean is the published
    231.
    """
    own, *made = years_of(scenario, tmp_path, BOTH)
    assert np.array_equal(own["day_ahead"], scenario.prices["day_ahead"].values)
    assert len(made) == 2
    for year in made:
        assert set(year) == {"day_ahead", "real_time"}
        assert year["real_time"].mean() == pytest.approx(231.0, abs=1.0)


def test_a_made_year_without_the_column_or_of_other_steps(scenario: Scenario, tmp_path: Path) -> None:
    """A column nobody makes, and 8,760 hours for a case of half of them: both at their line of the file."""
    found = refused(scenario, tmp_path, "{day_ahead: da_yuan_per_mwh, real_time: rt}")
    assert (found.code, found.place.rpartition("/")[2], found.got) == ("E331", "uncertainty.yaml:5", "rt")
    assert found.expected == "one of da_yuan_per_mwh"
    half = replace(scenario, horizon=replace(scenario.horizon, count=4380))
    found = refused(half, tmp_path, BOTH)
    assert (found.got, found.expected) == ("8760 steps of 1 h", "4380 steps, as the case has")


def test_targets_that_are_not_there(scenario: Scenario, tmp_path: Path) -> None:
    """The file named is told at its key."""
    found = refused(scenario, tmp_path, BOTH, "gone.yaml")
    assert (found.code, found.key, "gone.yaml" in found.got) == ("E101", "price_years.targets", True)


TABLE = {
    "kind": "cycle_table", "end_of_life_soh_frac": 0.8, "calendar_fade_frac_per_year": 0.02,
    "life": [{"depth_frac": 0.5, "cycles": 3000.0}, {"depth_frac": 1.0, "cycles": 1000.0}],
}  # fmt: skip


def test_each_law_fades_so_many_times_as_fast() -> None:
    """Twice: half the cycles and 4 % a year; 6 % lost become 12 %, and 60 % all there is; a scale of 3 for 1.5."""
    found = faster_fading(battery(ageing=TABLE), 2.0).ageing
    assert isinstance(found, CycleTable)
    assert [one.cycles for one in found.life] == [1500.0, 500.0]
    assert found.calendar_fade_frac_per_year == 0.04
    found = faster_fading(battery(ageing={"kind": "guarantee", "soh_at_year_end_frac": [0.94, 0.4]}), 2.0).ageing
    assert isinstance(found, GuaranteeCurve)
    assert found.soh_at_year_end_frac == pytest.approx([0.88, 0.0])
    found = faster_fading(battery(ageing={"kind": "lfp_naumann", "scale": 1.5}), 2.0).ageing
    assert isinstance(found, LfpLaw)
    assert found.scale == 3.0
    own = battery(ageing=TABLE)
    assert faster_fading(own, 1.0) is own


def test_cells_that_do_not_fade() -> None:
    """A multiple of nothing, which observed values may hold: no loss by the calendar, cycles without end."""
    found = faster_fading(battery(ageing=TABLE), 0.0).ageing
    assert isinstance(found, CycleTable)
    assert found.calendar_fade_frac_per_year == 0.0
    assert min(one.cycles for one in found.life) >= 1e9


def test_numbers_far_from_one_are_no_multiples(scenario: Scenario) -> None:
    """Granted or not, or three times as much, may be; nothing is told of a wide spread, all of a rate or a price."""
    may_be = [
        {"kind": "empirical", "values": [0.0, 0.0, 0.0, 1.0]},
        {"kind": "triangular", "low": 0.0, "mode": 1.0, "high": 6.0},
        {"kind": "normal", "mean": 1.0, "sd": 1.0},
        {"kind": "uniform", "low": 0.0, "high": 0.6},
    ]
    slips = [
        {"kind": "normal", "mean": 165.0, "sd": 20.0},
        {"kind": "normal", "mean": 0.0, "sd": 0.1},
        {"kind": "lognormal", "median": 1.0, "sd_log": 20.0},
        {"kind": "uniform", "low": 0.03, "high": 0.05},
        {"kind": "empirical", "values": [231.0, 284.0]},
    ]
    for marginal, codes in [*((one, []) for one in may_be), *((one, ["E335"]) for one in slips)]:
        file = asked(factors={"a": {"moves": "investment", "marginal": marginal}})
        assert [code for code, _, _ in found_in(file, scenario)] == codes, marginal
