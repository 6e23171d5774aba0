"""Time work beside a yardstick and say the figure, which is what these files are for."""

import sys
from collections.abc import Callable
from cProfile import Profile
from statistics import median
from time import perf_counter
from typing import Any


def seconds(work: Callable[[], Any]) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def medians(works: tuple[Callable[[], Any], ...], repetitions: int) -> list[float]:
    """Return the median time of each work, all taken in turn, after one call of each that does not count [s]."""
    for work in works:
        work()
    times = [[seconds(work) for work in works] for _ in range(repetitions)]
    return [median(column) for column in zip(*times, strict=True)]


def share_in(work: Callable[[], Any], name: str) -> float:
    """Return the share of one call that is spent inside the functions whose description holds `name`."""
    profile = Profile()
    profile.runcall(work)
    entries = profile.getstats()
    inside = sum(entry.inlinetime for entry in entries if name in str(entry.code))
    return inside / sum(entry.inlinetime for entry in entries)


def tell(words: str) -> None:
    """Say a figure on a line of its own."""
    sys.stdout.write(f"\n{words}\n")
