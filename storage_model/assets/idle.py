"""A part of an asset that its series never let run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """The path of its key, what the series bring, and what it would need in some step."""

    path: tuple[str, ...]
    came: str
    needed: str
