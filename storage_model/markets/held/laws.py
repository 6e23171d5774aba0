"""How far power held ready is from the limits of its product, with plain arrays."""

from collections.abc import Mapping

import numpy as np

from storage_model.blocks import Claim, FloatArray
from storage_model.deviations import largest, outside
from storage_model.markets.held.arrays import HeldPair, claim_of
from storage_model.markets.held.terms import HeldTerms


def held_residuals(terms: HeldTerms, by_name: Mapping[str, HeldPair]) -> dict[str, float]:
    """Return the largest deviation from each law, as a share of the most that may be held."""
    most_mw = max(float(values.max()) for values in terms.most_mw.values()) or 1.0
    figures = [(name, held) for name, pair in by_name.items() for held in pair.values()]
    limits_mw = [beyond(held.held_mw, terms.most_mw[name], terms.least_mw) for name, held in figures]
    sides_mw = [outside(held.out_mw, 0.0, held.held_mw) for _, held in figures]
    found = {"held_limits": limits_mw, "held_sides": sides_mw}
    if terms.total_mw is not None:
        together_mw = [sum(pair[direction].held_mw for pair in by_name.values()) for direction in terms.directions]
        found["held_total"] = [outside(np.asarray(total_mw), 0.0, terms.total_mw) for total_mw in together_mw]
    if terms.in_per_out is not None:
        found["called_balance"] = [unbalanced(terms.in_per_out, claim_of(terms, pair)) for pair in by_name.values()]
    return {law: float(np.max(deviations, initial=0.0)) / most_mw for law, deviations in found.items()}


def unbalanced(in_per_out: float, called: Claim) -> float:
    """Return by how much calls draw more than they may for what they send [MW]."""
    return float(np.max(called.in_mw - in_per_out * called.out_mw, initial=0.0))


def beyond(held_mw: FloatArray, most_mw: FloatArray, least_mw: float) -> float:
    """Return how far figures are from being zero, or between least and most [MW]."""
    from_window_mw = np.maximum(np.maximum(least_mw - held_mw, held_mw - most_mw), 0.0)
    return largest(np.minimum(np.abs(held_mw), from_window_mw))
