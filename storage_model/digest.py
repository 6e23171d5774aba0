"""A fingerprint of what a record is made of, so that equal things are recognised wherever they come from."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, tzinfo
from typing import Any

import numpy as np
from pydantic import BaseModel


def digest_of(thing: Any) -> str:
    """Return the SHA-256 of a record of numbers, words, arrays and records; TypeError for anything else."""
    found = hashlib.sha256()
    for part in _parts(thing):
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.hexdigest()


def _parts(thing: Any) -> Iterator[bytes]:
    """Yield what tells a thing from any other: its kind, then its content."""
    yield type(thing).__qualname__.encode()
    if isinstance(thing, np.ndarray):
        yield f"{thing.dtype}{thing.shape}".encode()
        yield np.ascontiguousarray(thing).tobytes()
    elif thing is None or isinstance(thing, bool | int | float | str | date | tzinfo | np.generic):
        yield repr(thing).encode()
    elif isinstance(thing, bytes):
        yield thing
    elif isinstance(thing, Mapping):
        yield from _of_pairs(sorted(thing.items(), key=lambda pair: repr(pair[0])))
    elif isinstance(thing, set | frozenset):
        yield from _of_pairs([(None, one) for one in sorted(thing, key=repr)])
    elif isinstance(thing, list | tuple | range):
        yield from _of_pairs([(None, one) for one in thing])
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield from _of_pairs([(field.name, getattr(thing, field.name)) for field in fields(thing)])
    elif isinstance(thing, BaseModel):
        yield from _of_pairs([(name, getattr(thing, name)) for name in type(thing).model_fields])
    else:
        raise TypeError(f"no fingerprint of a {type(thing).__qualname__}")


def _of_pairs(pairs: list[tuple[Any, Any]]) -> Iterator[bytes]:
    yield str(len(pairs)).encode()
    for name, value in pairs:
        yield from _parts(name)
        yield from _parts(value)
