"""What tells before anything is computed that a run would come out another: keys it lacks, files that changed."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from storage_model.problems import Problem
from storage_model.runs.reading.damage import damaged
from storage_model.runs.reading.folder import RunFolder
from storage_model.scenario.scenario import Scenario
from storage_model.words.labels.summary import SUMMARY_LABELS

# Told of some runs alone: what some sites have, some questions ask.
_PARTS = ("others.", "generation.", "methane.")
_SOMETIMES = ("_investor_", "_by_asset_", "_by_project_", "perfect_at_most_", "counts_from")
ALWAYS: Final = tuple(
    key for key in SUMMARY_LABELS if not key.startswith(_PARTS) and not any(part in key for part in _SOMETIMES)
)
_SHOWN = 3


def unlike_today(run: RunFolder, scenario: Scenario) -> Iterator[Problem]:
    """Yield why a run cannot be made again: its summary lacks what this version tells, or files changed since."""
    summary = run.json("summary.json")
    lacking = [key for key in ALWAYS if not _told(summary, key)]
    if lacking:
        named = ", ".join(lacking[:_SHOWN]) + (f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else "")
        place, expected = run.folder / "summary.json", "every figure that this version tells of a run"
        yield damaged("E408", place, f"no {named}", expected, likely="an older version of the program wrote it")
    written = run.manifest["inputs_sha256"]
    for name, sha256 in scenario.files.items():
        if written.get(name, sha256) != sha256:
            got, expected = f"SHA-256 {sha256[:12]}…", f"{written[name][:12]}…, as when the run was made"
            fix = "restore the file, or run the case again"
            yield damaged("E408", name, got, expected, likely="the file was changed since", fix=fix)


def _told(summary: Any, key: str) -> bool:
    """Whether a summary has a key, written with a dot for each level."""
    head, _, rest = key.partition(".")
    return isinstance(summary, Mapping) and head in summary and (not rest or _told(summary[head], rest))
