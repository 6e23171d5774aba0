"""The hand calculation of the base case stays true: every amount in its tables is that of a run today."""

import re
from pathlib import Path

import pytest

from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.scenario.build_site import build_site
from storage_model.scenario.load import load_scenario
from storage_model.scenario.policy_terms import operating_years
from storage_model.units import YUAN_PER_WAN_YUAN

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| ([a-z_]+) \| .* \| (-?[\d.]+) \|$", re.MULTILINE)


def test_amounts_are_those_of_a_run() -> None:
    """All nine streams, to the printed digit; a changed input, price file or rule shows here first."""
    printed = {key: float(wan_yuan) for key, wan_yuan in ROW.findall((ROOT / "docs/base-case.md").read_text("utf-8"))}
    scenario = load_scenario(ROOT / "inputs/cases/shouyang_base.yaml")
    site = build_site(scenario, operating_years(scenario)[0])
    dispatch = optimise(site)
    found = settle(site, dispatch.schedules, dispatch.products).by_key()
    assert printed == pytest.approx({key: yuan / YUAN_PER_WAN_YUAN for key, yuan in found.items()}, abs=0.006)
