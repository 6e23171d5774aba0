"""What the guide to foresight prints stays true: one cell of its table is computed anew."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from storage_model.cases.foreseen import foreseen
from storage_model.dispatch.optimise import optimise
from storage_model.foresight.figures import by_asset
from storage_model.lifetime.year import audited
from storage_model.prices.forecasts.catalogue import FORECASTS
from storage_model.scenario.build_site import build_site
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.load import load_scenario
from storage_model.scenario.policy_terms import operating_years

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/foresight.md").read_text(encoding="utf-8")


def test_every_kind_of_forecast_is_explained() -> None:
    """A new kind needs its line in the guide."""
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) >= set(FORECASTS)


def test_the_shipped_case_asks_what_the_guide_shows() -> None:
    """The guide's section is the one of the shipped case."""
    terms = load_scenario(ROOT / "inputs/cases/shouyang_foresight.yaml").foresight
    assert terms is not None
    assert (terms.forecast.kind, terms.step_h, terms.look_ahead_h, terms.known_before_h) == (
        "hourly_regression", 24, 48, 14,
    )  # fmt: skip
    for words in ("kind: hourly_regression, trailing_days: 28", "step_h: 24", "look_ahead_h: 48", "known_before_h: 14"):
        assert words in GUIDE


def test_a_figure_of_the_table() -> None:
    """Persistence on the year of 2025, known to midnight; a changed rule, price file or window shows here."""
    (printed,) = re.findall(r"^\| persistence \| ([\d.]+) % ", GUIDE, re.MULTILINE)
    scenario = load_scenario(ROOT / "inputs/cases/shouyang_2025_prices.yaml")
    year = operating_years(scenario)[0]
    site = build_site(scenario, year)
    terms = ForesightTerms.model_validate({"forecast": {"kind": "persistence"}})
    found = foreseen(replace(scenario, foresight=terms), audited(year, site, optimise(site)))
    assert found is not None
    share = by_asset(found.settlement)["station"] / by_asset(found.perfect)["station"]
    assert share == pytest.approx(float(printed) / 100, abs=0.0006)
