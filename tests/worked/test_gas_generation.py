"""What gas made, counted by hand: energy, hours, starts, gas per kWh, heat; and how a reader is told."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from storage_model.assets.gas_plant import GasPlant
from storage_model.assets.generation import Generation, together
from storage_model.cases.answer import CaseAnswer
from storage_model.dispatch.optimise import optimise
from storage_model.words.answer_words import dispatch_words
from storage_model.words.tables.generation import _shown
from storage_model.words.tables.others import others_summary
from tests.gas_sites import GAS_OF_A_MW, gensets, hub, hub_site, supply
from tests.sites import gas_plant, gas_series, horizon, site, spot

NO_STORE = {
    "energy_charged_mwh": 0, "energy_discharged_mwh": 0, "full_cycles": None, "full_cycles_state": "not_applicable",
    "round_trip_frac": None, "round_trip_frac_state": "not_applicable",
}  # fmt: skip


def test_sets_are_counted_by_energy_hours_and_starts() -> None:
    """Two half-hours off, then four in which gas of 2 MW makes two sets run: 4 MWh in all, 3.8 sent, 4 set-hours.

    A plant of 4 MW makes that in one full hour; a kWh takes 1 / 3.59 = 0.2786 m³.
    """
    group = gensets(own_use_frac=0.05, start_cost_yuan=100.0, minimum_load_frac=0.5)
    station = hub({"sets": group})
    given = hub_site(station, [-500.0] * 2 + [400.0] * 4, supply([0.0] * 2 + [2 * GAS_OF_A_MW] * 4, 0.12), step_h=0.5)
    dispatch = optimise(given)
    found = station.generation(dispatch.schedules["gas"], given.frames(dispatch.products)["gas"])
    assert found.gross_mwh == pytest.approx(4.0)
    assert found.of_sets_mwh == pytest.approx(4.0)
    assert found.sent_mwh == pytest.approx(3.8)
    assert found.full_load_h == pytest.approx(1.0)
    assert found.set_h == pytest.approx(4.0)
    assert found.starts == pytest.approx(2.0)
    assert found.m3_per_kwh == pytest.approx(1 / 3.59)
    assert found.heat_mwh == 0.0


def test_plants_beside_each_other_add_up() -> None:
    """A plain plant of 4 MW at 3 MW for two hours beside one that stands still: 6 MWh of 8 MW, 0.75 h; no starts."""
    plant, over = gas_plant(own_use_frac=0.1), horizon(2)
    assets = {"first": plant, "second": plant}
    series = {"first": gas_series([3.0] * 2, [0.1] * 2), "second": gas_series([0.0] * 2, [0.1] * 2)}
    given = site(assets, [spot([400.0] * 2, participants=["first", "second"])], over, series=series)
    dispatch = optimise(given)
    frames = given.frames(dispatch.products)
    parts = [plant.generation(dispatch.schedules[name], frames[name]) for name in assets]
    found = together(parts)
    assert (found.gross_mwh, found.sent_mwh) == (pytest.approx(6.0), pytest.approx(5.4))
    assert found.full_load_h == pytest.approx(0.75)
    assert (found.set_h, found.starts) == (None, None)
    assert parts[1].m3_per_kwh is None
    assert found.m3_per_kwh == pytest.approx(1 / 3.59)
    assert np.isfinite(found.burned_m3)


def test_a_gas_site_is_not_told_of_charging() -> None:
    """Without a store there is no charge, no cycle and no outage left; with one both stand side by side."""
    made = {"gross_mwh": 59_000.0, "sent_mwh": 56_000.0, "full_load_h": 5_900.0, "gas_m3_per_kwh": 0.304}
    gas = dispatch_words(NO_STORE, made)
    assert gas.zh == (
        "首个运营年：瓦斯发电量 59,000 MWh，供电量 56,000 MWh，发电利用小时 5,900.00 h，机组纯瓦斯单耗 0.304 m³/kWh。"
    )
    both = dispatch_words(NO_STORE | {"full_cycles": 300.0, "full_cycles_state": "ok"}, made)
    assert both.zh.startswith("首个运营年（停运折减前）：充电量 0 MWh")
    assert both.zh.endswith(gas.zh.removeprefix("首个运营年："))
    assert dispatch_words(NO_STORE, None).zh == ""


def test_an_asset_that_neither_stores_nor_burns_gas_is_told_by_its_meters() -> None:
    """A sun of 3 MW for two half-hours beside a plant of gas: 3 MWh sent; the line said nothing at all of it."""

    class Sun(GasPlant):
        def generation(self, schedule: Any, frame: Any) -> None:
            """It burns nothing."""

    assets = {"gas": gas_plant(own_use_frac=0.0), "sun": Sun(**gas_plant(own_use_frac=0.0).model_dump())}
    series = {name: gas_series([3.0] * 2, [0.1] * 2) for name in assets}
    over = horizon(2, step_h=0.5)
    given = site(assets, [spot([400.0] * 2, participants=list(assets))], over, series=series)
    found = others_summary(cast(CaseAnswer, SimpleNamespace(site=given, dispatch=optimise(given))))
    assert found == {"sent_by_asset_mwh": {"sun": pytest.approx(3.0)}, "drawn_by_asset_mwh": {"sun": 0.0}}
    assert dispatch_words(NO_STORE, None, found).zh == "首个运营年：sun 供电量 3 MWh。"


def test_a_rounding_of_the_solver_is_no_heat() -> None:
    """Heat of −1e-14 MWh a year: no plant gives heat, and no sentence says "0 GJ"."""
    made = Generation(gross_mwh=10.0, of_sets_mwh=10.0, sent_mwh=9.0, burned_m3=3000.0, rated_mw=1.0, heat_mwh=-1e-14)
    assert "heat_gj" not in _shown(made)
    assert _shown(replace(made, heat_mwh=1.0))["heat_gj"] == pytest.approx(3.6)
