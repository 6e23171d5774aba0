"""Runs on disk: the one somebody means, and all below a folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from storage_model.problems import Problem
from storage_model.report.layout import MANIFEST
from storage_model.report.reading.damage import DamagedRunError, damaged
from storage_model.report.reading.folder import open_run
from storage_model.report.whole import put_back

RESULTS = Path("results")
State = Literal["verified", "damaged", "unfinished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRun:
    """One folder below the results; its numbers only where every file is as written."""

    folder: Path
    state: State
    problems: tuple[Problem, ...] = ()
    manifest: dict[str, Any] | None = None
    summary: dict[str, Any] | None = None


def find_run(typed: Path, results: Path = RESULTS) -> Path:
    """Return the folder of a run named by its path or, below `results`, by its name; LookupError when there is none."""
    for folder in (typed, results / typed):
        put_back(folder)
        if folder.is_dir():
            return folder
    if typed.name == MANIFEST and typed.is_file():
        return typed.parent
    known = sorted(path.name for path in results.iterdir() if path.is_dir()) if results.is_dir() else []
    near = get_close_matches(typed.name, known, n=1, cutoff=0.5)
    hint = f"; did you mean {results / near[0]}?" if near else f"; runs stand below {results}/, see `ls`"
    raise LookupError(f"no folder {typed} or {results / typed}{hint}")


def list_runs(results: Path = RESULTS) -> Iterator[ListedRun]:
    """Yield every run below a folder, newest last; a folder that is no run is passed over."""
    if not results.is_dir():
        return
    for old in results.glob(".*.old"):
        put_back(results / old.name[1:].rpartition(".")[0].rpartition(".")[0])
    found = [_listed(path) for path in sorted(results.iterdir()) if path.is_dir() and _looks_like_a_run(path)]
    yield from sorted(found, key=lambda run: (run.manifest or {}).get("written", ""))


def with_numbers(run: ListedRun, keys: Sequence[str]) -> ListedRun:
    """Return a run whose summary lacks one of the numbers asked for with a problem that names what is missing."""
    lacking = [] if run.summary is None else [key for key in ("verdict", *keys) if key not in run.summary]
    if not lacking:
        return run
    likely = "another version of the program wrote it, or somebody sealed it anew"
    got = f"no {', '.join(lacking)}"
    problem = damaged("E409", run.folder / "summary.json", got, "a verdict and every indicator", likely=likely)
    return replace(run, problems=(*run.problems, problem))


def _looks_like_a_run(path: Path) -> bool:
    if (path / MANIFEST).exists() or path.name.endswith(".partial"):
        return True
    return (path / "summary.json").exists() or (path / "dispatch.parquet").exists()


def _listed(path: Path) -> ListedRun:
    if not (path / MANIFEST).exists():
        return ListedRun(folder=path, state="unfinished")
    try:
        run = open_run(path)
        return ListedRun(folder=path, state="verified", manifest=dict(run.manifest), summary=run.json("summary.json"))
    except DamagedRunError as error:
        return ListedRun(folder=path, state="damaged", problems=error.problems)
