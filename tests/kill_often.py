"""A sweep of 400 cases killed again and again: what runs in the process that is killed, and the one that kills it.

Run as a program: FOLDER KILLS SEED. The answers are made at once from their numbers, so that what is tried here is
how they are kept; each process begins where the one killed before it stood.
"""

import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import NoReturn

import numpy as np

from storage_model.cases.many.conduct import Ask, Outcome, begin_sweep
from storage_model.cases.many.one_case import Content, Lived
from storage_model.cases.many.plan import Plan, PlannedCase
from storage_model.cases.many.run import Stop, Told
from storage_model.cases.many.standing import Standing
from storage_model.cases.many.task import Done, Task
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.record import Lifetime
from tests.many import Inside, unheard

CASES, A_LIFE = 400, 10
NOTHING = Lifetime(calendar_years=(2027,), streams=(), out_mwh={}, in_mwh={}, figures={})


def plan_of_400(root: Path) -> Plan:
    """Return a plan of 400 cases, ten to a life."""
    cases = [PlannedCase(number=n, values={"a.x": n}, life=f"{(n - 1) // A_LIFE}") for n in range(1, CASES + 1)]
    return Plan(
        name="kept", root=root, base="base.yaml", fixed={}, axes=("a.x",), project="p", metrics=("npv",),
        options=SolverOptions(), cases=tuple(cases), files={}, code="the same", solver="the same",
    )  # fmt: skip


def answer(number: int) -> Content:
    """Return what stands for the answer of a case, a few thousand bytes of it."""
    digits = np.random.default_rng(number).random(200).tolist()
    return {"status": "verified", "projects": {"p": {"npv": float(number)}}, "annual": {"digits": digits}}


def at_once(task: Task) -> Done:
    """Answer every case of a task."""
    return Done(
        answers={case.number: answer(case.number) for case in task.cases}, lived=Lived(lifetime=NOTHING, gap_frac=0.0)
    )


def go_on(folder: Path, told: Told = unheard) -> Outcome:
    """Begin the sweep or go on with it."""
    ask = Ask(engine=lambda: Inside(at_once), alone=lambda: Inside(at_once))
    return begin_sweep(plan_of_400(folder.parent), folder, ask, Stop(), told=told, say=unheard)


def _in_the_child(folder: Path, wanted: int) -> NoReturn:
    """Go on with the sweep, and never return into what the parent does.

    A life beyond the case the parent waits for, and at the end, it waits in its turn: a parent that gets no processor
    for a while must not find it gone.
    """

    def told(standing: Standing) -> None:
        if standing.done >= min(wanted + A_LIFE, CASES):
            signal.pause()

    try:
        go_on(folder, told)
    except BaseException:  # noqa: BLE001 - nothing may leave the child
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill the sweep so often, each time a moment after another case has been kept, then let it end."""
    moments = random.Random(seed)
    for number in range(kills):
        wanted, ended = (number + 1) * CASES // (kills + 1), 0
        child = os.fork()
        if child == 0:
            _in_the_child(folder, wanted)
        while not ended and len(list((folder / "cases").glob("*.json"))) < wanted:
            time.sleep(0.0002)
            ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            raise SystemExit(f"process {number} ended by itself with {status}")
        time.sleep(moments.random() * 0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    outcome = go_on(folder)
    sys.stdout.write(f"{len(outcome.entries)} {len(outcome.failed)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
