"""Published means by hour of the day: reading them, scaling a season to another year, going to quarter-hours."""

import csv
import io
from collections.abc import Mapping
from math import isfinite

import numpy as np
from scipy.interpolate import PchipInterpolator

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.targets import CurveRef
from storage_model.problems import InputError, Problem

HOURS = 24
COLUMNS = ["curve", *(f"h{hour:02d}" for hour in range(HOURS))]
Curves = Mapping[str, FloatArray]
CurveFiles = Mapping[str, Curves]


def curves_in(content: bytes, shown: str) -> Curves:
    """Return the curves of a CSV file by name, each of shape (24,); lines that begin with # are words about it.

    Raises InputError with every line that cannot be read.
    """
    lines = list(enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace"))), 1))
    rows = [(number, row) for number, row in lines if row and not row[0].startswith("#")]
    if not rows or rows[0][1] != COLUMNS:
        got = "nothing" if not rows else ",".join(rows[0][1])
        raise InputError([_problem("E203", f"{shown}:{rows[0][0] if rows else 1}", got, ",".join(COLUMNS))])
    problems, curves = [], {}
    for number, row in rows[1:]:
        values = [_number(cell) for cell in row[1:]]
        if len(row) != len(COLUMNS) or not all(isfinite(value) for value in values):
            problems.append(_problem("E205", f"{shown}:{number}", ",".join(row), "a name and 24 numbers"))
        curves[row[0]] = np.array(values)
    if problems:
        raise InputError(problems)
    return curves


def curve_of(files: CurveFiles, ref: CurveRef, suffix: str = "") -> FloatArray:
    """Return one curve; InputError when its file does not hold it."""
    found = files[ref.file].get(ref.curve + suffix)
    if found is None:
        raise InputError([_problem("E203", ref.file, f"no curve {ref.curve + suffix!r}", ", ".join(files[ref.file]))])
    return found


def month_curves(files: CurveFiles, months: CurveRef, year: CurveRef | None, days_of_month: FloatArray) -> FloatArray:
    """Return day-ahead means by month and hour, shape (12, 24).

    With a curve of the year, each hour of each month is multiplied by (curve of the year ÷ mean of that hour over the
    days of the season's year), so the season keeps its proportions and the year's mean curve is the one given.
    """
    season = np.stack([curve_of(files, months, f"_{month:02d}") for month in range(1, 13)])
    if year is None:
        return season
    return season * (curve_of(files, year) / np.average(season, axis=0, weights=days_of_month))


def quarter_hours(hours: FloatArray) -> FloatArray:
    """Return a day of hourly means as 96 quarter-hours: smooth, never out of order of sign, each hour's mean kept.

    The running sum of the day, repeated around midnight, is interpolated monotonically; its increments are the means.
    """
    around = np.concatenate([hours[-3:], hours, hours[:3]])
    running = PchipInterpolator(np.arange(len(around) + 1), np.concatenate([[0.0], np.cumsum(around)]))
    found: FloatArray = np.diff(running(3 + np.arange(4 * HOURS + 1) / 4)) * 4
    return found


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")


def _problem(code: str, place: str, got: str, expected: str) -> Problem:
    return Problem(code=code, place=place, got=got, expected=expected, fix="write the file as docs/prices.md shows it")
