"""From every module count to the best: all screened, then whole lives, climbing until no neighbour is better."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray

Count = tuple[int, ...]
"""whole modules of each kind"""
Score = Callable[[Count], float]
Ahead = Callable[[tuple[Count, ...]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Climbed:
    """The best counts under whole lives, every count looked at, how often the start moved, what lies beside."""

    best: Count
    scores: Mapping[Count, float]
    moves: int
    beside: tuple[Count, ...] = ()

    def neighbours(self) -> dict[Count, float]:
        """Return the counts beside the best with their scores."""
        return {count: self.scores[count] for count in self.beside}


def unprepared(counts: tuple[Count, ...]) -> None:
    """Prepare nothing: every count is looked at in its turn."""
    del counts


def climb(start: Count, beside: Callable[[Count], Iterator[Count]], score: Score, ahead: Ahead = unprepared) -> Climbed:
    """Return the count that none beside it beats; `ahead` is told which will be scored next, and may prepare them."""
    seen: dict[Count, float] = {}

    def once(count: Count) -> float:
        if count not in seen:
            seen[count] = score(count)
        return seen[count]

    best, moves = start, 0
    while True:
        around = tuple(beside(best))
        ahead(tuple(count for count in (best, *around) if count not in seen))
        once(best)
        better = max(around, key=once, default=best)
        if once(better) <= once(best):
            return Climbed(best=best, scores=seen, moves=moves, beside=around)
        best, moves = better, moves + 1


def one_away(allowed: Collection[Count], count: Count) -> Iterator[Count]:
    """Yield the allowed counts one module away, of one kind.

    Where a module of the first kind more or less leaves the range, the second follows as little as it has to: along the
    longest or shortest duration no single module leads from one size to the next.
    """
    for place in range(len(count)):
        for step in (-1, 1):
            stepped = (*count[:place], count[place] + step, *count[place + 1 :])
            if stepped in allowed:
                yield stepped
            elif place == 0:
                same = [one for one in allowed if one[0] == stepped[0]]
                if same:
                    yield min(same, key=lambda one: abs(one[-1] - stepped[-1]))


def best_of(counts: list[Count], scores: FloatArray) -> Count:
    """Return the count of the best score; of equals the smallest."""
    return min(zip(-scores, counts, strict=True))[1]


def frontier(counts: list[Count], scores: FloatArray) -> list[int]:
    """Return the place of the best count for each number of the first kind, in their order."""
    first = np.array([count[0] for count in counts])
    return [
        int(places[np.argmax(scores[places])]) for one in np.unique(first) for places in [np.flatnonzero(first == one)]
    ]
