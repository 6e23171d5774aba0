"""Who earned what: the joint gain of several instruments shared among them, whatever order they come in (Shapley)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

MOST_PLAYERS = 8

Coalition = frozenset[str]
Worth = Callable[[Coalition], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One instrument's part of the joint gain, beside what it brings alone and what its loss would cost."""

    name: str
    shared: float
    alone: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Parts of a joint gain; `shared` parts sum to `total`, `alone` and `last` need not."""

    before: float
    total: float
    shares: tuple[Share, ...]


def attribute(players: Sequence[str], worth: Worth) -> Attribution:
    """Return each player's mean marginal contribution over all orders; `worth` is asked once for every subset.

    Computed in exact fractions, so that the parts sum to the total to the last digit a number holds.
    """
    if len(players) > MOST_PLAYERS:
        raise ValueError(f"at most {MOST_PLAYERS} instruments are shared exactly, not {len(players)}")
    worths = {group: worth(group) for group in _groups(players)}
    everyone, nobody = frozenset(players), frozenset[str]()
    return Attribution(
        before=worths[nobody],
        total=worths[everyone] - worths[nobody],
        shares=tuple(
            Share(
                name=player,
                shared=_shapley(player, players, worths),
                alone=worths[frozenset({player})] - worths[nobody],
                last=worths[everyone] - worths[everyone - {player}],
            )
            for player in players
        ),
    )


def _groups(players: Sequence[str]) -> list[Coalition]:
    return [frozenset(group) for size in range(len(players) + 1) for group in combinations(players, size)]


def _shapley(player: str, players: Sequence[str], worths: Mapping[Coalition, float]) -> float:
    count, part = len(players), Fraction(0)
    for group in _groups([other for other in players if other != player]):
        orders = factorial(len(group)) * factorial(count - len(group) - 1)
        part += Fraction(orders, factorial(count)) * (Fraction(worths[group | {player}]) - Fraction(worths[group]))
    return float(part)
