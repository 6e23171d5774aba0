"""The manifest of a folder: what made it and what is in it, sealed; written last."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage_model.cases.answer import CaseAnswer
from storage_model.runs.layout import KIND, MANIFEST, SCHEMA_VERSION
from storage_model.runs.seal import sealed
from storage_model.words.versions import versions


def sealed_manifest(kind: str, facts: Mapping[str, Any], outputs_sha256: Mapping[str, str]) -> dict[str, Any]:
    """Return the manifest of a folder of a kind with `facts` of its own; times stand here and in no other file."""
    return sealed(
        {
            "kind": kind,
            "schema_version": SCHEMA_VERSION,
            "status": "verified",
            "versions": versions(),
            **facts,
            "outputs_sha256": dict(outputs_sha256),
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )


def manifest_of(
    answer: CaseAnswer, folder: Path, solver: Mapping[str, Any], wall_times_s: Mapping[str, float]
) -> dict[str, Any]:
    """Return the manifest of a run, whose files are those now in `folder`."""
    facts = {
        "case": answer.scenario.name,
        "solver": {
            "name": answer.dispatch.solver,
            "iterations": answer.dispatch.iterations,
            "binaries": answer.dispatch.binaries,
            "options": dict(solver),
        },
        "inputs_sha256": dict(answer.scenario.files),
        "wall_times_s": dict(wall_times_s),
    }
    return sealed_manifest(KIND, facts, sha256_below(folder))


def sha256_below(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder but its manifest, by relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
