"""Windows rolling over a horizon: where each begins, up to where it decides, up to where it looks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from storage_model.horizon import Horizon

Tick = Callable[[int, int], None]


def unheard(done: int, whole: int) -> None:
    """Tell nobody how far a year is."""
    del done, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Steps from `first`: decided before `decided`, looked at before `last`."""

    first: int
    decided: int
    last: int


def windows(horizon: Horizon, first: int, end: int, *, step: int, look_ahead: int) -> Iterator[Window]:
    """Yield windows of `look_ahead` steps, one every `step` steps, until `end` is decided; none looks beyond it.

    Steps are counted by the market clock, so that a day of 23 or 25 hours is decided as one.
    """
    if not 0 < step <= look_ahead:
        raise ValueError(f"a window decides {step} of the {look_ahead} steps it sees")
    clock = horizon.clock_steps()
    begins = np.arange(clock[first], clock[end], step)
    points = np.minimum(horizon.at_clock(np.array([begins, begins + step, begins + look_ahead])), end)
    for begin, decided, last in points.T.tolist():
        if begin < decided:
            yield Window(first=begin, decided=decided, last=last)


def decided_one_by_one(found: Iterator[Window], tick: Tick) -> Iterator[Window]:
    """Yield windows one after another; `tick` is told how many of all are decided when the next is asked for."""
    whole = list(found)
    for number, window in enumerate(whole, start=1):
        yield window
        tick(number, len(whole))
