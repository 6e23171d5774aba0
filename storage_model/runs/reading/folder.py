"""Open a folder of results: its manifest is whole and of our layout, every file has the bytes that were written."""

import hashlib
import json
import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from storage_model.problems import Problem
from storage_model.runs.layout import (
    KIND,
    MANIFEST,
    NEEDED,
    SCHEMA_VERSION,
    SWEEP_MANIFEST,
    SWEEP_PLAN,
)
from storage_model.runs.reading.damage import AGAIN, DamagedRunError, damaged
from storage_model.runs.seal import SEAL, seal_holds


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFolder:
    """One complete folder whose every file is as it was written: a run, or many cases of one kind."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """What it is a folder of, one of the kinds of the layout."""
        return str(self.manifest["kind"])

    @property
    def case(self) -> str:
        """Name of the case."""
        return str(self.manifest["case"])

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files, relative to the folder, without the manifest."""
        return tuple(self.manifest["outputs_sha256"])

    def input_named(self, typed: str) -> str | None:
        """Return the manifest's name of an input file, from its path relative to the folder; None where it has none."""
        path = (self.folder / typed).resolve().as_posix()
        named = (name for name in self.manifest["inputs_sha256"] if path.endswith(f"/{name}"))
        return max(named, key=len, default=None)

    def json(self, name: str) -> Any:
        """Return the content of a JSON file of the run."""
        return json.loads(self.bytes(name))

    def bytes(self, name: str) -> bytes:
        """Return the bytes of a file of the run, checked once more as they are read."""
        content = (self.folder / name).read_bytes()
        problem = _changed(self.folder / name, self.manifest["outputs_sha256"][name], content)
        if problem:
            raise DamagedRunError([problem])
        return content


def open_run(folder: Path) -> RunFolder:
    """Return a run; raises DamagedRunError (exit status 6) naming every file that is missing or changed."""
    return open_folder(folder, (KIND,))


def open_folder(folder: Path, kinds: Collection[str] = tuple(NEEDED)) -> RunFolder:
    """Return a folder of one of these kinds, whole; raises DamagedRunError as for a run."""
    run = RunFolder(folder=folder, manifest=_manifest(manifest_in(folder), kinds))
    problems = [*_incomplete(run), *_of_files(run)]
    if problems:
        raise DamagedRunError(problems)
    return run


def manifest_in(folder: Path) -> Path:
    """Return where the manifest of a folder stands, or would; a sweep has its own beside its plan."""
    swept = any((folder / name).exists() for name in (SWEEP_PLAN, SWEEP_MANIFEST))
    return folder / (SWEEP_MANIFEST if swept else MANIFEST)


def inside(name: str) -> bool:
    """Whether the name of a file stays inside the folder it is joined to."""
    return not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


def _manifest(path: Path, kinds: Collection[str]) -> Mapping[str, Any]:
    if not path.is_file():
        raise DamagedRunError([_without_manifest(path)])
    content = path.read_bytes()
    try:
        manifest: dict[str, Any] = json.loads(content)
        ours = manifest["kind"] in kinds
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DamagedRunError(
            [damaged("E402", path, "text that is no manifest of a run", "the manifest as written")]
        ) from None
    if not ours:
        got = f"a folder of another kind: {manifest['kind']!r}"
        fix = _way_of(manifest["kind"])
        raise DamagedRunError([damaged("E402", path, got, " or ".join(kinds), fix=fix)])
    _require_version(path, manifest)
    if not seal_holds(manifest, content):
        got = "a manifest that was changed after it was written"
        raise DamagedRunError([damaged("E404", path, got, f"the content {SEAL} was computed from")])
    return manifest


def _way_of(kind: object) -> str:
    """Return how a folder is read that the command does not take."""
    if kind not in tuple(NEEDED):
        return "name a folder of results that storage-model wrote"
    return "`storage-model show` and `query` tell of it; here name a single run"


def _without_manifest(path: Path) -> Problem:
    if path.name == SWEEP_MANIFEST:
        missing = "a sweep that has not ended; its tables are written when no case is left"
        fix = f"storage-model resume {shlex.quote(str(path.parent))}"
        return damaged("E401", path, missing, "a complete sweep", fix=fix)
    missing = "no manifest; it is written last, so the run did not end or somebody removed it"
    return damaged("E401", path, missing, "a complete run folder")


def _require_version(path: Path, manifest: Mapping[str, Any]) -> None:
    """Raise when another version of the folder's layout wrote it; said before the seal, which versions may change."""
    found = manifest.get("schema_version")
    if found == SCHEMA_VERSION:
        return
    versions = manifest.get("versions")
    writer = versions.get("storage_model", "?") if isinstance(versions, Mapping) else "?"
    newer = isinstance(found, int) and found > SCHEMA_VERSION
    got = f"layout {found!r}, written by storage_model {writer}"
    fix = "install that version of storage_model, or a later one" if newer else AGAIN
    raise DamagedRunError([damaged("E403", path, got, f"layout {SCHEMA_VERSION} of this version", fix=fix)])


def _incomplete(run: RunFolder) -> Iterator[Problem]:
    path = manifest_in(run.folder)
    if run.manifest.get("status") != "verified":
        yield damaged("E405", path, f"status {run.manifest.get('status')!r}", "a run that was verified")
    for name in NEEDED[run.kind]:
        if name not in run.files:
            yield damaged("E405", path, f"no entry for {name}", "every file a run has")


def _of_files(run: RunFolder) -> Iterator[Problem]:
    for name, sha256 in run.manifest["outputs_sha256"].items():
        path = run.folder / name
        if not inside(name) or path.is_symlink():
            yield damaged("E405", manifest_in(run.folder), f"{name!r}", "files inside the folder of the run")
            continue
        if not path.is_file():
            yield damaged("E406", path, "no such file", "a file of this run", likely="it was moved or deleted")
            continue
        try:
            problem = _changed(path, sha256, path.read_bytes())
        except OSError as error:
            problem = damaged("E406", path, f"the system says: {error.strerror or error}", "a file that can be read")
        if problem:
            yield problem


def _changed(path: Path, sha256: str, content: bytes) -> Problem | None:
    if hashlib.sha256(content).hexdigest() == sha256:
        return None
    got = f"{len(content):,} bytes that are not the ones written" if content else "an empty file"
    kept = path.suffix in {".xlsx", ".html", ".csv"}
    likely = "it was opened and saved by another program; keep your own version under another name" if kept else ""
    return damaged("E407", path, got, f"SHA-256 {sha256[:12]}… of the manifest", likely=likely)
