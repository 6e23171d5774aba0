"""A life in a file: the dispatches of its years, written whole or not at all, read back only as they were written."""

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.solver.certificate import Certificate

SUFFIX = ".life"
# Of one project's work; older ones make room.
MOST_KEPT = 12
FACTS = "facts"
# What a dispatch holds as arrays, by name and key.
ARRAYS = ("schedules", "products")


def write_life(file: Path, dispatches: Sequence[Dispatch]) -> None:
    """Write a life whole or not at all, its digest before it; the oldest of the folder make room.

    A disk that is full or takes no writing keeps nothing, and the life in hand is as good as before.
    """
    arrays: dict[str, Any] = {}
    for number, one in enumerate(dispatches):
        for part in ARRAYS:
            for name, schedule in getattr(one, part).items():
                arrays |= {f"{number}/{part}/{name}/{key}": values for key, values in schedule.items()}
    arrays[FACTS] = np.array(json.dumps([_facts(one) for one in dispatches]))
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    draft = file.with_name(f"{file.stem}.{os.getpid()}.draft")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(sealed(packed.getvalue()))
        draft.replace(file)
        by_age = sorted(file.parent.glob(f"*{SUFFIX}"), key=_used_at, reverse=True)
        for old in by_age[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def read_life(file: Path) -> list[Dispatch] | None:
    """Return the dispatches of a life; None where there is none, or it is damaged, for then it is dispatched anew."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    packed = content[hashlib.sha256().digest_size :]
    if sealed(packed) != content:
        return None
    with np.load(io.BytesIO(packed), allow_pickle=False) as stored:
        arrays = {key: stored[key] for key in stored.files}
    return [_dispatch(number, facts, arrays) for number, facts in enumerate(json.loads(str(arrays[FACTS])))]


def sealed(packed: bytes) -> bytes:
    """Return the bytes with their digest before them, so that no changed bit passes for a life."""
    return hashlib.sha256(packed).digest() + packed


def _facts(one: Dispatch) -> dict[str, Any]:
    """Return what a dispatch says beside its arrays, of which the names are told."""
    told = {each.name: getattr(one, each.name) for each in fields(one) if each.name not in ARRAYS}
    return told | {"certificate": asdict(one.certificate)} | {part: list(getattr(one, part)) for part in ARRAYS}


def _dispatch(number: int, facts: Mapping[str, Any], arrays: Mapping[str, Any]) -> Dispatch:
    parts = {part: {name: dict(_below(f"{number}/{part}/{name}/", arrays)) for name in facts[part]} for part in ARRAYS}
    return Dispatch(**{**facts, **parts, "certificate": Certificate(**facts["certificate"])})


def _below(prefix: str, arrays: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, values in arrays.items():
        if key.startswith(prefix):
            yield key.removeprefix(prefix), values


def _used_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # gone meanwhile
        return 0.0
