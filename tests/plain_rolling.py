"""A rolling schedule by dynamic programming, written apart: 1 MW steps between whole MWh, no losses."""

from collections.abc import Callable, Sequence

import numpy as np

Path = list[int]
Believed = Callable[[int, int], Sequence[float]]


def best_path(prices: Sequence[float], start: int, full: int, end: int | None = None) -> tuple[float, Path]:
    """Return the most that can be earned from a level on, and the levels passed; one MW a step at most."""
    levels = range(full + 1)
    value = {level: 0.0 if end in (None, level) else -np.inf for level in levels}
    moves: list[dict[int, int]] = []
    for price in reversed(prices):
        later = value
        best = {s: _best_next(later, price, s) for s in levels}
        value = {s: later[t] - price * (t - s) for s, t in best.items()}
        moves.insert(0, best)
    path = [start]
    for move in moves:
        path.append(move[path[-1]])
    return value[start], path


def _best_next(later: dict[int, float], price: float, level: int) -> int:
    return max((t for t in later if abs(t - level) <= 1), key=lambda t: later[t] - price * (t - level))


def best_round(prices: Sequence[float], full: int) -> tuple[float, Path]:
    """Return the best schedule that ends as it began."""
    return max((best_path(prices, start, full, start) for start in range(full + 1)), key=lambda found: found[0])


def rolled_yuan(
    actual: Sequence[float], believed: Believed, *, step: int, look_ahead: int, full: int, begun: int
) -> float:
    """Return what is earned at actual prices by deciding step after step on believed ones."""
    path = [begun]
    for first in range(0, len(actual), step):
        last = min(first + look_ahead, len(actual))
        ahead = best_path(believed(first, last), path[-1], full, begun if last == len(actual) else None)[1]
        path += ahead[1 : min(step, len(actual) - first) + 1]
    if path[-1] != begun:
        raise ValueError("the last window could not come back")
    return float(-np.dot(actual, np.diff(path)))
