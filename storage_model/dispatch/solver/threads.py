"""How many threads HiGHS works with, and works done at once where the process has cores for them."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Item = TypeVar("Item")
T = TypeVar("T")
# The number of threads a process was told to keep to; those of a pool are told 1.
TOLD = "OMP_NUM_THREADS"
# Every thread that runs HiGHS gets a scheduler with a thread for each core: more works at once would be crowded.
MOST_AT_ONCE = 2


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


def in_order(work: Callable[[Item], T], items: Sequence[Item]) -> Iterator[T]:
    """Yield what a work gives for each item; two at the same time where this process may use two cores.

    It serves where they wait for HiGHS, which leaves Python to others while it runs. Who asks no further leaves the
    rest undone.
    """
    if _cores() < MOST_AT_ONCE:
        yield from map(work, items)
        return
    pool = ThreadPoolExecutor(max_workers=MOST_AT_ONCE)
    try:
        asked = [pool.submit(work, item) for item in items]
    except RuntimeError:  # the system gives no more threads
        pool.shutdown(cancel_futures=True)
        yield from map(work, items)
        return
    try:
        for one in asked:
            yield one.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    told = os.environ.get(TOLD, "")
    return int(told) if told.isdecimal() else len(os.sched_getaffinity(0))
