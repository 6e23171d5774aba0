"""Where tasks run: what the conductor asks of a pool of processes, here or on a cluster."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from storage_model.cases.many.task import Done, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Died:
    """The process that ran a task ended before the task did; `late` where its deadline ended it."""

    words: str
    late: bool = False


Work = Callable[[Task], Done]


class Engine(Protocol):
    """Runs tasks beside each other, `slots` at a time."""

    @property
    def slots(self) -> int:
        """How many tasks are worth sending at a time."""

    def submit(self, task: Task) -> "Future[Done]":
        """Send a task; raises MissingPartError where nobody is left to take it."""

    def outcome(self, future: "Future[Done]") -> Done | Died:
        """Return what became of a task that is over."""

    def check(self) -> None:
        """Raise MissingPartError where the engine is lost and no task will ever be over."""

    def close(self, *, at_once: bool = False) -> None:
        """End every process; at once, whatever it is doing."""
