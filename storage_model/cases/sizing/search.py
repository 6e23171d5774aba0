"""From every module count to the best: all screened, then whole lives, climbing until no neighbour is better."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray

Count = tuple[int, ...]
"""whole modules of each kind"""
Score = Callable[[Count], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Climbed:
    """The best counts under whole lives, every count looked at with its score, and how often the start moved."""

    best: Count
    scores: Mapping[Count, float]
    moves: int

    def neighbours(self) -> dict[Count, float]:
        """Return the counts one module away that were looked at, with their scores."""
        return {
            count: score
            for count, score in self.scores.items()
            if sum(abs(own - best) for own, best in zip(count, self.best, strict=True)) == 1
        }


def climb(start: Count, allowed: Callable[[Count], bool], score: Score) -> Climbed:
    """Return the count that no allowed neighbour beats, one module more or less of one kind."""
    seen: dict[Count, float] = {}

    def once(count: Count) -> float:
        if count not in seen:
            seen[count] = score(count)
        return seen[count]

    best, moves = start, 0
    once(best)
    while True:
        around = [count for count in _around(best) if allowed(count)]
        better = max(around, key=once, default=best)
        if not around or once(better) <= once(best):
            return Climbed(best=best, scores=seen, moves=moves)
        best, moves = better, moves + 1


def _around(count: Count) -> Iterator[Count]:
    for place in range(len(count)):
        for step in (-1, 1):
            yield (*count[:place], count[place] + step, *count[place + 1 :])


def best_of(counts: list[Count], scores: FloatArray) -> Count:
    """Return the count of the best score; of equals the smallest."""
    return min(zip(-scores, counts, strict=True))[1]


def frontier(counts: list[Count], scores: FloatArray) -> list[int]:
    """Return the place of the best count for each number of the first kind, in their order."""
    first = np.array([count[0] for count in counts])
    return [
        int(places[np.argmax(scores[places])]) for one in np.unique(first) for places in [np.flatnonzero(first == one)]
    ]
