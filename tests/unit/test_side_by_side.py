"""Runs side by side show the indicators that `show` shows: those that apply to some run."""

import json
from collections.abc import Mapping
from typing import Any

from storage_model.runs.reading.side_by_side import side_by_side
from storage_model.words.format import INAPPLICABLE, OK
from storage_model.words.labels.lookup import summary_label
from tests.run_folders import written_run

COST = "lcos_yuan_per_mwh"


def _summary(**changed: object) -> Mapping[str, Any]:
    summary = json.loads((written_run() / "summary.json").read_text(encoding="utf-8"))
    return {**summary, **changed}


def test_what_applies_to_no_run_is_left_out() -> None:
    """A cost of storage stands where one of two runs stores; of two plants without a store it had a row of 不适用."""
    name = summary_label(COST).en
    plant = _summary(**{COST: None, f"{COST}_state": INAPPLICABLE})
    station = _summary(**{COST: 512.5, f"{COST}_state": OK})
    both = side_by_side({"station": station, "plant": plant}, "together", "en")
    alone = side_by_side({"plant": plant, "other": plant}, "together", "en")
    assert name in [row[0] for row in both.rows]
    assert name not in [row[0] for row in alone.rows]
    assert len(both.rows) == len(alone.rows) + 1
