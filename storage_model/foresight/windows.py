"""Windows rolling over a horizon: where each begins, up to where it decides, up to where it looks."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Steps from `first`: decided before `decided`, looked at before `last`."""

    first: int
    decided: int
    last: int


def windows(first: int, end: int, *, step: int, look_ahead: int) -> Iterator[Window]:
    """Yield windows of `look_ahead` steps, one every `step` steps, until `end` is decided; none looks beyond it."""
    if not 0 < step <= look_ahead:
        raise ValueError(f"a window decides {step} of the {look_ahead} steps it sees")
    for begin in range(first, end, step):
        yield Window(first=begin, decided=min(begin + step, end), last=min(begin + look_ahead, end))
