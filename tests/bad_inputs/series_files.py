"""Small data files made on the spot, and what reading them says."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from storage_model.prices.read.read_series import Reading, read_series
from storage_model.prices.ref import SeriesRef
from storage_model.problems import InputError, Problem

QUARTERS = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(0, 1440, 15)]
QUARTER_ENDS = [*QUARTERS[1:], "24:00"]


def read(path: Path, **words: Any) -> Reading:
    """Read column `p` of a file, in yuan/MWh unless told otherwise."""
    ref = SeriesRef(**{"file": path.name, "column": "p", "unit": "yuan_per_mwh", **words})
    return read_series(path, path.name, ref, "price")


def problems(path: Path, **words: Any) -> dict[str, Problem]:
    """Return the problems of reading a file by code; fails when it can be read or says one code twice."""
    with pytest.raises(InputError) as caught:
        read(path, **words)
    found = {problem.code: problem for problem in caught.value.problems}
    assert len(found) == len(caught.value.problems), caught.value
    return found


def csv_file(folder: Path, rows: Iterable[str], head: str = "t,p", encoding: str = "utf-8") -> Path:
    """Write a CSV file and return its path."""
    path = folder / "x.csv"
    path.write_bytes("\n".join([head, *rows, ""]).encode(encoding))
    return path


def hours(first: int = 0, last: int = 24, day: str = "2026-01-01") -> list[str]:
    """Return hourly rows of one day in the house format; the price is the hour."""
    return [f"{day}T{hour:02d}:00+08:00,{hour}" for hour in range(first, last)]
