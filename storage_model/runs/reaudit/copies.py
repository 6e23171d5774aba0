"""What a run tells a second time for people and spreadsheets: summary.csv, checks.json, the statements in 万元."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, Law

# Unit of a sheet → how many of it a figure in its machine unit is; what has no unit is shown as it is.
_SHOWN = {"万元": 1e-4, "%": 100.0}
# Cells have two digits behind the point: half of the last one, and what is lost in between.
HALF_A_DIGIT = 0.005 + 1e-6
_BEFORE_TOTAL = 5
"""statement and row in two languages, unit"""


def copy_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far each is from the summary and the tables; nothing of a run whose folder is not finished."""
    files = evidence.run.manifest.get("outputs_sha256", {})
    if not files:
        return
    wrong = {"summary.csv": _summary_apart(evidence), "checks.json": _checks_apart(evidence.run.json("checks.json"))}
    for law, name in (("copies.summary_csv", "summary.csv"), ("copies.checks_as_counted", "checks.json")):
        yield Law(name=law, deviation=float(len(wrong[name])), tolerance=0.0, detail=", ".join(wrong[name][:3]))
    for project in (*evidence.projects, TOGETHER):
        name = f"tables/statements-{project}.csv"
        if name in files:
            far, where = _statements_apart(evidence, project, _rows(evidence, name))
            yield Law(name=f"{project}.statements_csv", deviation=far, tolerance=HALF_A_DIGIT, detail=where)


def _rows(evidence: Evidence, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(evidence.run.bytes(name).decode("utf-8-sig"))))


def _summary_apart(evidence: Evidence) -> list[str]:
    """Return the keys of summary.csv that are not told as in summary.json."""
    said = {row[0]: row[3].removeprefix("'") for row in _rows(evidence, "summary.csv")[1:]}
    expected = {key: "" if value is None else str(value) for key, value in _flat(evidence.summary, "")}
    return [key for key in said.keys() | expected.keys() if said.get(key) != expected.get(key, "").removeprefix("'")]


def _flat(node: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        elif not isinstance(value, list):
            yield f"{above}{key}", value


def _checks_apart(said: Mapping[str, Any]) -> list[str]:
    """Return the checks that did not pass or are not told as such; a run that has one is never written."""
    wrong = [one["name"] for one in said["checks"] if not (one["passed"] and one["deviation"] <= one["tolerance"])]
    whole = said["passed"] is True and said["count"] == len(said["checks"])
    return wrong + ([] if whole else ["count"])


def _statements_apart(evidence: Evidence, project: str, rows: list[list[str]]) -> tuple[float, str]:
    """Return how far any cell is from its figure, in the unit shown, and which row that is."""
    keys = [key for key in evidence.statements.rows if key[0] == project]
    if len(rows) != len(keys) + 1:
        return float("inf"), f"{len(rows) - 1} rows"
    years = [int(year) for year in rows[0][_BEFORE_TOTAL + 1 :]]
    periods = [evidence.period_of(year) for year in years]
    worst, where = 0.0, ""
    for row, key in zip(rows[1:], keys, strict=True):
        values = evidence.statements.rows[key][periods] * _SHOWN.get(row[_BEFORE_TOTAL - 1], 1.0)
        total, *cells = row[_BEFORE_TOTAL:]
        far = max(_cells_apart(cells, values), _cells_apart([total], values.sum(keepdims=True)) if total else 0.0)
        worst, where = (worst, where) if far <= worst else (far, ".".join(key[1:]))
    return worst, where


def _cells_apart(cells: list[str], values: FloatArray) -> float:
    """Return the furthest that a cell is from its figure; an empty one stands for none."""
    shown = np.array([float(cell) if cell else np.nan for cell in cells])
    if (np.isnan(shown) != np.isnan(values)).any():
        return float("inf")
    return float(np.max(np.abs(np.nan_to_num(shown) - np.nan_to_num(values)), initial=0.0))
