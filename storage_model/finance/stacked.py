"""Several projects of one kind side by side as one record, so that all of them are valued in one pass."""

from collections.abc import Hashable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from storage_model.finance.terms.project import Project


def stacked(projects: Sequence[Project]) -> Project:
    """Return one project with a leading axis of variants; ValueError where they differ in more than amounts."""
    found: Project = _stacked(projects)
    return found


def alike(projects: Sequence[Project]) -> list[list[int]]:
    """Return the places of the projects that differ in nothing but amounts, one list for each such kind."""
    kinds: dict[Hashable, list[int]] = {}
    for place, project in enumerate(projects):
        kinds.setdefault(_kind(project), []).append(place)
    return list(kinds.values())


def _kind(record: Any) -> Hashable:
    """Return a record without its amounts."""
    if isinstance(record, np.ndarray | float):
        return None
    if isinstance(record, tuple):
        return tuple(_kind(one) for one in record)
    if is_dataclass(record) and not isinstance(record, type):
        return type(record), *(_kind(getattr(record, one.name)) for one in fields(record))
    named: Hashable = record
    return named


def _stacked(records: Sequence[Any]) -> Any:
    first = records[0]
    if isinstance(first, np.ndarray | float) and not all(np.array_equal(one, first) for one in records):
        arrays = np.broadcast_arrays(*records)
        # A number a variant has the same meaning in every year: it gets an axis of years of its own.
        return np.stack(arrays) if arrays[0].ndim else np.array(records)[:, None]
    if isinstance(first, tuple):
        if len({len(one) for one in records}) != 1:
            raise ValueError("variants of a project with different numbers of lines")
        return tuple(_stacked(one) for one in zip(*records, strict=True))
    if is_dataclass(first) and not isinstance(first, type):
        kind: Any = type(first)
        return kind(**{one.name: _stacked([getattr(record, one.name) for record in records]) for one in fields(first)})
    if not isinstance(first, np.ndarray | float) and any(one != first for one in records):
        raise ValueError(f"variants of a project that differ in {first!r}")
    return first
