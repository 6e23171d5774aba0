"""Power held ready, from the columns of the dispatch table: figures, no MW sold twice, and what they are paid."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, StreamRow
from storage_model.runs.reaudit.held_rules import HOLDERS, called_prices, rules_of

_CALLED = {"called_up_energy": ("up", 1.0), "called_down_energy": ("down", -1.0)}


def holders(evidence: Evidence) -> dict[str, Mapping[str, Any]]:
    """Return the products that hold power ready, by name."""
    return {key: market for key, market in evidence.inputs.get("markets", {}).items() if market["kind"] in HOLDERS}


def twice_mw(evidence: Evidence, asset: str, side: str, most_mw: FloatArray) -> float:
    """Return by how much a side of a battery promises more than it has: more than is left, or less than is scheduled.

    `side` is `charge` or `discharge`: what all products may add to it stays within `most_mw`, what they may take away
    within the schedule. A side that never holds anything has none [MW].
    """
    scheduled = evidence.dispatch[f"{asset}_{side}_mw"]
    more, less = (("down", "in"), ("up", "in")) if side == "charge" else (("up", "out"), ("down", "out"))
    added, taken = (
        np.sum([side_mw(evidence, key, asset, *which) for key in holders(evidence)] or [0.0 * scheduled], axis=0)
        for which in (more, less)
    )
    beyond = np.maximum(scheduled + added - most_mw, taken - scheduled)
    negative = -min(float(np.min(values, initial=0.0)) for values in (added, taken))
    return max(float(np.max(beyond, initial=0.0)), negative)


def held_yuan(evidence: Evidence, row: StreamRow, market: str) -> FloatArray | None:
    """Return the money of a stream by step: power held × rate × hours, or called energy × its price [yuan].

    None where a series decides it that no table shows.
    """
    if row.key in _CALLED:
        return _called_yuan(evidence, row, market)
    rate = evidence.dispatch.get(f"{market}_{row.key}_yuan_per_mw_h")
    if rate is None:
        return None
    pay: FloatArray = evidence.step_h * rate * held_for(evidence, row, market)
    return pay


def _called_yuan(evidence: Evidence, row: StreamRow, market: str) -> FloatArray | None:
    """Return energy called × price: the sending side at what a sale earns, the drawing side at what charging costs."""
    direction, sign = _CALLED[row.key]
    terms = evidence.inputs["markets"][market]
    asked = rules_of(evidence, market).directions[direction]
    prices = called_prices(evidence, terms.get("called_energy", "meter"))
    if prices is None or asked.called_frac is None:
        return None
    sale, purchase = prices
    sent, drawn = (side_mw(evidence, market, row.asset, direction, side) for side in ("out", "in"))
    money: FloatArray = sign * evidence.step_h * asked.called_frac * (sale * sent + purchase * drawn)
    return money


def held_for(evidence: Evidence, row: StreamRow, market: str) -> FloatArray:
    """Return the figure a stream is paid on, shape (steps,) [MW]."""
    return held_mw(evidence, market, row.asset, "down" if row.key.endswith("_down") else "up")


def held_mw(evidence: Evidence, market: str, asset: str, direction: str) -> FloatArray:
    """Return the figure an asset holds in one direction, both its sides together, shape (steps,) [MW]."""
    out_mw, in_mw = (side_mw(evidence, market, asset, direction, side) for side in ("out", "in"))
    return out_mw + in_mw


def side_mw(evidence: Evidence, market: str, asset: str, direction: str, side: str) -> FloatArray:
    """Return what one side of an asset, `out` or `in`, holds in one direction; nothing where none is told [MW]."""
    found: FloatArray | None = evidence.dispatch.get(f"{market}_{asset}_{direction}_{side}_mw")
    return np.zeros(len(evidence.dispatch["start"])) if found is None else found
