"""Terms hold finite numbers: a NaN would pass through every sum and stand in an answer as if it were one."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def require_finite(terms: Any) -> None:
    """Raise ValueError naming the first number or array of a record of terms, or below it, that is not finite."""
    for where, given in _numbers(terms, ""):
        if not np.isfinite(given).all():
            raise ValueError(f"{where} holds a number that is not finite: give every year and every variant a number")


def _numbers(record: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Yield every number below a record with the way to it, as Python writes it: `revenue[0].yuan`."""
    if isinstance(record, float | np.ndarray):
        yield where, record
    elif isinstance(record, tuple):
        for number, one in enumerate(record):
            yield from _numbers(one, f"{where}[{number}]")
    elif is_dataclass(record):
        for field in fields(record):
            yield from _numbers(getattr(record, field.name), f"{where}.{field.name}" if where else field.name)
