"""Power held ready: no MW of a battery sold twice, and its pay, from the columns of the dispatch table."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.report.reaudit.evidence import Evidence, StreamRow, listed

HOLDERS = ("primary_regulation", "secondary_regulation", "up_down")


def holders(evidence: Evidence) -> dict[str, Mapping[str, Any]]:
    """Return the products that hold power ready, by name."""
    return {key: market for key, market in evidence.inputs.get("markets", {}).items() if market["kind"] in HOLDERS}


def twice_mw(evidence: Evidence, asset: str, side: str, most_mw: FloatArray) -> float:
    """Return by how much a side of a battery promises more than it has: more than is left, or less than is scheduled.

    `side` is `charge` or `discharge`: what all products may add to it stays within `most_mw`, what they may take away
    within the schedule. A side that never holds anything has none [MW].
    """
    scheduled = evidence.dispatch[f"{asset}_{side}_mw"]
    more, less = ("down_in", "up_in") if side == "charge" else ("up_out", "down_out")
    added, taken = (_held_mw(evidence, asset, which) for which in (more, less))
    beyond = np.maximum(scheduled + added - most_mw, taken - scheduled)
    negative = -min(float(np.min(values, initial=0.0)) for values in (added, taken))
    return max(float(np.max(beyond, initial=0.0)), negative)


def pay_yuan(evidence: Evidence, row: StreamRow, market: str) -> FloatArray | None:
    """Return the pay of a stream by step: power held × rate × hours [yuan]; None for the energy that is called."""
    rate = evidence.dispatch.get(f"{market}_{row.key}_yuan_per_mw_h")
    if rate is None:
        return None
    pay: FloatArray = evidence.step_h * rate * held_for(evidence, row, market)
    return pay


def held_for(evidence: Evidence, row: StreamRow, market: str) -> FloatArray:
    """Return the figure a stream is paid on, shape (steps,) [MW]: both sides of its direction together."""
    direction = "down" if row.key.endswith("_down") else "up"
    nothing = np.zeros(len(evidence.dispatch["start"]))
    sides = (evidence.dispatch.get(f"{market}_{row.asset}_{direction}_{side}_mw", nothing) for side in ("out", "in"))
    figure: FloatArray = np.sum(list(sides), axis=0)
    return figure


def _held_mw(evidence: Evidence, asset: str, which: str) -> FloatArray:
    """Return what all products together hold on one side and in one direction [MW]."""
    taking_part = [key for key, market in holders(evidence).items() if asset in listed(market, "participants")]
    nothing = np.zeros(len(evidence.dispatch["start"]))
    held: FloatArray = sum(
        (
            evidence.dispatch[f"{key}_{asset}_{which}_mw"]
            for key in taking_part
            if f"{key}_{asset}_{which}_mw" in evidence.dispatch
        ),
        nothing,
    )
    return held
