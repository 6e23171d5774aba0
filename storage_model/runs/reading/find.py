"""Runs on disk: the one somebody means, and all below a folder."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from storage_model.problems import Problem
from storage_model.runs.layout import KIND, MANIFEST, NEEDED, SWEEP, SWEEP_MANIFEST, SWEEP_PLAN
from storage_model.runs.reading.damage import DamagedRunError, damaged
from storage_model.runs.reading.folder import manifest_in, open_run
from storage_model.runs.whole import put_back

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
    places = dict.fromkeys((typed, results / typed))  # one place where the path is absolute
    for folder in places:
        put_back(folder)
        if folder.is_dir():
            return folder
    if typed.name == MANIFEST and typed.is_file():
        return typed.parent
    known = sorted(path.name for path in results.iterdir() if path.is_dir()) if results.is_dir() else []
    near = get_close_matches(typed.name, known, n=1, cutoff=0.5)
    hint = f"; did you mean {results / near[0]}?" if near else f"; runs stand below {results}/, see `ls`"
    raise LookupError(f"no folder {' or '.join(map(str, places))}{hint}")


def list_runs(results: Path) -> Iterator[ListedRun]:
    """Yield every run below a folder, newest last; a folder that is no run is passed over."""
    found = [_listed(path) for path in folders_below(results) if kind_of(path) == KIND]
    yield from sorted(found, key=lambda run: (run.manifest or {}).get("written", ""))


def folders_below(results: Path) -> list[Path]:
    """Return every folder of results below a folder; one that is none itself is looked into."""
    found: list[Path] = []
    for path in _below(results):
        found += [path] if _looks_like_ours(path) else filter(_looks_like_ours, _below(path))
    return found


def kind_of(path: Path) -> str:
    """Return what a folder of results says it is; a run where it says nothing that is known."""
    manifest = manifest_in(path)
    if manifest.name == SWEEP_MANIFEST:
        return SWEEP
    try:
        kind = json.loads(manifest.read_bytes())["kind"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return KIND
    return kind if kind in NEEDED else KIND


def _below(folder: Path) -> list[Path]:
    """Return the folders in a folder, after bringing back what a killed writer left half replaced."""
    if not folder.is_dir():
        return []
    for old in folder.glob(".*.old"):
        put_back(folder / old.name[1:].rpartition(".")[0].rpartition(".")[0])
    return sorted(path for path in folder.iterdir() if path.is_dir())


def with_numbers(run: ListedRun, keys: Sequence[str]) -> ListedRun:
    """Return a run whose summary lacks one of the numbers asked for with a problem that names what is missing."""
    lacking = [] if run.summary is None else [key for key in ("verdict", *keys) if key not in run.summary]
    if not lacking:
        return run
    likely = "another version of the program wrote it, or somebody sealed it anew"
    got = f"no {', '.join(lacking)}"
    problem = damaged("E409", run.folder / "summary.json", got, "a verdict and every indicator", likely=likely)
    return replace(run, problems=(*run.problems, problem))


def _looks_like_ours(path: Path) -> bool:
    known = (MANIFEST, SWEEP_MANIFEST, SWEEP_PLAN, "summary.json", "dispatch.parquet")
    return path.name.endswith(".partial") or any((path / name).exists() for name in known)


def _listed(path: Path) -> ListedRun:
    if not (path / MANIFEST).exists():
        return ListedRun(folder=path, state="unfinished")
    try:
        run = open_run(path)
        return ListedRun(folder=path, state="verified", manifest=dict(run.manifest), summary=run.json("summary.json"))
    except DamagedRunError as error:
        return ListedRun(folder=path, state="damaged", problems=error.problems)
