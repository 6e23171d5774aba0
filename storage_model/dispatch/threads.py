"""How many threads HiGHS works with, and two works at once where the process has cores for them."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Item = TypeVar("Item")
T = TypeVar("T")
# The number of threads a process was told to keep to; those of a pool are told 1.
TOLD = "OMP_NUM_THREADS"


@cache
def threads_of_highs() -> int:
    """Return the number of threads its scheduler has in this process, started where it was not; 0 where none is taken.

    A run that is not told asks the system for its cores, which takes longer than a short run. The scheduler refuses any
    other number, and 0 lets it look; so nothing else that uses it here is changed.
    """
    import highspy

    highs = highspy._core._Highs()
    highs.setOptionValue("output_flag", False)
    highs.run()
    for count in range(1, 1 + (os.cpu_count() or 1)):
        highs.setOptionValue("threads", count)
        if highs.run() == highspy.HighsStatus.kOk:
            return count
    return 0


def at_once(one: Callable[[], T], other: Callable[[], T]) -> tuple[T, T]:
    """Return what two works give; at the same time where this process may use two cores, else one after the other.

    It serves where they wait for HiGHS, which leaves Python to others while it runs.
    """
    if _cores() < 2:
        return one(), other()
    with ThreadPoolExecutor(max_workers=1) as pool:
        later = pool.submit(other)
        return one(), later.result()


def in_order(work: Callable[[Item], T], items: Iterable[Item]) -> Iterator[T]:
    """Yield what a work gives for each item; several at the same time where this process may use more cores.

    Who asks no further leaves the rest undone.
    """
    if _cores() < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(max_workers=_cores()) as pool:
        asked = [pool.submit(work, item) for item in items]
        try:
            for one in asked:
                yield one.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _cores() -> int:
    told = os.environ.get(TOLD, "")
    return int(told) if told.isdecimal() else len(os.sched_getaffinity(0))
