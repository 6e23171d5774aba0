"""Laws of power held ready: figures within their limits, one a span, rates as written, and energy for a full call."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law, listed, rated_mw
from storage_model.runs.reaudit.held import held_mw, holders, side_mw
from storage_model.runs.reaudit.held_rules import HeldRules, rules_of

PHYSICS, RATE = 1e-6, 1e-9


def product_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield the laws of every product that holds power."""
    for market, terms in holders(evidence).items():
        rules, names = rules_of(evidence, market), listed(terms, "participants")
        for direction in rules.directions:
            figures = {name: held_mw(evidence, market, name, direction) for name in names}
            yield from _of_figures(evidence, market, direction, rules, figures)
        if rules.tied:
            apart = (held_mw(evidence, market, n, "up") - held_mw(evidence, market, n, "down") for n in names)
            yield _power(f"{market}.as_much_down_as_up", evidence, names, _worst(list(apart)))
        for stream, rate in _known_rates(rules):
            said = evidence.dispatch.get(f"{market}_{stream}_yuan_per_mw_h")
            far = np.inf if said is None else _worst([said - rate])
            yield Law(name=f"{market}.{stream}.rate_of_the_rules", deviation=far, tolerance=RATE)


def _of_figures(
    evidence: Evidence, market: str, direction: str, rules: HeldRules, figures: dict[str, FloatArray]
) -> Iterator[Law]:
    names = list(figures)
    _, first, numbers = np.unique(rules.span, return_index=True, return_inverse=True)
    moved = [figure - figure[first][numbers] for figure in figures.values()]
    yield _power(f"{market}.{direction}_one_figure_a_span", evidence, names, _worst(moved))
    if rules.open_frac is None:
        return
    beyond = [
        _beyond(figure, min(rules.most_per_rating * rated_mw(evidence, name), rules.most_mw) * rules.open_frac,
                rules.least_mw)
        for name, figure in figures.items()
    ]  # fmt: skip
    yield _power(f"{market}.{direction}_held_limits", evidence, names, _worst(beyond))
    if np.isfinite(rules.most_mw):
        above = np.sum(list(figures.values()), axis=0) - rules.most_mw * rules.open_frac
        yield _power(f"{market}.{direction}_held_total", evidence, names, float(np.max(above, initial=0.0)))


def _beyond(figure_mw: FloatArray, most_mw: FloatArray, least_mw: float) -> FloatArray:
    """Return how far figures are from nothing, and from lying between the least and the most [MW]."""
    outside = np.maximum(np.maximum(least_mw - figure_mw, figure_mw - most_mw), 0.0)
    return np.minimum(np.abs(figure_mw), outside)


def _known_rates(rules: HeldRules) -> Iterator[tuple[str, FloatArray]]:
    for asked in rules.directions.values():
        yield from ((stream, rate) for stream, rate in asked.rates.items() if rate is not None)


def full_call_mwh(
    evidence: Evidence, asset: str, above_mwh: FloatArray, below_mwh: FloatArray, efficiencies: tuple[float, float]
) -> float:
    """Return by how much calling all a battery holds, for as long as it must last, leaves its store [MWh].

    `above_mwh` and `below_mwh` are what lies above the floor and below the ceiling at each point; `efficiencies` those
    of the cells that move most, into the store and out of it. Without a call there is no claim on the store.
    """
    into, out = efficiencies
    measured = evidence.assets[asset].get("sustain_measured_at", "both")
    points = {"start": [slice(None, -1)], "end": [slice(1, None)]}.get(measured, [slice(None, -1), slice(1, None)])
    beyond = [0.0]
    for direction, room_mwh in (("up", above_mwh), ("down", below_mwh)):
        call_mwh = np.zeros(len(room_mwh) - 1)
        for market in _held_by(evidence, asset):
            asked = rules_of(evidence, market).directions.get(direction)
            if asked is not None:
                drawn, sent = (side_mw(evidence, market, asset, direction, side) for side in ("in", "out"))
                call_mwh += asked.sustain_h * (into * drawn + sent / out)
        called = call_mwh > 0
        beyond += [float(np.max((call_mwh - room_mwh[place])[called], initial=0.0)) for place in points]
    return max(beyond)


def called_mw(evidence: Evidence, asset: str) -> tuple[FloatArray, FloatArray] | None:
    """Return what all products are expected to call, as an asset's meters count it, drawn and sent [MW].

    None where a series decides it that no table shows.
    """
    drawn, sent = np.zeros(len(evidence.dispatch["start"])), np.zeros(len(evidence.dispatch["start"]))
    for market in _held_by(evidence, asset):
        for direction, sign in (("up", 1.0), ("down", -1.0)):
            asked = rules_of(evidence, market).directions.get(direction)
            if asked is None:
                continue
            if asked.called_frac is None:
                return None
            sent = sent + sign * asked.called_frac * side_mw(evidence, market, asset, direction, "out")
            drawn = drawn - sign * asked.called_frac * side_mw(evidence, market, asset, direction, "in")
    return drawn, sent


def _held_by(evidence: Evidence, asset: str) -> list[str]:
    return [key for key, market in holders(evidence).items() if asset in listed(market, "participants")]


def _power(name: str, evidence: Evidence, names: list[str], far_mw: float) -> Law:
    rated = sum(rated_mw(evidence, one) for one in names)
    return Law(name=name, deviation=far_mw / rated, tolerance=PHYSICS)


def _worst(values: list[Any]) -> float:
    """Return the largest distance from zero; not a number stays not a number."""
    return float(np.max(np.abs(values), initial=0.0))
