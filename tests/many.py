"""A small site and sweeps of it: a battery alone, two operating years of six-hour steps, a case in a few hundredths."""

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import timedelta
from math import sin
from pathlib import Path

from storage_model.cases.many.conduct import Ask, Outcome, begin_sweep, resume_sweep
from storage_model.cases.many.engine import Died, Engine, Work
from storage_model.cases.many.limits import FREE, Limits
from storage_model.cases.many.plan import Plan, plan_sweep
from storage_model.cases.many.pool import EachAlone, Pool
from storage_model.cases.many.read_sweep import read_sweep
from storage_model.cases.many.run import Stop
from storage_model.cases.many.task import Done, Task, run_task
from storage_model.report.many.folder import write_sweep
from tests.bad_inputs.site import START, case_of, make_site

SIX_HOURS = timedelta(hours=6)
STEPS = 365 * 4
CAPEX = "projects.station.investment.equipment.amount_yuan"
RATE = "policies.capacity_price.rate_yuan_per_kw_year"
LOSS = "assets.station.charge_efficiency_frac"
LIMIT = "connection.import_limit_mw"
SMALL = """\
project: ../projects/small.yaml
prices:
  real_time: null
  day_ahead: {file: ../prices/six_hours.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}
policies: {gas_tariff: null}
"""
ALONE = """\
extends: shouyang.yaml
assets: {gas_plant: null}
projects:
  gas: null
  station: {operating_years: 2, loans: {bank: {years: 1}}}
"""


def unheard(word: object) -> None:
    """Hear and do nothing."""


class Inside:
    """An engine without processes, to look at what it is asked; it does a task at once."""

    slots = 1

    def __init__(self, work: Work) -> None:
        self.work = work

    def submit(self, task: Task) -> Future[Done]:
        """Do the task."""
        future: Future[Done] = Future()
        future.set_result(self.work(task))
        return future

    def outcome(self, future: Future[Done]) -> Done | Died:
        """Return what became of it."""
        return future.result()

    def check(self) -> None:
        """Nothing can be lost."""

    def close(self, *, at_once: bool = False) -> None:
        """Nothing is open."""


def small_site(folder: Path) -> Path:
    """Return the small case in a site of its own."""
    cases = make_site(folder)
    rows = [
        f"{(START + number * SIX_HOURS).isoformat()},{round(300 + 200 * sin(number), 1)}" for number in range(STEPS)
    ]
    prices = cases.parent / "prices" / "six_hours.csv"
    prices.write_text("\n".join(["start,da_yuan_per_mwh", *rows]) + "\n", encoding="utf-8")
    (cases.parent / "projects" / "small.yaml").write_text(ALONE, encoding="utf-8")
    return case_of(cases, SMALL, "small.yaml")


def sweep_of(case: Path, body: str, name: str = "trial.yaml") -> Path:
    """Write a sweep of the small case; the body begins at line 2."""
    folder = case.parents[1] / "sweeps"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"base: ../cases/{case.name}\n{body}", encoding="utf-8")
    return path


def grid(axes: Mapping[str, object], **more: object) -> str:
    """Return the body of a grid."""
    rows = [f"  {key}: {values}" for key, values in axes.items()]
    return "\n".join([*(f"{key}: {value}" for key, value in more.items()), "axes:", *rows]) + "\n"


def planned(path: Path) -> Plan:
    """Return the plan of a sweep file."""
    return plan_sweep(read_sweep(path), {})


def swept_four(site: Path) -> Path:
    """Return a sweep that has ended below a site: two costs, two limits of which one keeps no schedule."""
    plan = planned(sweep_of(small_site(site), grid({CAPEX: [2e8, 1e8], LIMIT: [0.5, 210.0]}), "four.yaml"))
    outcome = run_here(plan, site / "results" / "four")
    write_sweep(outcome)
    return outcome.folder


def run_here(
    plan: Plan,
    folder: Path,
    jobs: int = 1,
    *,
    engine: Engine | None = None,
    limits: Limits = FREE,
    work: Work = run_task,
) -> Outcome:
    """Run a plan in a folder, quietly; `work` stands in for what a process does with a task."""
    ask = Ask(engine=lambda: engine or Pool(jobs, work), alone=lambda: EachAlone(1, work), limits=limits)
    return begin_sweep(plan, folder, ask, Stop(), told=unheard, say=unheard)


def go_on(folder: Path, *, retry: bool = False) -> tuple[Outcome, list[str]]:
    """Go on in a folder; return what came of it and what was said."""
    said: list[str] = []
    ask = Ask(engine=lambda: Pool(1), alone=lambda: EachAlone(1), retry=retry)
    return resume_sweep(folder, ask, Stop(), told=unheard, say=said.append), said


def answers(folder: Path) -> dict[str, bytes]:
    """Return every case file of a sweep by name."""
    return {path.name: path.read_bytes() for path in sorted((folder / "cases").iterdir())}
