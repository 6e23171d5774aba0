"""What is left of perfect foresight, as the summary says it: margins, their assets, the share that is realised."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.runs.reaudit.evidence import Evidence, Law, items
from storage_model.runs.reaudit.money import PROVED, SHARE


def foresight_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield the margin with perfect foresight, and the share of it that is realised where that was asked for.

    With a second decision in real time it is the margin of another site, whose schedule is in no table.
    """
    found, objective = evidence.summary["foresight"], evidence.summary["dispatch"]["objective_yuan"]
    if not items(evidence.inputs, "foresight").get("real_time_step_h"):
        far = abs(found["perfect_yuan"] - objective) / max(1.0, abs(objective))
        yield Law(name="foresight.perfect_is_the_objective", deviation=far, tolerance=SHARE)
        if "perfect_by_asset_yuan" in found:
            yield _perfect_by_asset(evidence, found["perfect_by_asset_yuan"])
            most_yuan = (
                objective
                if evidence.summary["status"] == "verified"
                else evidence.summary["dispatch"]["dual_bound_yuan"]
            )
            far = abs(found["perfect_at_most_yuan"] - most_yuan) / max(1.0, abs(most_yuan))
            yield Law(name="foresight.bound_of_the_dispatch", deviation=far, tolerance=SHARE)
    if found["realised_yuan"] is not None:
        yield from _on_forecasts(found)


def _perfect_by_asset(evidence: Evidence, said: Mapping[str, float]) -> Law:
    """Return how far the margin of any asset is from all its money of the dispatch table."""
    of_asset: dict[str, float] = {}
    for asset, column in dict.fromkeys((row.asset, row.column) for row in evidence.streams):
        if column in evidence.dispatch:
            of_asset[asset] = of_asset.get(asset, 0.0) + float(evidence.dispatch[column].sum())
    scale = max(1.0, *(abs(yuan) for yuan in of_asset.values()))
    far = max(abs(said.get(asset, np.inf) - of_asset.get(asset, np.inf)) for asset in said.keys() | of_asset.keys())
    return Law(name="foresight.perfect_by_asset", deviation=far / scale, tolerance=SHARE)


def _on_forecasts(found: Mapping[str, Any]) -> Iterator[Law]:
    """Yield that no margin beats what is proved, that assets add up to each, and the share that is realised."""
    most_yuan = found.get("perfect_at_most_yuan", found["perfect_yuan"])
    scale = max(1.0, abs(most_yuan))
    for key in ("perfect", "realised"):
        yuan, by_asset = found[f"{key}_yuan"], found[f"{key}_by_asset_yuan"]
        above = max(0.0, yuan - most_yuan) / scale
        yield Law(name=f"foresight.{key}_at_most", deviation=above, tolerance=PROVED)
        yield Law(
            name=f"foresight.{key}_of_assets", deviation=abs(sum(by_asset.values()) - yuan) / scale, tolerance=SHARE
        )
    if found["capture_ratio_frac"] is not None:
        far = abs(found["capture_ratio_frac"] - found["realised_yuan"] / most_yuan)
        yield Law(name="foresight.capture_ratio", deviation=far, tolerance=SHARE)
