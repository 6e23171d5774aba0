"""A sweep from its plan to the last answer: hold the folder, go on where it stands, leave it whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from storage_model.cases.many.engine import Engine
from storage_model.cases.many.folder import begin, held, opened_ledger, require_place
from storage_model.cases.many.ledger import Entry
from storage_model.cases.many.limits import FREE, Limits
from storage_model.cases.many.plan import Plan
from storage_model.cases.many.plan_file import read_plan, require_unchanged
from storage_model.cases.many.run import Run, Stop, Told
from storage_model.cases.many.standing import Standing
from storage_model.cases.many.task import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How a sweep is run, which no answer depends on: the engine, the one for suspects, limits of a case."""

    engine: Callable[[], Engine]
    alone: Callable[[], Engine]
    limits: Limits = FREE
    retry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a sweep has come to: entries by number, the best case, whether it was ended early."""

    plan: Plan
    folder: Path
    entries: Mapping[int, Entry]
    standing: Standing
    interrupted: bool

    @property
    def failed(self) -> list[Entry]:
        """The cases without an answer that were tried."""
        return [entry for entry in self.entries.values() if entry.state == "failed"]


Say = Callable[[str], None]


def begin_sweep(plan: Plan, folder: Path, ask: Ask, stop: Stop, *, told: Told, say: Say) -> Outcome:
    """Run a plan in a folder; one that began there goes on. `say` hears what was put right, `told` how far it is."""
    require_place(folder)
    with held(folder):
        begin(plan, folder)
        return _run(plan, folder, ask, stop, told=told, say=say)


def resume_sweep(folder: Path, ask: Ask, stop: Stop, *, told: Told, say: Say) -> Outcome:
    """Go on with the sweep of a folder; raises MissingPartError where its inputs or the program changed since."""
    read_plan(folder)  # what is no sweep is left as it is, without a lock in it
    with held(folder):
        plan = read_plan(folder)
        require_unchanged(plan)
        return _run(plan, folder, ask, stop, told=told, say=say)


def _run(plan: Plan, folder: Path, ask: Ask, stop: Stop, *, told: Told, say: Say) -> Outcome:
    ledger, mended = opened_ledger(plan, folder)
    for words in mended:
        say(words)
    with ledger:
        if ask.retry:
            ledger.forget(number for number, entry in ledger.entries().items() if entry.state == "failed")
        order = Order.of(plan, ask.limits)
        run = Run(plan=plan, folder=folder, ledger=ledger, order=order, told=told, stop=stop)
        if len(ledger.entries()) < len(plan.cases):
            _with(ask.engine(), run.beside_each_other)
        if run.suspects and not stop.asked:
            _with(ask.alone(), run.each_alone)
        entries = ledger.entries()
    interrupted = stop.asked and len(entries) < len(plan.cases)
    return Outcome(plan=plan, folder=folder, entries=entries, standing=run.standing, interrupted=interrupted)


def _with(engine: Engine, work: Callable[[Engine], None]) -> None:
    """Work with an engine and close it, at once where the work ends by an error or a second interrupt."""
    try:
        work(engine)
    except BaseException:
        engine.close(at_once=True)
        raise
    engine.close()
