"""Processes side by side on this machine, each for one case: none outlives the command that began it."""

import atexit
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread
from time import sleep
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")
# Libraries that start threads of their own would only get in each other's way.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# Pyomo makes a lock in every process that imports it; of a process that is ended Python's tracker gives the lock back
# and says so to the user, who has nothing to do about it. Options of this kind are handed on to the tracker.
LOCKS_UNTOLD = "ignore:resource_tracker:UserWarning"
# How soon a process notices that its parent is gone [s].
LOOK_S = 1.0


class Processes(Protocol):
    """Processes that take work and give what came of it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Send a piece of work to a process that is free, or will be."""

    def map(self, fn: Callable[..., T], *iterables: Iterable[object]) -> Iterator[T]:
        """Send many; yield what came of each, in their order."""

    def shutdown(self, *, wait: bool, kill_workers: bool) -> None:
        """End the processes: after what they do, or at once."""


def processes(jobs: int) -> Processes:
    """Return so many processes; whoever asked ends them."""
    from loky import ProcessPoolExecutor

    if LOCKS_UNTOLD not in sys.warnoptions:
        sys.warnoptions.append(LOCKS_UNTOLD)
    begun: Processes = ProcessPoolExecutor(
        max_workers=jobs, initializer=_begin_process, initargs=(os.getpid(),), env=ONE_THREAD
    )
    return begun


@contextmanager
def side_by_side(jobs: int) -> Iterator[Processes]:
    """Give so many processes; they end with the work, at once where it ends by an error or an interrupt."""
    begun = processes(jobs)
    try:
        yield begun
    except BaseException:
        begun.shutdown(wait=True, kill_workers=True)
        raise
    begun.shutdown(wait=True, kill_workers=False)


class Each(Protocol):
    """Sends every item through a piece of work and yields what came of each, in their order."""

    def __call__(self, fn: Callable[[Item], T], items: Iterable[Item], /) -> Iterator[T]:
        """Yield what came of each item."""


def one_by_one(fn: Callable[[Item], T], items: Iterable[Item], /) -> Iterator[T]:
    """Yield what came of each item, looked at in this process when it is asked for."""
    yield from map(fn, items)


@contextmanager
def each_of(jobs: int) -> Iterator[Each]:
    """Give what sends items through so many processes at once; one after another in this one where one is enough."""
    if jobs < 2:
        yield one_by_one
        return
    with side_by_side(jobs) as begun:
        yield begun.map


def _begin_process(parent: int) -> None:
    """Leave Ctrl-C, which reaches every process of the terminal, to the parent, and end with it.

    A process has nothing left to write when it ends, and what it has imported need not be taken down piece by piece.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(os._exit, 0)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process once its parent, killed, can tell it nothing any more."""
    while os.getppid() == parent:
        sleep(LOOK_S)
    os._exit(1)
