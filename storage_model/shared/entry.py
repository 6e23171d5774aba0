"""What a folder is entered with on the server: its seal, of what it is, and the few numbers a list shows."""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from storage_model.report.many.listed import listed_many
from storage_model.report.many.whole import broken_laws
from storage_model.runs.layout import COMPARISON, KIND, SWEEP
from storage_model.runs.reading.damage import DamagedRunError
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.seal import SEAL


def entry_of(run: RunFolder) -> dict[str, Any]:
    """Return the columns of its row; raises DamagedRunError for a sweep whose files do not say the same."""
    return {
        "sha256": run.manifest[SEAL],
        "kind": run.kind,
        "case_name": _case(run),
        "written": datetime.fromisoformat(run.manifest["written"]),
        "summary": run.json("summary.json") if run.kind == KIND else _summary_of_many(run),
    }


def _case(run: RunFolder) -> str:
    """Return the case a folder is about, or starts from."""
    if run.kind == SWEEP:
        return PurePosixPath(run.manifest["base"]).stem
    return str(run.manifest["cases"][0]) if run.kind == COMPARISON else run.case


def _summary_of_many(run: RunFolder) -> dict[str, Any]:
    """Return what `ls` says here of a folder of many cases, so that it says the same of the shared one."""
    broken = broken_laws(run) if run.kind == SWEEP else {}
    if broken:
        raise DamagedRunError(broken.values())
    listed = listed_many(run.folder)
    return {**{count: getattr(listed, count) for count in ("cases", "done", "failed")}, "found": listed.found}
