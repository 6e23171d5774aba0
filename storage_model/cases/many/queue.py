"""The tasks of a sweep in their order: each life once, then its cases a few at a time."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from storage_model.cases.many.one_case import Lived
from storage_model.cases.many.plan import Plan, PlannedCase
from storage_model.cases.many.task import Order, Task

# Cases valued in one task: enough to outweigh sending it, few enough to lose little.
AT_A_TIME = 16


@dataclass(slots=True)
class Queue:
    """Tasks that wait; a life with more cases than fit one task gives the others once it has been lived."""

    order: Order
    at_a_time: int = AT_A_TIME
    waiting: deque[Task] = field(default_factory=deque)
    _rest: dict[str, tuple[PlannedCase, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, order: Order, without: Collection[int]) -> "Queue":
        """Return the queue of all cases of a plan but those that are over."""
        queue = cls(order)
        for cases in plan.lives.values():
            left = [case for case in cases if case.number not in without]
            if left:
                queue.add(left)
        return queue

    def add(self, cases: Iterable[PlannedCase]) -> None:
        """Let cases of one life wait: the first few, the others behind them."""
        first, *more = cases
        whole = (first, *more)
        now, self._rest[first.life] = whole[: self.at_a_time], whole[self.at_a_time :]
        self.waiting.append(Task(order=self.order, of=first, cases=now))

    def alone(self, cases: Sequence[PlannedCase]) -> None:
        """Let suspects of one life wait: the life by itself where several hang on it, then each case by itself."""
        if len(cases) == 1:
            self.add(cases)
            return
        self._rest[cases[0].life] = tuple(cases)
        self.waiting.append(Task(order=self.order, of=cases[0], cases=()))

    def lived(self, task: Task, lived: Lived) -> None:
        """Let the other cases of a life that is known come next."""
        rest = self._rest.pop(task.of.life, ())
        parts = [rest[start : start + self.at_a_time] for start in range(0, len(rest), self.at_a_time)]
        self.waiting.extendleft(Task(order=self.order, of=part[0], cases=part, lived=lived) for part in reversed(parts))

    def taken(self, task: Task) -> tuple[PlannedCase, ...]:
        """Return every case that hangs on a task, those behind it too, and wait for them no longer."""
        return (*task.cases, *(self._rest.pop(task.of.life, ()) if task.lived is None else ()))
