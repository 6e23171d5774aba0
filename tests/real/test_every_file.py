"""Every real file with the words docs/price-files.md gives it: checked as a user would, dispatched and audited."""

import json
from datetime import date
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from storage_model.cli.prices import prices
from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.horizon import Horizon
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from tests.docs.test_price_files import ROWS
from tests.real.real_prices import REAL, needs_real_files
from tests.sites import battery, site, spot

pytestmark = needs_real_files
# Two days of each file are dispatched, of five-minute files six hours, of daily files all there is.
HOURS, SHORT_STEP_H, SHORT_HOURS = 48, 0.25, 6
IDS = [f"{number} {row[0]}" for number, row in enumerate(ROWS)]


def words_of(row: list[str]) -> dict[str, Any]:
    """Return the words of a row of the page."""
    read = YAML(typ="safe", pure=True).load(row[1].strip("`"))
    return {key: str(word) if isinstance(word, date) else word for key, word in read.items()}


def typed(words: dict[str, Any]) -> list[str]:
    """Return the same words as options of the command line."""
    found: list[str] = []
    for key, word in words.items():
        if key == "where":
            for column, value in word.items():
                found += ["--where", f"{column}={value}"]
        elif word is True:
            found.append(f"--{key.replace('_', '-')}")
        else:
            found += [f"--{key.replace('_', '-')}", str(word)]
    return found


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_prices_check_accepts_it_as_declared(row: list[str]) -> None:
    """Count and mean of the page from the command; a file the page calls refused ends with an error that says so."""
    name, _, steps, *figures = row
    result = CliRunner().invoke(prices, ["check", str(REAL / name.strip("`")), *typed(words_of(row)), "--json"])
    if steps == "refused":
        assert figures[0].strip(" |") in str(result.exception)
        return
    assert result.exception is None, result.exception
    (found,) = json.loads(result.stdout)
    assert found["ready"]
    assert found["series"][words_of(row)["column"]]["count"] == int(steps.split(" ")[0])


@pytest.mark.parametrize("row", [row for row in ROWS if row[2] != "refused"])
def test_it_dispatches_and_passes_the_audit(row: list[str]) -> None:
    """A station with losses at the first two days of the file, whatever its step: no law is broken, energy adds up."""
    name, words = row[0].strip("`"), words_of(row)
    series = read_series(REAL / name, name, SeriesRef.model_validate({"file": name, **words}), "price").series
    hours = SHORT_HOURS if series.horizon.step_h < SHORT_STEP_H else HOURS
    count = min(series.horizon.count, max(round(hours / series.horizon.step_h), 2))
    over = Horizon(start=series.horizon.start, step_h=series.horizon.step_h, count=count)
    station = battery(charge_efficiency_frac=0.92, discharge_efficiency_frac=0.92, energy_mwh=20.0, power_mw=10.0)
    whole = site({"battery": station}, [spot(series.values[:count])], over)
    dispatch = optimise(whole)
    settlement = settle(whole, dispatch.schedules, dispatch.products)
    audit_dispatch(whole, dispatch, settlement).require()
    schedule = dispatch.schedules["battery"]
    in_mwh, out_mwh = (float(over.step_h * schedule[key].sum()) for key in ("charge_mw", "discharge_mw"))
    assert out_mwh == pytest.approx(0.92 * 0.92 * in_mwh, abs=1e-5)
    flat = float(np.ptp(series.values[:count])) == 0
    assert dispatch.objective_yuan >= 0 if flat else dispatch.objective_yuan > 0
