"""Formulas applied to the rows of a run, year by year."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.words.formulas.catalogue import is_stream_row
from storage_model.words.formulas.formula import Formula, Part

Rows = Mapping[str, FloatArray]


def rows_behind(part: Part, rows: Collection[str]) -> Iterator[str]:
    """Yield the rows of a project that a part stands for; a line an option leaves out of a statement has none."""
    if part.row.endswith("*"):
        yield from (key for key in rows if key.startswith(part.row[:-1]) and is_stream_row(key))
    elif part.row in rows:
        yield part.row


def values_of_part(part: Part, rows: Rows) -> FloatArray:
    """Return what a part adds, with its sign, by period."""
    some = next(iter(rows.values()))
    found: FloatArray = np.zeros(len(some))
    for key in rows_behind(part, rows):
        found = found + rows[key]
    if part.before:
        found = np.concatenate([[0.0], found[:-1]])
    return part.sign * found


def recomputed(formula: Formula, rows: Rows) -> FloatArray | None:
    """Return a row as its formula says; None where only words say how, NaN where a ratio has no base."""
    parts = [values_of_part(part, rows) for part in formula.parts]
    if formula.kind == "sum":
        whole: FloatArray = np.sum(parts, axis=0)
        return whole
    if formula.kind == "ratio":
        over, under = parts
        share: FloatArray = np.divide(over, under, out=np.full(len(over), np.nan), where=under != 0)
        return share
    return None
