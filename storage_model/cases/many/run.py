"""Run what is left of a sweep: send tasks, write what comes back, leave suspects for a process of their own."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from storage_model.cases.many.case_files import read_case, write_case
from storage_model.cases.many.engine import Died, Engine
from storage_model.cases.many.ledger import Entry, Ledger
from storage_model.cases.many.one_case import Lived
from storage_model.cases.many.plan import Plan, PlannedCase
from storage_model.cases.many.queue import Queue
from storage_model.cases.many.standing import Standing
from storage_model.cases.many.task import Done, Failure, Order, Task

Told = Callable[[Standing], None]
# How often an engine is asked whether it still lives while nothing comes back [s].
LOOK_S = 0.5


@dataclass(slots=True)
class Stop:
    """Set from outside, by a signal, to end early."""

    asked: bool = False


@dataclass(slots=True, kw_only=True)
class Run:
    """One process's work on a sweep; `stop` asks it to end after the tasks that run."""

    plan: Plan
    folder: Path
    ledger: Ledger
    order: Order
    told: Told
    stop: Stop = field(default_factory=Stop)
    suspects: list[PlannedCase] = field(default_factory=list)
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        """Count what earlier runs left."""
        self.standing = Standing(plan=self.plan)
        for entry in self.ledger.entries().values():
            if entry.state == "done":
                self.standing.hears(entry.number, read_case(self.folder, entry.number, entry.sha256))
            else:
                self.standing.failed += 1
        self.standing.began = self.standing.done + self.standing.failed

    def beside_each_other(self, engine: Engine) -> None:
        """Run every case that has no entry yet; those whose process died are left as suspects."""
        self._through(engine, Queue.of(self.plan, self.order, self.ledger.entries()), self._suspected)

    def each_alone(self, engine: Engine) -> None:
        """Run the suspects, one to a process: first each life by itself, then its cases one at a time."""
        by_life: dict[str, list[PlannedCase]] = {}
        for case in self.suspects:
            by_life.setdefault(case.life, []).append(case)
        self.suspects = []
        queue = Queue(self.order, at_a_time=1)
        for cases in by_life.values():
            queue.alone(cases)
        self._through(engine, queue, self._to_blame)

    def _through(self, engine: Engine, queue: Queue, died: Callable[[Queue, Task, Died], None]) -> None:
        running: dict[Future[Done], Task] = {}

        def refill() -> None:
            while queue.waiting and not self.stop.asked and len(running) < engine.slots:
                task = queue.waiting.popleft()
                running[engine.submit(task)] = task

        refill()
        while running:
            over, _ = wait(running, timeout=LOOK_S, return_when=FIRST_COMPLETED)
            engine.check()
            found = [(running.pop(future), engine.outcome(future)) for future in over]
            refill()  # before anything is written, so that no process waits for the disk
            for task, one in found:
                if isinstance(one, Died):
                    died(queue, task, one)
                else:
                    self._keep(queue, task, one)
            refill()

    def _keep(self, queue: Queue, task: Task, done: Done) -> None:
        """Write what came back: files first, then the ledger, then the word to whoever watches."""
        failures = done.failures
        if isinstance(done.lived, Lived):
            queue.lived(task, done.lived)
        else:
            failures = {case.number: done.lived for case in queue.taken(task)}
        entries = []
        for case in task.cases:
            answer = done.answers.get(case.number)
            if answer is not None:
                content = {"sweep": self.order.digest, "number": case.number, "values": dict(case.values), **answer}
                sha256 = write_case(self.folder, case.number, content)
                entries.append(Entry(number=case.number, state="done", sha256=sha256))
                self.standing.hears(case.number, content)
        self._write([*entries, *self._failed(failures)])

    def _suspected(self, queue: Queue, task: Task, died: Died) -> None:
        del died
        self.suspects += queue.taken(task)

    def _to_blame(self, queue: Queue, task: Task, died: Died) -> None:
        limit_s = self.order.limits.deadline_s
        if died.late and limit_s is not None:
            failure = Failure(kind="deadline", words=f"not done within {limit_s:g} s")
        else:
            failure = Failure(kind="process_died", words=died.words)
        self._write(self._failed({case.number: failure for case in queue.taken(task)}))

    def _failed(self, failures: Mapping[int, Failure]) -> list[Entry]:
        self.standing.failed += len(failures)
        return [Entry(number=number, state="failed", kind=one.kind, words=one.words)
                for number, one in failures.items()]  # fmt: skip

    def _write(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.ledger.write(entries)
            self.told(self.standing)
