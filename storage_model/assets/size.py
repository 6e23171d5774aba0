"""A size that a record gives and its own rating bounds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A value at a key path, the ends it seldom leaves, their unit, and what it stands beside."""

    path: tuple[str, ...]
    value: float
    least: float
    most: float
    unit: str
    beside: str
