"""Power held ready as columns of the dispatch table, and the way back from its pay."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from storage_model.markets.held.product import HeldPower
from storage_model.markets.up_down import UpDownMarket
from storage_model.runs.lineage.explain import explain
from storage_model.runs.lineage.show import as_data
from storage_model.runs.lineage.sources import series_file_node
from storage_model.runs.lineage.trail import trail_through
from tests.products import data, product
from tests.short_runs import short_evidence
from tests.sites import horizon


def test_a_figure_of_a_block_stands_in_each_of_its_steps() -> None:
    """Two blocks of four hours, 3 and 8 MW up, 1 MW of them by sending; down only on the drawing side, hour by hour.

    A table of figures by step alone would show no block at all.
    """
    terms = {"kind": "up_down", "service": "response", "hold_h": 4.0, "most_mw": 9.0}
    up, down = {"price_yuan_per_mw_h": 2.0, "sustain_h": 0.0}, {"price_yuan_per_mw_h": 1.5, "sustain_h": 0.0}
    found = product(UpDownMarket, data(horizon(8)), "fcr", up=up, down={**down, "sides": ["in"]}, **terms)
    assert isinstance(found, HeldPower)
    schedule = {
        "of[battery].up_mw": np.array([3.0, 8.0]), "of[battery].up_out_mw": np.ones(8),
        "of[battery].down_mw": np.array([0.0, 5.0]),
    }  # fmt: skip
    columns = found.decided({}, schedule, horizon(8))
    assert columns["battery_up_out_mw"].tolist() == [1.0] * 8
    assert columns["battery_up_in_mw"].tolist() == [2.0] * 4 + [7.0] * 4
    assert columns["battery_down_in_mw"].tolist() == [0.0] * 4 + [5.0] * 4
    assert columns["response_up_yuan_per_mw_h"].tolist() == [2.0] * 8
    assert columns["response_down_yuan_per_mw_h"].tolist() == [1.5] * 8


def test_pay_leads_back_to_power_held() -> None:
    """40 yuan for each MW and hour: the walk names power held and that price, no energy."""
    evidence = short_evidence("promised")
    walked = as_data(explain(trail_through(evidence, "station"), "station.reserve_up"))
    found = {node["key"]: node for node in _below(walked)}
    held_mw = sum(evidence.dispatch[f"reserve_station_up_{side}_mw"] for side in ("out", "in"))
    assert found["dispatch:station.reserve_up"]["formula"]["en"] == "power held × price, summed over the steps"
    assert found["held:station.reserve_up"]["unit"] == "mw_h"
    assert found["held:station.reserve_up"]["value"] == pytest.approx(float(np.sum(held_mw)) * evidence.step_h)
    assert found["price:station.reserve_up"]["unit"] == "yuan_per_mw_h"
    assert found["price:station.reserve_up"]["value"] == pytest.approx(40.0)


def test_each_column_of_a_file_is_named() -> None:
    """Day-ahead and real-time prices stand in one file: two nodes, not the first column twice."""
    trail = trail_through(short_evidence("promised"), "station")
    nodes = [series_file_node(trail, f"prices.{name}") for name in ("day_ahead", "real_time")]
    assert nodes[0].file == nodes[1].file
    assert [node.key.rpartition(":")[2] for node in nodes] == ["da_yuan_per_mwh", "rt_yuan_per_mwh"]


def _below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node["children"]:
        yield from _below(child)
