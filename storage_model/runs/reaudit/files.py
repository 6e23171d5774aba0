"""The input files of a run: whether they still are what they were, and every series against its own."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law

SERIES = 1e-9
# Unit of a file → unit of the table, and how many of these it is.
_UNITS = {
    **{unit: (unit, 1.0) for unit in ("yuan_per_mwh", "mw", "m3_per_h", "frac")},
    "yuan_per_kwh": ("yuan_per_mwh", 1_000.0),
    "kw": ("mw", 0.001),
    "m3_per_min": ("m3_per_h", 60.0),
    "percent": ("frac", 0.01),
}


def series_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far each series is from its file, where the file still stands where it stood, untouched.

    Prices, then gas, its concentration and heat of each plant; a file by the hour holds for every step of its hours.
    """
    for name, column, terms in (*_prices(evidence), *_of_assets(evidence)):
        unit, factor = _UNITS.get(terms.get("unit", ""), ("", 0.0))
        values = _column_of_file(evidence, terms)
        series = evidence.dispatch.get(f"{column}_{unit}")
        if values is not None and series is not None and len(series) % len(values) == 0:
            apart = series - np.repeat(values * factor, len(series) // len(values))
            yield Law(name=f"{name}.series_is_its_file", deviation=float(np.max(np.abs(apart))), tolerance=SERIES)


def _prices(evidence: Evidence) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for name, terms in evidence.inputs.get("prices", {}).items():
        yield name, f"series_{name}", terms


def _of_assets(evidence: Evidence) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield name, column and terms of every series an asset names."""
    for asset, inputs in evidence.assets.items():
        for field, terms in _series_below(inputs, ()):
            key = ".".join(field)
            yield f"{asset}.{key}", f"{asset}_{key}", terms


def _series_below(node: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, below in node.items():
        if isinstance(below, Mapping):
            if "file" in below:
                yield (*above, key), below
            else:
                yield from _series_below(below, (*above, key))


def untouched_file(evidence: Evidence, typed: str) -> Path | None:
    """Return an input file named relative to the run, when it still has the content the run was made from."""
    path = (evidence.run.folder / typed).resolve()
    if not path.is_file():
        return None
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return path if sha256 in evidence.run.manifest["inputs_sha256"].values() else None


def state_of_input(evidence: Evidence, name: str) -> str:
    """Return what became of an input file, named relative to its project folder: unchanged, changed or gone."""
    root = _project_folder(evidence)
    path = None if root is None else root / name
    if path is None or not path.is_file():
        return "gone"
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return "unchanged" if sha256 == evidence.run.manifest["inputs_sha256"][name] else "changed"


def _project_folder(evidence: Evidence) -> Path | None:
    """Return the folder input files are named from: the one in which a series file of the run is found."""
    for terms in evidence.inputs.get("prices", {}).values():
        path = (evidence.run.folder / terms["file"]).resolve()
        for name in evidence.run.manifest["inputs_sha256"]:
            if path.as_posix().endswith(f"/{name}"):
                return Path(path.as_posix().removesuffix(f"/{name}"))
    return None


def _column_of_file(evidence: Evidence, terms: Mapping[str, Any]) -> FloatArray | None:
    """Return a column of a plain table of numbers; None for a file that is gone, changed or needs more reading."""
    path = untouched_file(evidence, terms["file"])
    if path is None or path.suffix != ".csv" or "column" not in terms:
        return None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = (line for line in file if not line.startswith("#"))
            found = [float(row[terms["column"]]) for row in csv.DictReader(rows)]
    except (UnicodeDecodeError, KeyError, ValueError, TypeError):
        return None
    return np.array(found) if found else None
