"""The input files of a run: whether they still are what they were, and every series against its own."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, Law, grown_frac, items
from storage_model.runs.reaudit.scope import left_out
from storage_model.words.label import Label

SERIES = 1e-9
# Unit of a file → unit of the table, and how many of these it is.
_UNITS = {
    **{unit: (unit, 1.0) for unit in ("yuan_per_mwh", "mw", "m3_per_h", "frac")},
    "yuan_per_kwh": ("yuan_per_mwh", 1_000.0),
    "kw": ("mw", 0.001),
    "m3_per_min": ("m3_per_h", 60.0),
    "percent": ("frac", 0.01),
}
# Series of a market product → the column that shows it, by the product's kind.
_OF_MARKETS = {
    "contract_for_difference": {"quantity": "quantity", "price": "contract"},
    "own_supply": {"demand": "demand", "price": "retail"},
}
# What became of a file → why nothing is held against it.
_WHY = {
    "gone": ("文件已不在原处", "it is no longer there"),
    "changed": ("文件已改动", "it has other bytes than the run was made from"),
}
_OTHER_SHAPE = ("文件须换算才能比较", "it needs more reading than a plain table of the same steps")


def series_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far each series is from its file, where the file still stands where it stood, untouched.

    Prices, then gas, its concentration and heat of each plant, then contracts and own use; a file by the hour holds for
    every step of its hours.
    """
    for name, column, terms, grown in _series(evidence):
        both = _beside_its_file(evidence, column, terms)
        if both is not None:
            apart = both[0] - grown * both[1]
            yield Law(name=f"{name}.series_is_its_file", deviation=float(np.max(np.abs(apart))), tolerance=SERIES)


def not_covered(evidence: Evidence) -> Iterator[Label]:
    """Yield every series that is held against no file, and why: it is gone, has other bytes, or needs more reading."""
    for name, column, terms, _ in _series(evidence):
        if _beside_its_file(evidence, column, terms) is not None:
            continue
        zh, en = _WHY.get(_state_of_file(evidence, terms["file"]), _OTHER_SHAPE)
        file = Path(terms["file"]).name
        yield left_out(name, f"与文件 {file} 的核对：{zh}", f"against its file {file}: {en}")


def _series(evidence: Evidence) -> Iterator[tuple[str, str, Mapping[str, Any], float]]:
    """Yield name, column of the dispatch table, terms and growth of every series that the table shows.

    Prices and what assets are given stand there as read, what belongs to a market as it is in the year.
    """
    for name, terms in evidence.inputs.get("prices", {}).items():
        yield name, f"series_{name}", terms, 1.0
    for asset, inputs in evidence.assets.items():
        for field, terms in _series_below(inputs, ()):
            key = ".".join(field)
            yield f"{asset}.{key}", f"{asset}_{key}", terms, 1.0
    for market, inputs in evidence.inputs.get("markets", {}).items():
        for key, column in _OF_MARKETS.get(inputs["kind"], {}).items():
            if terms := items(inputs, key):
                yield f"{market}.{key}", f"{market}_{column}", terms, grown_frac(evidence, terms)


def _beside_its_file(evidence: Evidence, column: str, terms: Mapping[str, Any]) -> tuple[FloatArray, FloatArray] | None:
    """Return a series of the table and what its file says of the same steps; None where that cannot be told."""
    unit, factor = _UNITS.get(terms.get("unit", ""), ("", 0.0))
    series, values = evidence.dispatch.get(f"{column}_{unit}"), _column_of_file(evidence, terms)
    if values is None or series is None or len(series) % len(values):
        return None
    return series, np.repeat(values * factor, len(series) // len(values))


def _series_below(node: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, below in node.items():
        if isinstance(below, Mapping):
            if "file" in below:
                yield (*above, key), below
            else:
                yield from _series_below(below, (*above, key))


def untouched_file(evidence: Evidence, typed: str) -> Path | None:
    """Return an input file named relative to the run, when it still has the content the run was made from."""
    return (evidence.run.folder / typed).resolve() if _state_of_file(evidence, typed) == "unchanged" else None


def _state_of_file(evidence: Evidence, typed: str) -> str:
    """Return what became of an input file named relative to the run."""
    name = evidence.run.input_named(typed)
    return "gone" if name is None else state_of_input(evidence, name)


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
        name = evidence.run.input_named(terms["file"])
        if name is not None:
            return Path((evidence.run.folder / terms["file"]).resolve().as_posix().removesuffix(f"/{name}"))
    return None


def _column_of_file(evidence: Evidence, terms: Mapping[str, Any]) -> FloatArray | None:
    """Return a column of a plain table of numbers; None for a file that is gone, changed or needs more reading."""
    path = untouched_file(evidence, terms["file"])
    if path is None or path.suffix != ".csv" or "column" not in terms:
        return None
    return _numbers(path.read_bytes(), terms["column"])


def _numbers(content: bytes, column: str) -> FloatArray | None:
    try:
        rows = (line for line in content.decode("utf-8-sig").splitlines() if not line.startswith("#"))
        found = [float(row[column]) for row in csv.DictReader(rows)]
    except (UnicodeDecodeError, KeyError, ValueError, TypeError):
        return None
    return np.array(found) if found else None
