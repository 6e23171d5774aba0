"""From numbers to places on a drawing, and the round numbers an axis shows."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

import numpy as np
import numpy.typing as npt

from storage_model.blocks import FloatArray

_ROUND = (1.0, 2.0, 5.0, 10.0)
ROOM = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight line from `low` … `high` of the numbers to `start` … `end` of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of one number."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def places(self, values: npt.ArrayLike) -> FloatArray:
        """Return the places of numbers, same shape."""
        numbers = np.asarray(values, dtype=np.float64)
        placed: FloatArray = self.start + (numbers - self.low) / (self.high - self.low) * (self.end - self.start)
        return placed

    def ticks(self, count: int = 4) -> tuple[float, ...]:
        """Return round numbers within the scale, about `count` steps apart."""
        step = round_step(self.high - self.low, count)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return tuple(number * step for number in range(first, last + 1))


def round_step(span: float, count: int) -> float:
    """Return the least of 1, 2, 5 × a power of ten that divides a span into at most `count` steps, or nearly so."""
    rough = span / count
    power = 10.0 ** floor(log10(rough))
    return power * next(size for size in _ROUND if size * power >= rough * 0.999)


def covering(values: npt.ArrayLike, start: float, end: float, *, zero: bool = True, room: float = ROOM) -> Scale:
    """Return the scale that holds all numbers, with zero unless told otherwise and some room beyond, not beyond zero.

    `room` is a share of the numbers' range. Numbers that are not finite are left out.
    """
    numbers = np.asarray(values, dtype=np.float64)
    finite = [*numbers[np.isfinite(numbers)].tolist(), *([0.0] if zero else [])] or [0.0]
    low, high = min(finite), max(finite)
    if low == high:
        high = low + 1.0
    beyond = room * (high - low)
    return Scale(low=low if low == 0 else low - beyond, high=high if high == 0 else high + beyond, start=start, end=end)


def tick_text(value: float, ticks: tuple[float, ...]) -> str:
    """Return a tick with as many decimals as its neighbours need, thousands separated, a real minus sign."""
    step = min((b - a for a, b in pairwise(ticks)), default=abs(value) or 1.0)
    decimals = max(0, -floor(log10(step) + 1e-9))
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")
