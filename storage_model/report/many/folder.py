"""Write the tables of a sweep beside its case files, each whole or not at all, and what made them last."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage_model.cases.many.case_files import case_file
from storage_model.cases.many.conduct import Outcome
from storage_model.cases.many.plan_file import PLAN
from storage_model.durable import DRAFT, write_durably
from storage_model.report.many.tables import annual_columns_of_cases, case_columns, case_rows, contents_of
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import SWEEP, SWEEP_MANIFEST
from storage_model.runs.manifest import sealed_manifest, sha256_of
from storage_model.words.tables.cells import csv_text
from storage_model.words.tables.parquet import Columns, write_parquet

TABLES = ("cases.parquet", "annual.parquet", "summary.csv")


def write_sweep(outcome: Outcome) -> None:
    """Write cases.parquet, annual.parquet, summary.csv and, last, sweep.json.

    The tables are byte for byte the same for the same inputs, whatever computed them in whatever order.
    """
    folder, contents = outcome.folder, contents_of(outcome)
    columns = case_columns(outcome, contents)
    _replaced(folder / "cases.parquet", lambda path: write_parquet(path, columns))
    if contents:
        annual: Columns = annual_columns_of_cases(contents)
        _replaced(folder / "annual.parquet", lambda path: write_parquet(path, annual))
    write_durably(folder / "summary.csv", csv_text(case_rows(columns, outcome.plan.metrics)))
    write_durably(folder / SWEEP_MANIFEST, json_text(_sweep_json(outcome)))


def _replaced(path: Path, write: Callable[[Path], None]) -> None:
    draft = path.with_name(f"{path.name}{DRAFT}")
    write(draft)
    draft.replace(path)


def told(outcome: Outcome) -> dict[str, Any]:
    """Return a sweep in a few keys: counts, the best case, why others failed."""
    plan, best = outcome.plan, outcome.standing.best
    return {
        "sweep": plan.name,
        "folder": str(outcome.folder),
        "cases": len(plan.cases),
        "done": sum(entry.state == "done" for entry in outcome.entries.values()),
        "failed": len(outcome.failed),
        "dispatches": len(plan.lives),
        "interrupted": outcome.interrupted,
        "best": None
        if best is None
        else {
            "case": best.number,
            "metric": best.metric,
            "value": best.value,
            "values": dict(plan.cases[best.number - 1].values),
        },
        "failures": [{"case": one.number, "kind": one.kind, "words": one.words} for one in outcome.failed],
    }


def _sweep_json(outcome: Outcome) -> dict[str, Any]:
    plan, folder = outcome.plan, outcome.folder
    facts = {
        "digest": plan.digest,
        **{key: value for key, value in told(outcome).items() if key != "folder"},
        "base": plan.base,
        "inputs_sha256": dict(plan.files),
    }
    tables = {name: sha256_of(folder / name) for name in (PLAN, *TABLES) if (folder / name).exists()}
    done = (one for one in outcome.entries.values() if one.state == "done")
    return sealed_manifest(SWEEP, facts, tables | {case_file(one.number, one.sha256): one.sha256 for one in done})
