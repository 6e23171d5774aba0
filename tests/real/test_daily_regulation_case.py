"""The shipped case of daily windows and regulation, its rules as data, at the prices of a published case."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.scenario.build_site import build_site
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.real.real_prices import needs_real_files
from tests.real.test_caiso_2020 import CENT, FILE, IN_PER_OUT, PUBLISHED_YEAR

BODY = """
title: {{zh: 公开算例, en: the published case}}
extends: daily_regulation.yaml
prices:
  day_ahead: {{{words}, column: price_da_usd_mwh, unit: yuan_per_mwh}}
deltas:
  prices_of_regulation:
    markets.regulation.up:
      {{price: {{{words}, column: price_reg_up_usd_mw_h, unit: yuan_per_mw_h}}, called_frac: 0.30, sustain_h: 1.0}}
    markets.regulation.down:
      {{price: {{{words}, column: price_reg_down_usd_mw_h, unit: yuan_per_mw_h}}, called_frac: 0.15, sustain_h: 1.0}}
    markets.regulation.called_in_per_out: {ratio!r}
"""
LINE_OF = {
    "energy_sales": "day_ahead", "charging_energy": "day_ahead", "called_up_energy": "called",
    "called_down_energy": "called", "battery_variable_om": "variable", "regulation_up": "regulation_up",
    "regulation_down": "regulation_down",
}  # fmt: skip


def published(folder: Path) -> Scenario:
    """Return the shipped case with prices, and the one limit of its model we do not share, put over it."""
    cases = make_site(folder)
    shutil.copy(FILE, cases.parent / "prices" / FILE.name)
    words = f"file: ../prices/{FILE.name}, label: start, zone: '-08:00'"
    (cases / "published.yaml").write_text(BODY.format(words=words, ratio=IN_PER_OUT), encoding="utf-8")
    return load_scenario(cases / "published.yaml", {})


@needs_real_files
def test_the_published_year_from_a_case_file(tmp_path: Path) -> None:
    """Nothing but data: the year of 366 days as one model, each stream to the cent, audited."""
    scenario = published(tmp_path)
    site = build_site(scenario, scenario.horizon.start.year)
    dispatch = optimise(site)
    settlement = settle(site, dispatch.schedules, dispatch.products)
    audit_dispatch(site, dispatch, settlement).require()
    found = dict.fromkeys(PUBLISHED_YEAR, 0.0)
    for key, yuan in settlement.by_key().items():
        found[LINE_OF[key]] += yuan
    assert found == pytest.approx(PUBLISHED_YEAR, abs=2 * CENT)


def test_the_shipped_case_dispatches(tmp_path: Path) -> None:
    """Made-up days: empty at each midnight, regulation paid both ways, never more sold than the converter has."""
    scenario = load_scenario(make_site(tmp_path) / "daily_regulation.yaml", {})
    site = build_site(scenario, scenario.horizon.start.year)
    dispatch = optimise(site)
    settlement = settle(site, dispatch.schedules, dispatch.products)
    audit_dispatch(site, dispatch, settlement).require()
    stored = dispatch.schedules["station"]["stored_mwh"]
    assert np.abs(stored[::24]).max() < 1e-9
    money = settlement.by_key()
    assert min(money["regulation_up"], money["regulation_down"], money["called_up_energy"]) > 0
    assert money["battery_variable_om"] < 0
