"""Folders of many cases below the results: what they are, how far, what was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage_model.cases.many.case_files import case_files, read_case
from storage_model.cases.many.folder import seen_in
from storage_model.cases.many.plan_file import read_plan
from storage_model.cases.many.standing import Standing
from storage_model.problems import MissingPartError, Problem
from storage_model.runs.layout import COMPARISON, KIND, RANGES, SIZING, SWEEP, SWEEP_PLAN
from storage_model.runs.reading.damage import DamagedRunError, damaged
from storage_model.runs.reading.find import State, folders_below, kind_of
from storage_model.runs.reading.folder import RunFolder, open_folder

# What a case of a comparison, and a range, is told by.
TOLD_BY = "irr_project_after_tax_frac"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMany:
    """One folder of many cases; `found` is the best case, the middle of a range or the best size, by kind.

    Counts are None where the folder cannot say; a sweep under way has them, and its best so far.
    """

    folder: Path
    kind: str
    state: State
    written: str = ""
    cases: int | None = None
    done: int | None = None
    failed: int | None = None
    found: Mapping[str, Any] | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def left(self) -> int | None:
        """Cases that have yet to run."""
        return None if self.cases is None else self.cases - (self.done or 0) - (self.failed or 0)


def list_many(results: Path) -> Iterator[ListedMany]:
    """Yield every sweep, comparison, range and sizing below a folder, the newest last, those under way at the end."""
    found = [listed_many(path) for path in folders_below(results) if kind_of(path) != KIND]
    yield from sorted(found, key=lambda one: (one.state == "unfinished", one.written))


def listed_many(path: Path) -> ListedMany:
    """Return one folder of many cases as it stands."""
    kind = kind_of(path)
    return _sweep(path) if kind == SWEEP else _ended(path, kind)


def _ended(path: Path, kind: str) -> ListedMany:
    try:
        run = open_folder(path, (kind,))
    except DamagedRunError as error:
        return ListedMany(folder=path, kind=kind, state="damaged", problems=error.problems)
    cases, found = _FOUND[kind](run)
    return ListedMany(
        folder=path, kind=kind, state="verified", written=str(run.manifest["written"]), cases=cases, done=cases,
        failed=0, found=found,
    )  # fmt: skip


def _compared(run: RunFolder) -> tuple[int, Mapping[str, Any]]:
    cases = run.json("compare.json")["cases"]
    valued = {name: case[TOLD_BY] for name, case in cases.items() if case[TOLD_BY] is not None}
    best = max(valued, key=lambda name: valued[name], default=None)
    return len(cases), {"best": best, "metric": TOLD_BY, "value": None if best is None else valued[best]}


def _ranged(run: RunFolder) -> tuple[int, Mapping[str, Any]]:
    content = run.json("ranges.json")
    middle = content["indicators"][TOLD_BY]["quantiles"]["p50"]["value"]
    return content["draws"], {"metric": TOLD_BY, "p50": middle, "missed_hurdle_frac": content["missed_hurdle_frac"]}


def _sized(run: RunFolder) -> tuple[int, Mapping[str, Any]]:
    content = run.json("size.json")
    sets = content["sets"]
    best = {key: content["best"][key] for key in ("power_mw", "energy_mwh")}
    return content["candidates"], {**best, **({} if sets is None else {"sets": sets["best"]})}


_FOUND = {COMPARISON: _compared, RANGES: _ranged, SIZING: _sized}


def _sweep(path: Path) -> ListedMany:
    """Return a sweep as it stands, whether or not it has ended."""
    try:
        plan = read_plan(path)
    except MissingPartError as error:
        problem = damaged("E406", path / SWEEP_PLAN, str(error), "the plan of a sweep")
        return ListedMany(folder=path, kind=SWEEP, state="damaged", problems=(problem,))
    entries = seen_in(plan, path)
    standing = Standing(plan=plan)
    done = {number: one.sha256 for number, one in entries.items() if one.state == "done"}
    for number, sha256 in done.items():
        standing.hears(number, read_case(path, number, sha256))
    state, problems, written = _state(path, done, len(entries) == len(plan.cases))
    best = standing.best
    found = None if best is None else {
        "best": f"{best.number:04d}", "metric": best.metric, "value": best.value,
        "values": dict(plan.cases[best.number - 1].values),
    }  # fmt: skip
    return ListedMany(
        folder=path, kind=SWEEP, state=state, written=written, cases=len(plan.cases), done=len(done),
        failed=len(entries) - len(done), found=found, problems=problems,
    )  # fmt: skip


def _state(path: Path, done: Mapping[int, str], all_tried: bool) -> tuple[State, tuple[Problem, ...], str]:
    """Return how far a sweep is; tables older than the answers beside them are not its last word."""
    try:
        run = open_folder(path, (SWEEP,))
    except DamagedRunError as error:
        ended = [problem for problem in error.problems if problem.code != "E401"]
        return ("damaged" if ended else "unfinished"), tuple(ended), ""
    ended_so = all_tried and case_files(run.files) == done
    return ("verified" if ended_so else "unfinished"), (), str(run.manifest["written"])
