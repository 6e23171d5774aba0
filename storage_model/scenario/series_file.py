"""One column of a CSV file as a series, in the unit the model works with."""

import csv
import hashlib
import io
from datetime import datetime
from itertools import pairwise
from math import isfinite
from pathlib import Path

import numpy as np

from storage_model.horizon import Horizon
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.problems import InputError, Problem
from storage_model.scenario.nearest import nearest

# unit as written → unit of the model, factor
UNITS = {
    "yuan_per_mwh": ("yuan_per_mwh", 1.0),
    "yuan_per_kwh": ("yuan_per_mwh", 1_000.0),
    "m3_per_h": ("m3_per_h", 1.0),
    "m3_per_min": ("m3_per_h", 60.0),
    "frac": ("frac", 1.0),
    "percent": ("frac", 0.01),
}


def read_series_file(path: Path, shown: str, ref: SeriesRef, name: str) -> Series:
    """Return the column of a UTF-8 CSV file whose first column holds ISO starts of steps with their offset.

    `shown` is the path users know. Raises InputError with the first line of every kind of slip.
    """
    content = path.read_bytes()
    try:
        rows = [
            row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) if row and not row[0].startswith("#")
        ]
    except UnicodeDecodeError as error:
        raise InputError([_problem("E201", shown, "bytes that are not UTF-8", "UTF-8", "save as UTF-8")]) from error
    if ref.unit not in UNITS or len(rows) < 3 or ref.column not in rows[0]:
        raise InputError(_head_problems(rows, shown, ref))
    column, (unit, factor) = rows[0].index(ref.column), UNITS[ref.unit]
    numbers = [_number(row, column) for row in rows[1:]]
    starts = [_time(row[0]) for row in rows[1:]]
    problems = _cell_problems(rows, column, numbers, starts, shown)
    if problems:
        raise InputError(problems)
    times = [start for start in starts if start is not None]
    step_s = (times[1] - times[0]).total_seconds()
    return Series(
        name=name,
        values=np.array(numbers, dtype=float) * factor,
        unit=unit,
        horizon=Horizon(start=times[0], step_h=step_s / 3_600, count=len(times)),
        source=next((row for row in content.decode("utf-8-sig").splitlines()[:1] if row.startswith("#")), "").lstrip(
            "# "
        ),
        file=shown,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _head_problems(rows: list[list[str]], shown: str, ref: SeriesRef) -> list[Problem]:
    found = []
    if len(rows) < 3:
        found.append(_problem("E202", shown, f"{len(rows)} rows", "a header and one row per step", "add the data"))
    elif ref.column not in rows[0]:
        near = nearest(ref.column, rows[0])
        fix = f"write `column: {near or rows[0][-1]}`"
        found.append(
            _problem("E203", shown, f"no column {ref.column!r} in {shown}", "one of " + ", ".join(rows[0]), fix)
        )
    if ref.unit not in UNITS:
        fix = f"write `unit: {nearest(ref.unit, UNITS) or 'yuan_per_mwh'}`"
        found.append(_problem("E114", shown, f"unit {ref.unit!r}", "one of " + ", ".join(UNITS), fix))
    return found


def _cell_problems(
    rows: list[list[str]], column: int, numbers: list[float | None], starts: list[datetime | None], shown: str
) -> list[Problem]:
    ragged = [line for line, row in enumerate(rows) if len(row) != len(rows[0])]
    if ragged:
        got = f"row {ragged[0]}: {len(rows[ragged[0]])} cells under {len(rows[0])} columns"
        fix = "quote cells that hold a comma, or write numbers without separators"
        return [_problem("E202", shown, got, "as many cells as columns", fix)]
    found = []
    bad = [line for line, number in enumerate(numbers, 1) if number is None]
    if bad:
        cells = ", ".join(f"row {line}: {rows[line][column : column + 1]}" for line in bad[:3])
        got, fix = f"{len(bad)} cells that are no number: {cells}", "write plain numbers, one in every row"
        found.append(_problem("E205", shown, got, "finite numbers", fix))
    late = [line for line, start in enumerate(starts, 1) if start is None]
    if late:
        got = f"row {late[0]}: {rows[late[0]][0]!r}"
        fix = "write the start of each step like 2026-01-01T00:00+08:00"
        return [*found, _problem("E210", shown, got, "a time with its offset", fix)]
    times = [start for start in starts if start is not None]
    step = times[1] - times[0]
    odd = [line for line, (one, two) in enumerate(pairwise(times), 2) if two - one != step]
    if odd or step.total_seconds() <= 0:
        line = odd[0] if odd else 2
        got = f"row {line}: {rows[line][0]} after {rows[line - 1][0]}"
        found.append(_problem("E207", shown, got, f"the next step {step} later", "fill the gap, drop the repetition"))
    return found


def _number(row: list[str], column: int) -> float | None:
    try:
        value = float(row[column])
    except (ValueError, IndexError):
        return None
    return value if isfinite(value) else None


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _problem(code: str, shown: str, got: str, expected: str, fix: str) -> Problem:
    return Problem(code=code, place=shown, got=got, expected=expected, fix=fix)
