"""A piece of a sweep as it is sent to a process, and what comes back: plain records both ways."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from storage_model.cases.many.ledger import INFEASIBLE
from storage_model.cases.many.limits import FREE, Limits, within
from storage_model.cases.many.one_case import Content, Lived, answer_case, live_once
from storage_model.cases.many.plan import Plan, PlannedCase
from storage_model.lifetime.kept import code_digest
from storage_model.no_memory import short_of_memory
from storage_model.problems import InputError, MissingPartError, StorageModelError
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.memory import Memory
from storage_model.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What holds for every piece of a sweep: its plan without the cases, its digest, the limits of a case."""

    plan: Plan
    digest: str
    limits: Limits = FREE

    @classmethod
    def of(cls, plan: Plan, limits: Limits) -> "Order":
        """Return the order of a plan."""
        return cls(plan=replace(plan, cases=(), warnings=()), digest=plan.digest, limits=limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Some cases of one life; with `lived` they are only valued. Without cases, `of` is whose life is lived."""

    order: Order
    of: PlannedCase
    cases: tuple[PlannedCase, ...]
    lived: Lived | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a case has no answer: a word for its kind, and what a person reads."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a task: answers and failures by number; `lived` is the life, or why there is none."""

    answers: dict[int, Content] = field(default_factory=dict)
    failures: dict[int, Failure] = field(default_factory=dict)
    lived: Lived | Failure


KINDS = {3: "input", 4: INFEASIBLE, 5: "solver_stopped", 6: "rejected", 8: "environment"}
ELSEWHERE, NO_SUCH_FILE = "the machine that computes", "E101"
# One process models one case at a time, however many threads a cluster gives it.
_ONE_AT_A_TIME = Lock()
T = TypeVar("T")
# The scenario a life was lived for, which the answer of the same case needs once more.
Known = dict[int, Scenario]
_MEMORIES: dict[str, Memory] = {}


def run_task(task: Task) -> Done:
    """Return what became of a task; an error of a case is part of the answer, never raised."""
    with _ONE_AT_A_TIME:
        known: Known = {}
        lived = _tried(task.order, partial(_live, task, known)) if task.lived is None else task.lived
        done = Done(lived=lived)
        if isinstance(lived, Failure):
            return done
        for case in task.cases:
            found = _tried(task.order, partial(_answer, task.order, case, lived, known))
            if isinstance(found, Failure):
                done.failures[case.number] = found
            else:
                done.answers[case.number] = found
        return done


def _live(task: Task, known: Known) -> Lived:
    known[task.of.number] = scenario = _read(task.order, task.of)
    with within(task.order.limits):
        return live_once(scenario, task.order.plan.options)


def _answer(order: Order, case: PlannedCase, lived: Lived, known: Known) -> Content:
    scenario = known[case.number] if case.number in known else _read(order, case)
    with within(order.limits):
        return answer_case(scenario, lived)


def _tried(order: Order, work: Callable[[], T]) -> T | Failure:
    try:
        return work()
    except StorageModelError as error:
        return Failure(kind=KINDS.get(error.exit_status, "error"), words=str(error))
    except Exception as error:  # noqa: BLE001 - a bug in one case must not take the others with it
        if short_of_memory(error):
            return Failure(kind="memory", words=f"more than {order.limits.memory_mb or 0:g} MB asked for")
        return Failure(kind="bug", words=f"{error}\n{traceback.format_exc()}")


def _read(order: Order, case: PlannedCase) -> Scenario:
    """Return a case as the plan saw it; raises MissingPartError where this process has other files or other code.

    Outside the limits of the case: records are built when first read, and one half-built for want of memory would fail
    every case after it.
    """
    plan = order.plan
    memory = _memory(order.digest)
    try:
        scenario = load_scenario(Path(plan.root) / plan.base, {**plan.fixed, **case.values}, memory=memory)
    except InputError as error:  # every case was read before the first was dispatched: what fails now is missing here
        found = error.problems[0]
        place = found.got if found.code == NO_SUCH_FILE else f"{found.place}: {found.got}"
        raise MissingPartError(f"{ELSEWHERE} cannot read {place}; the project has to stand there as here") from error
    other = [name for name, digest in scenario.files.items() if plan.files.get(name) != digest]
    if code_digest() != plan.code:
        other.append("storage_model")
    if other:
        raise MissingPartError(f"{ELSEWHERE} has not what the sweep was planned with: {', '.join(other)}")
    return scenario


def _memory(digest: str) -> Memory:
    """Return what this process has read for a sweep; a sweep before it is forgotten."""
    if digest not in _MEMORIES:
        _MEMORIES.clear()
        _MEMORIES[digest] = Memory()
    return _MEMORIES[digest]
