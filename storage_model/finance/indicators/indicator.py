"""What an indicator hands on: a finite value, or the reason why there is none; one of them or an array of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import Self

import numpy as np
import numpy.typing as npt

from storage_model.blocks import FloatArray

BoolArray = npt.NDArray[np.bool_]
CodeArray = npt.NDArray[np.int8]


class State(StrEnum):
    """Why an indicator has a value (`ok`) or has none; the text is what summary.json shows."""

    OK = "ok"
    NONE = "none"
    """flows of both signs, yet no rate brings their present value to zero"""
    MULTIPLE = "multiple"
    """more than one rate from zero upward: none of them is *the* return"""
    BORROWING = "borrowing"
    """money comes first and leaves later: the rate is what such money costs, not what it earns"""
    ALL_NEGATIVE = "all_negative"
    ALL_POSITIVE = "all_positive"
    NO_FLOWS = "no_flows"
    BEYOND_LIFE = "beyond_life"
    """not paid back, or not repaid, within the years given"""
    NO_INVESTMENT = "no_investment"
    """nothing was put in, so nothing is paid back or earned on it"""
    NO_DEBT = "no_debt"
    NO_DISCHARGE = "no_discharge"
    NO_MARGIN = "no_margin"
    """a unit sold does not cover its own cost: no utilisation breaks even"""
    UNREACHABLE = "unreachable"
    """no value within the range searched meets the target, or all do"""
    NOT_APPLICABLE = "not_applicable"


STATES: tuple[State, ...] = tuple(State)
CODE_OF: Mapping[State, int] = {state: code for code, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: `value` is finite exactly when `state` is `ok`.

    `roots` holds every number that satisfies the definition: all rates at which the present value is zero, all times
    at which the money is recovered. A touching root stands twice.
    """

    value: float | None
    state: str
    roots: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state == State.OK):
            raise ValueError(f"indicator with value {self.value} in state {self.state}")
        if self.value is not None and not isfinite(self.value):
            raise ValueError(f"indicator {self.value}: a value is finite")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorArray:
    """The same indicator of many variants: `values` of shape (…), NaN where `codes` (into STATES) is not that of `ok`.

    `roots` keeps the roots of those variants that were searched for all of them, by index.
    """

    values: FloatArray
    codes: CodeArray
    roots: Mapping[tuple[int, ...], tuple[float, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, values: FloatArray | float, *unless: tuple[State, npt.ArrayLike]) -> Self:
        """Return `values` except where a condition holds; the first that does names the state.

        Raises ValueError where a value that none of them takes away is not finite.
        """
        codes = np.full(np.broadcast(values, *(where for _, where in unless)).shape, CODE_OF[State.OK], dtype=np.int8)
        for state, where in reversed(unless):
            np.copyto(codes, CODE_OF[state], where=np.asarray(where, dtype=np.bool_))
        ok = codes == CODE_OF[State.OK]
        if not (np.isfinite(values) | ~ok).all():
            raise ValueError("an indicator that is not finite has to say why")
        return cls(values=np.where(ok, values, np.nan), codes=codes)

    def at(self, *index: int) -> Indicator:
        """Return one of the variants."""
        state = STATES[int(self.codes[index])]
        value = float(self.values[index]) if state is State.OK else None
        return Indicator(value=value, state=str(state), roots=self.roots.get(index, ()))

    def one(self) -> Indicator:
        """Return the only one, for an array of shape ()."""
        if self.codes.shape:
            raise ValueError(f"one indicator asked of an array of {self.codes.shape}")
        return self.at()
