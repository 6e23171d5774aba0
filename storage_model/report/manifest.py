"""manifest.json: what made a run folder and what is in it; written last."""

import hashlib
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from storage_model import __version__
from storage_model.cases.answer import CaseAnswer

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1
KIND = "storage_model run"
_PACKAGES = ("pyomo", "highspy", "numpy", "pandas", "pydantic", "duckdb", "altair", "vl-convert-python")


def versions() -> dict[str, str]:
    """Return the versions of Python, of this package and of the packages numbers pass through."""
    return {
        "python": platform.python_version(),
        "storage_model": __version__,
        **{name: version(name) for name in _PACKAGES},
    }


def manifest_of(
    answer: CaseAnswer, folder: Path, solver: Mapping[str, Any], wall_times_s: Mapping[str, float]
) -> dict[str, Any]:
    """Return the manifest of the files now in `folder`; times stand here and in no other file."""
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    return {
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
        "outputs_sha256": {path.name: sha256_of(path) for path in files},
        "wall_times_s": dict(wall_times_s),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
