"""What no record lets through: two keys that contradict each other; the message says what is allowed and where."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from storage_model.assets.battery.augmentation import Augmentation, Trigger
from storage_model.assets.battery.parts import Cohort, CycleBudget, Outage, StoreAtEnds
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.cases.many.sweep_file import Axis
from storage_model.cases.ranges.asked import Factor
from storage_model.cases.ranges.marginals import Empirical, Normal, Triangular, Uniform
from storage_model.cases.sizing.asked import SetModules, StoreModules
from storage_model.markets.contract_for_difference import ContractMarket
from storage_model.markets.own_supply import OwnSupplyMarket
from storage_model.markets.secondary_regulation import SecondaryRegulationMarket
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.markets.up_down import DirectionTerms, UpDownMarket
from storage_model.problems import Problem
from storage_model.records import InputRecord
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.workspace import Workspace
from storage_model.scenario.validation.validate import validated
from tests.finance_terms import TERMS
from tests.gas_sites import gensets
from tests.sites import battery

SERIES = {"file": "s.csv", "column": "mw", "unit": "mw"}
GAS = {"pure_flow": SERIES, "methane": SERIES}
MONTHS = [100.0] * 12
PERIODS = [10.0] * 5
PRICED = {"price_yuan_per_kwh": 600.0, "price_year": 2026, "price_change_frac_per_year": -0.03, "vat_frac": 0.13}
STATION = battery(cohorts={"old": Cohort(energy_mwh=9.0)}).model_dump(exclude_defaults=True) | {"kind": "battery"}
MORE_CELLS = {**PRICED, "life_years": 10, "residual_frac": 0.05, "after_operating_years": [5], "energy_mwh": 40.0}
DAY = {"first_day": "2026-03-02", "last_day": "2026-03-02"}
LEAN = {"methane_frac": 0.1, "output_factor": 0.8, "efficiency_factor": 0.9}
RICH = {"methane_frac": 0.3, "output_factor": 1.0, "efficiency_factor": 1.0}
HUB = {
    "kind": "gas_hub", "commitment": "relaxed", "supplies": {"drained": GAS}, "gensets": {"sets": gensets()},
    "om_vat_frac": 0.13, "gas_vat_frac": 0.09,
}  # fmt: skip
STORE = {
    "asset": "station", "power_module_mw": 5.0, "energy_module_mwh": 10.0, "least_power_modules": 1,
    "most_power_modules": 4, "least_duration_h": 2.0, "most_duration_h": 4.0, "dispatched_durations_h": [2.0, 4.0],
    "cost": {"fixed_yuan": 0.0, "yuan_per_mw": 1.0},
}  # fmt: skip
SETS = {"asset": "gas", "least_sets": 2, "most_sets": 4, "cost": STORE["cost"]}
CONTRACT = {
    "kind": "contract_for_difference", "participants": ["station"], "reference": "day_ahead", "vat_frac": 0.13,
    "quantity_mw": MONTHS, "price_yuan_per_mwh": MONTHS,
}  # fmt: skip
OWN = {
    "kind": "own_supply", "participants": ["gas"], "demand": SERIES, "price_yuan_per_mwh": MONTHS, "vat_frac": 0.13,
}  # fmt: skip
REGULATION = {
    "kind": "secondary_regulation", "participants": ["station"], "most_mw": 10.0, "bid_yuan_per_mw": PERIODS,
    "mileage_per_mw_h": PERIODS, "k": 1.0, "best_k": 1.5, "beta_frac": 0.5, "won_days_per_year": PERIODS,
    "up_called_frac": 0.1, "down_called_frac": 0.1, "sustain_h": 0.5, "vat_frac": 0.06,
}  # fmt: skip
TWICE = {"kind": "two_settlement", "participants": ["station"], "position": "plan", "vat_frac": 0.13}
BOTH_WAYS = ["station", "other"]
UP = {"price_yuan_per_mw_h": 5.0, "sustain_h": 1.0}
UP_DOWN = {"kind": "up_down", "participants": ["station"], "service": "reserve", "up": UP, "vat_frac": 0.06}
FACTOR = {"moves": "investment", "marginal": {"kind": "uniform", "low": 0.9, "high": 1.1}}
SPREAD = {"kind": "triangular", "low": 0.9, "mode": 1.0, "high": 1.1}
FASTER = "part_load whose fuel (load_frac / efficiency_frac) rises ever faster with load"
RISING = "part_load with rising load_frac, the last of them 1.0"
FALLING = "part_load whose efficiency does not fall from the first point to the second"


def _points(*pairs: tuple[float, float]) -> dict[str, Any]:
    """Return a part-load table of (load, efficiency)."""
    return {"part_load": [{"load_frac": load, "efficiency_frac": efficiency} for load, efficiency in pairs]}


# record → what is right; what is changed in it; what then is expected
BATTERIES = [
    (BatteryTerms, STATION, {"overbuild_frac": 0.1}, "no overbuild_frac beside cohorts"),
    (Trigger, {"soh_below_frac": 0.8}, {"soh_below_frac": None}, "at least one of soh_below_frac, usable_below_mwh"),
    (Augmentation, MORE_CELLS, {"after_operating_years": []}, "after_operating_years, trigger, or both"),
    (Augmentation, MORE_CELLS, {"energy_mwh": None}, "one of energy_mwh and restore_to_mwh"),
    (Augmentation, MORE_CELLS, {"restore_to_mwh": 300.0}, "one of energy_mwh and restore_to_mwh"),
    (CycleBudget, {"per_day": 1.0}, {"lifetime": 6000.0}, "both of lifetime and lifetime_years, or neither"),
    (CycleBudget, {"per_day": 1.0}, {"lifetime_years": 15.0}, "both of lifetime and lifetime_years, or neither"),
    (StoreAtEnds, {"rule": "cyclic"}, {"rule": "fixed"}, "soc_frac beside the rule fixed"),
    (StoreAtEnds, {"rule": "fixed", "soc_frac": 0.5}, {"rule": "cyclic"}, "no soc_frac beside the rule cyclic"),
    (Outage, DAY, {"last_day": "2026-03-01"}, "a last_day not before first_day"),
    (Outage, DAY, {"first_day": "20260302"}, "a date like 2026-01-31"),
    (Outage, DAY, {"last_day": "2026-W10-1"}, "a date like 2026-01-31"),
]  # fmt: skip
# Fuel is load / efficiency. (0.5, 0.30), (0.75, 0.33), (1, 0.40): 1.67, 2.27, 2.50, so a quarter more takes 0.61,
# then 0.23, less. (0.5, 0.10), (1, 0.36): 5.0 and 2.78, full load burns less. (0.5, 0.50), (1, 0.36): 1.0 and
# 2.78, and the line through both stands below nothing at no load.
GAS_PARTS = [
    (Gensets, gensets(), _points((0.5, 0.32), (0.5, 0.36)), RISING),
    (Gensets, gensets(), _points((0.5, 0.32), (0.9, 0.36)), RISING),
    (Gensets, gensets(), _points((0.5, 0.30), (0.75, 0.33), (1.0, 0.40)), FASTER),
    (Gensets, gensets(), _points((0.5, 0.10), (1.0, 0.36)), FASTER),
    (Gensets, gensets(), _points((0.5, 0.50), (1.0, 0.36)), FALLING),
    (Gensets, gensets(methane_effect=[LEAN, RICH]), {"methane_effect": [RICH, LEAN]}, "rising methane_frac"),
    (
        Gensets, gensets(methane_effect=[LEAN, RICH]), {"methane_effect": [LEAN, {**RICH, "efficiency_factor": 0.8}]},
        "methane_effect in which richer gas never does worse",
    ),
    (Gensets, gensets(), {"overhaul_cost_yuan": 1e6}, "overhaul_interval_h beside overhaul_cost_yuan"),
    (GasHubTerms, HUB, {"supplies": {"holder": GAS}}, "'holder' is not"),
    (GasHubTerms, HUB, {"supplies": {"a-b": GAS}}, "'a-b' is not"),
    (GasHubTerms, HUB, {"gensets": {}}, "gensets, or an oxidiser with a turbine; a hub makes electricity"),
]  # fmt: skip
MARKETS = [
    (ContractMarket, CONTRACT, {"quantity": SERIES}, "either `quantity` (a series) or `quantity_mw`"),
    (ContractMarket, CONTRACT, {"price": SERIES}, "either `price` (a series) or `price_yuan_per_mwh`"),
    (OwnSupplyMarket, OWN, {"price": SERIES}, "either `price` (a series) or `price_yuan_per_mwh` (by month)"),
    (SecondaryRegulationMarket, REGULATION, {"period_starts_h": [0.0, 12.0, 6.0, 16.0, 21.0]}, "rising from 0"),
    (SecondaryRegulationMarket, REGULATION, {"period_starts_h": [1.0, 6.0, 12.0, 16.0, 21.0]}, "rising from 0"),
    (SecondaryRegulationMarket, REGULATION, {"bid_yuan_per_mw": [4.0, *PERIODS[1:]]}, "every bid between"),
    (TwoSettlementMarket, TWICE, {"given": SERIES}, "`given` with `position: given`, and only then"),
    (TwoSettlementMarket, TWICE, {"position": "given"}, "`given` with `position: given`, and only then"),
    (
        TwoSettlementMarket, TWICE, {"position": "given", "given": SERIES, "participants": BOTH_WAYS},
        "one participant with `position: given`",
    ),
    (DirectionTerms, UP, {"price": SERIES}, "either `price` (a series) or `price_yuan_per_mw_h` (one number)"),
    (UpDownMarket, UP_DOWN, {"up": None}, "at least one of `up` and `down`"),
    (UpDownMarket, UP_DOWN, {"symmetric": True}, "`symmetric` with both `up` and `down`"),
    (UpDownMarket, UP_DOWN, {"called_energy": "given"}, "`called_price` with `called_energy: given`, and only then"),
    (UpDownMarket, UP_DOWN, {"least_mw": 5.0, "most_mw": 4.0}, "`least_mw` not above `most_mw`"),
]  # fmt: skip
ASKED = [
    (Axis, {"low": 1.0, "high": 2.0}, {"high": None}, "a list of values, or a range with low and high"),
    (Axis, {"low": 1.0, "high": 2.0}, {"count": 3, "step": 0.5}, "a range with a count or with a step, not both"),
    (Factor, FACTOR, {"policy": "capacity_price"}, "`policy` beside `moves: policy`, and only there"),
    (Factor, FACTOR, {"moves": "policy"}, "`policy` beside `moves: policy`, and only there"),
    (Factor, FACTOR, {"moves": "fade", "project": "station"}, "`project` only beside investment"),
    (Triangular, SPREAD, {"mode": 1.2}, "low ≤ mode ≤ high with low below high"),
    (Uniform, FACTOR["marginal"], {"high": 0.9}, "low below high"),
    (Normal, {"kind": "normal", "mean": 0.5, "sd": 0.01}, {"least": 1.0}, "least at most 5 sd above the mean"),
    (Empirical, {"kind": "empirical", "values": [1.0, 1.1]}, {"values": [1.0, 1.0]}, "two different values at least"),
    (StoreModules, STORE, {"least_power_modules": 5}, "least_power_modules not above most_power_modules"),
    (StoreModules, STORE, {"least_duration_h": 5.0}, "least_duration_h not above most_duration_h"),
    (
        StoreModules,
        STORE,
        {"dispatched_durations_h": [2.0, 3.0]},
        "from 2 (least_duration_h) or below to 4 (most_duration_h)",
    ),
    (SetModules, SETS, {"least_sets": 5}, "least_sets not above most_sets"),
]
PROJECTS = [
    (ProjectTerms, TERMS, {"commissioning": day}, expected)
    for day, expected in (
        ("20280229", "a date like 2026-01-31"),
        ("2028-02-29", "a day that every year has"),
    )
]
RULES = [*BATTERIES, *GAS_PARTS, *MARKETS, *ASKED, *PROJECTS]


def problems_of(record: type[InputRecord], content: Mapping[str, Any], folder: Path) -> list[Problem]:
    """Return what is found in a file that says this of a record."""
    path, workspace = folder / "one.yaml", Workspace(root=folder)
    path.write_text(json.dumps({key: value for key, value in content.items() if value is not None}), encoding="utf-8")
    tree = read_yaml(path, "one.yaml", workspace, "one.yaml")
    assert tree is not None
    validated(tree, record, workspace.problems)
    return workspace.problems


@pytest.mark.parametrize(
    ("record", "right", "change", "expected"), RULES, ids=[f"{rule[0].__name__} {[*rule[2]]}" for rule in RULES]
)
def test_what_contradicts_is_refused(
    record: type[InputRecord], right: dict[str, Any], change: dict[str, Any], expected: str, tmp_path: Path
) -> None:
    """Right without the change; with it one problem, at its file, in the words of the rule."""
    assert problems_of(record, right, tmp_path) == []
    (found,) = problems_of(record, {**right, **change}, tmp_path)
    assert (found.code, found.place.partition(":")[0]) == ("E114", "one.yaml")
    assert expected in found.expected
