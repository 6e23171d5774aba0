"""Tasks in processes of this machine (loky): one pool for all, or processes apart for those that are suspected."""

from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, replace
from time import monotonic

from storage_model.cases.many.engine import Died, Work
from storage_model.cases.many.task import Done, Task, run_task
from storage_model.cases.processes import Processes, processes

# How loky writes the exit of a process that its own deadline ended.
BY_DEADLINE = "EXIT(1)"
# Tasks handed over beyond one a process, so that none waits while an answer is written.
AHEAD = 1


class Pool:
    """A pool of processes that keep what they have read; one that dies takes the pool, and the next call makes another.

    Every task handed over at that moment comes back as died, for nobody can tell which of them did it.
    """

    def __init__(self, jobs: int, work: Work = run_task) -> None:
        self.slots = jobs + AHEAD
        self._jobs = jobs
        self._work = work
        self._executor: Processes | None = None

    def submit(self, task: Task) -> "Future[Done]":
        """Send a task to the pool."""
        if self._executor is None:
            self._executor = processes(self._jobs)
        try:
            return self._executor.submit(self._work, task)
        except RuntimeError:  # a process died since the last task was sent
            self._executor = processes(self._jobs)
            return self._executor.submit(self._work, task)

    def outcome(self, future: "Future[Done]") -> Done | Died:
        """Return what became of a task."""
        found = _outcome(future)
        if isinstance(found, Died):
            self._executor = None
        return found

    def check(self) -> None:
        """Nothing to check: a pool that is lost is made again."""

    def close(self, *, at_once: bool = False) -> None:
        """End the processes."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, kill_workers=at_once)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Started:
    """A process with a task of its own, when it got it and how long that may take [s]."""

    executor: Processes
    at_s: float
    deadline_s: float | None

    def past_its_deadline(self) -> bool:
        return self.deadline_s is not None and monotonic() - self.at_s >= self.deadline_s


class EachAlone:
    """A task at a time for every process, so that one that dies is known by name and harms no other.

    A process that ended a task well takes the next; one that dies is not followed by another until it is needed.
    """

    def __init__(self, jobs: int, work: Work = run_task) -> None:
        self.slots = jobs
        self._work = work
        self._idle: list[Processes] = []
        self._busy: dict[Future[Done], _Started] = {}

    def submit(self, task: Task) -> "Future[Done]":
        """Send a task to a process that does nothing else."""
        executor = self._idle.pop() if self._idle else processes(1)
        future = executor.submit(self._work, task)
        self._busy[future] = _Started(executor=executor, at_s=monotonic(), deadline_s=task.order.limits.deadline_s)
        return future

    def outcome(self, future: "Future[Done]") -> Done | Died:
        """Return what became of a task."""
        found, started = _outcome(future), self._busy.pop(future)
        if not isinstance(found, Died):
            self._idle.append(started.executor)
            return found
        # loky does not always learn how a process ended; the clock knows as well.
        return replace(found, late=found.late or started.past_its_deadline())

    def check(self) -> None:
        """Nothing to check: every task has its own process."""

    def close(self, *, at_once: bool = False) -> None:
        """End the processes that are left."""
        for executor in (*self._idle, *(started.executor for started in self._busy.values())):
            executor.shutdown(wait=True, kill_workers=at_once)


def _outcome(future: "Future[Done]") -> Done | Died:
    try:
        return future.result()
    except BrokenExecutor as error:
        return Died(words=str(error), late=BY_DEADLINE in str(error))
