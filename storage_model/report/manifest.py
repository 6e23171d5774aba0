"""manifest.json: what made a run folder and what is in it; written last."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage_model.cases.answer import CaseAnswer
from storage_model.report.layout import KIND, MANIFEST, SCHEMA_VERSION
from storage_model.report.seal import sealed
from storage_model.report.versions import versions


def manifest_of(
    answer: CaseAnswer, folder: Path, solver: Mapping[str, Any], wall_times_s: Mapping[str, float]
) -> dict[str, Any]:
    """Return the manifest of the files now in `folder`; times stand here and in no other file."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    manifest = {
        "kind": KIND,
        "schema_version": SCHEMA_VERSION,
        "case": answer.scenario.name,
        "status": "verified",
        "versions": versions(),
        "solver": {
            "name": answer.dispatch.solver,
            "iterations": answer.dispatch.iterations,
            "binaries": answer.dispatch.binaries,
            "options": dict(solver),
        },
        "inputs_sha256": dict(answer.scenario.files),
        "outputs_sha256": {path.relative_to(folder).as_posix(): sha256_of(path) for path in files},
        "wall_times_s": dict(wall_times_s),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return sealed(manifest)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
