"""Which years a representative life has to optimise, read from the shipped documents."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage_model.lifetime.plan import plan_of
from storage_model.problems import InputError
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.load import load_scenario

CASES = Path(__file__).parents[2] / "inputs" / "cases"
TWO = LifetimeTerms(mode="representative", dispatched_years=[1, 15])


def required(case: str) -> frozenset[int]:
    """Return the years a shipped case asks for when only the first and the last are chosen."""
    scenario = load_scenario(CASES / f"{case}.yaml")
    return plan_of(replace(scenario, lifetime=TWO)).required_years


def test_nothing_turns_in_the_base_case() -> None:
    """Prices, fees and tariff follow one rule in all fifteen years."""
    assert required("shouyang_base") == {2027, 2041}


def test_the_years_on_both_sides_of_a_subsidys_end() -> None:
    """Ten years from 2027: paid in 2036, not in 2037. Left between 2027 and 2041 it would be paid in every year."""
    assert {2036, 2037} <= required("policy_p06_inner_mongolia")


def test_projects_of_other_years_need_a_connection_for_all() -> None:
    """210 MW of exports for 209.5 are enough; 205 are refused at the key, for the gas plant would hold them in vain."""
    later = {"projects.gas.first_operating_year": 2029, "projects.gas.operating_years": 13}
    assert load_scenario(CASES / "shouyang_base.yaml", later).projects["gas"].first_operating_year == 2029
    with pytest.raises(InputError, match="E318"):
        load_scenario(CASES / "shouyang_base.yaml", {**later, "connection.export_limit_mw": 205.0})
