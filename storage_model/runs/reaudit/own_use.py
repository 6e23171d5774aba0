"""What an owner uses of what he generates: no more than is sent or needed, worth the purchase it displaces."""

from collections.abc import Iterator

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law, by_month, listed

PHYSICS, RATE = 1e-6, 1e-9


def own_use_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far the use of every owner is from what is sent and from the demand, as shares of the highest one."""
    for market, terms in _owners(evidence):
        demand_mw = evidence.dispatch[f"{market}_demand_mw"]
        used_mw = {name: _used_mw(evidence, market, name) for name in listed(terms, "participants")}
        far_mw = {"used_within_demand": np.sum(list(used_mw.values()), axis=0) - demand_mw}
        for name, mw in used_mw.items():
            far_mw[f"{name}.used_is_sent"] = np.maximum(mw - evidence.dispatch[f"{name}_out_mw"], -mw)
        scale_mw = float(np.max(demand_mw)) or 1.0
        for key, beyond in far_mw.items():
            deviation = max(0.0, float(np.max(beyond))) / scale_mw
            yield Law(name=f"{market}.{key}", deviation=deviation, tolerance=PHYSICS)


def displaced_price_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far the price of the purchase displaced is from its months; a series is held against its file."""
    for market, terms in _owners(evidence):
        values = by_month(evidence, terms, "price_yuan_per_mwh")
        if values is not None:
            apart = evidence.dispatch[f"{market}_retail_yuan_per_mwh"] - values
            name = f"{market}.price_of_own_use"
            yield Law(name=name, deviation=float(np.max(np.abs(apart))), tolerance=RATE)


def own_use_yuan(evidence: Evidence, market: str, asset: str) -> FloatArray:
    """Return what is used × the price displaced, by step [yuan]."""
    price = evidence.dispatch[f"{market}_retail_yuan_per_mwh"]
    money: FloatArray = evidence.step_h * price * _used_mw(evidence, market, asset)
    return money


def used_of_all_mw(evidence: Evidence, asset: str) -> FloatArray:
    """Return what an asset sends to its owner's own use, whoever pays for it [MW]."""
    used = np.zeros(len(evidence.dispatch["start"]))
    for market, terms in _owners(evidence):
        if asset in listed(terms, "participants"):
            used = used + _used_mw(evidence, market, asset)
    return used


def _owners(evidence: Evidence) -> Iterator[tuple[str, dict[str, object]]]:
    for market, terms in evidence.inputs.get("markets", {}).items():
        if terms["kind"] == "own_supply":
            yield market, terms


def _used_mw(evidence: Evidence, market: str, asset: str) -> FloatArray:
    found: FloatArray = evidence.dispatch[f"{market}_of[{asset}].supplied_mw"]
    return found
