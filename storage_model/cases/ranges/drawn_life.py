"""The lifetime table of many draws at once: schedules held, their money stretched as each draw says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray, IntArray
from storage_model.cases.ranges.asked import PRICE_MOVES, Factor
from storage_model.cases.ranges.dispatched import Dispatched
from storage_model.cases.ranges.responses import with_fade
from storage_model.lifetime.record import Lifetime, StreamKind, stream_of
from storage_model.scenario.policy_terms import asset_terms

Draws = Mapping[str, FloatArray]
"""multiple of each factor by name, shape (draws,)"""


def times_of(factors: Mapping[str, Factor], draws: Draws, moves: str) -> FloatArray:
    """Return the product of the factors that move one thing, shape (draws,); 1 where none does."""
    count = len(next(iter(draws.values())))
    found = np.ones(count)
    for name, factor in factors.items():
        if factor.moves == moves:
            found = found * draws[name]
    return found


def drawn_life(given: Dispatched, draws: Draws, chosen: IntArray) -> Lifetime:
    """Return the table with arrays of shape (draws, years); `chosen` is the price year of each operating year."""
    own = given.own.lifetime
    stretch = [times_of(given.asked.factors, draws, move) for move in PRICE_MOVES]
    shares = policy_shares(given, draws)
    chosen = _lives(given, stretch, shares, chosen)
    metered = {kind: _stretched(given, kind, stretch, chosen) for kind in _kinds(given)}
    yearly = [stream for stream in own.streams if stream.kind not in metered]
    streams = [stream_of(kind, yuan * _moved(given, kind, draws)) for kind, yuan in metered.items()]
    out_mwh = {name: _picked([life.lifetime.out_mwh[name] for life in given.lives], chosen) for name in own.out_mwh}
    return replace(
        own,
        streams=tuple(
            replace(stream, yuan=stream.yuan * shares.get((stream.key, stream.asset), 1.0))
            for stream in (*streams, *yearly)
        ),
        out_mwh={name: mwh * _energy_moved(given, name, draws) for name, mwh in out_mwh.items()},
    )


def _lives(
    given: Dispatched, stretch: list[FloatArray], shares: Mapping[tuple[str, str], FloatArray], chosen: IntArray
) -> IntArray:
    """Return the life each operating year of each draw takes its schedule from."""
    if given.lives_a_year == 1:
        return chosen
    if given.foresight is None:
        return _best_lives(given, stretch, shares, chosen)
    return chosen * given.lives_a_year + _nearest_spread(given, stretch)[:, None]


def _nearest_spread(given: Dispatched, stretch: list[FloatArray]) -> IntArray:
    """Return which of the dispatched spreads is nearest to how wide each draw's prices are: known before any of them.

    A dispatched spread widens the mean day and the deviation from it alike; a draw has one multiple for each.
    """
    _, spread, volatility = stretch
    apart = np.abs((spread + volatility)[:, None] / 2 - np.array(given.asked.dispatched_at))
    nearest: IntArray = np.argmin(apart, axis=1)
    return nearest


def _best_lives(
    given: Dispatched, stretch: list[FloatArray], shares: Mapping[tuple[str, str], FloatArray], chosen: IntArray
) -> IntArray:
    """Return the life of each operating year whose schedule is worth most at the draw's own prices and fees."""
    worth = []
    for spread in range(given.lives_a_year):
        lives = chosen * given.lives_a_year + spread
        total = _picked([life.steering for life in given.lives], lives)
        for kind in _kinds(given):
            total = total + _stretched(given, kind, stretch, lives) * shares.get((kind.key, kind.asset), 1.0)
        worth.append(total)
    best: IntArray = chosen * given.lives_a_year + np.argmax(worth, axis=0)
    return best


def _kinds(given: Dispatched) -> dict[StreamKind, None]:
    return {kind: None for life in given.lives for kind in life.parts}


def _stretched(given: Dispatched, kind: StreamKind, stretch: list[FloatArray], chosen: IntArray) -> FloatArray:
    """Return the money of one kind, shape (draws, years): parts of the chosen years, each times its stretch."""
    first = next(life.parts[kind] for life in given.lives if kind in life.parts)
    parts = [life.parts.get(kind, np.zeros_like(first)) for life in given.lives]
    found = _picked([one[0] for one in parts], chosen)
    for number, times in enumerate(stretch, 1):
        found = found + times[:, None] * _picked([one[number] for one in parts], chosen)
    return found


def _picked(by_price_year: list[FloatArray], chosen: IntArray) -> FloatArray:
    """Return what each draw's price year brings in each operating year, shape (draws, years)."""
    found: FloatArray = np.stack(by_price_year)[chosen, np.arange(chosen.shape[1])]
    return found


def _moved(given: Dispatched, kind: StreamKind, draws: Draws) -> FloatArray | float:
    found: FloatArray | float = _faded(given, kind.asset, draws)
    for name, response in given.gas.items():
        found = found * response.of_money(kind, draws[name])
    return found


def _energy_moved(given: Dispatched, asset: str, draws: Draws) -> FloatArray | float:
    found: FloatArray | float = _faded(given, asset, draws)
    for name, response in given.gas.items():
        found = found * response.of_energy(asset, draws[name])
    return found


def _faded(given: Dispatched, asset: str, draws: Draws) -> FloatArray | float:
    if not isinstance(given.scenario.assets[asset], Battery):
        return 1.0
    return with_fade(given.own.lifetime, asset, times_of(given.asked.factors, draws, "fade"))


def policy_shares(given: Dispatched, draws: Draws) -> dict[tuple[str, str], FloatArray]:
    """Return how many times each stream of a policy is paid, by stream and asset, shape (draws, 1)."""
    found: dict[tuple[str, str], FloatArray] = {}
    for stream, name in _streams_moved(given):
        found[stream] = found.get(stream, np.ones((1, 1))) * draws[name][:, None]
    return found


def _streams_moved(given: Dispatched) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each stream of a policy that a factor moves, once, with the factor's name."""
    for name, factor in given.asked.factors.items():
        streams = {(term.key, term.asset) for role, term in asset_terms(given.scenario) if role == factor.policy}
        yield from ((stream, name) for stream in sorted(streams))
