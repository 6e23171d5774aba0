"""What a product that holds power ready is made of: directions, limits, spans, pay; numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray, IntArray
from storage_model.markets.energy_price import EnergyPrice

Side = Literal["out", "in"]
BOTH: tuple[Side, ...] = ("out", "in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """One direction of a product, up or down; arrays of shape (steps,).

    `pay` maps a stream of money to its rate [yuan per MW held and hour, VAT-inclusive]; `called_frac` is the energy
    expected to be called as a share of the power held; `sustain_h` how long a full call must be sustained from the
    store [h]; `sides` whether the sending or the drawing side of an asset may carry it.
    """

    pay: Mapping[str, FloatArray]
    called_frac: FloatArray
    sustain_h: float
    sides: tuple[Side, ...] = BOTH

    @property
    def yuan_per_mw_h(self) -> FloatArray:
        """All pay together, shape (steps,) [yuan/MW·h]."""
        return sum(self.pay.values(), np.zeros_like(self.called_frac))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTerms:
    """The rules of one product over one horizon.

    Each participant holds one figure per direction and span of steps (an auction's block, a day): the steps with one
    number in `span_of_step`. `most_mw` limits it by participant, `total_mw` over all of them, shape (steps,), zero
    where the product is closed; a figure is zero or at least `least_mw`. `tied` makes down equal up. With `called` the
    product settles called energy itself at that price; otherwise the meter sees it and the energy market pays.
    `in_per_out` bounds the energy called on the drawing side by that called on the sending side, step by step [1].
    `given` is what participants have promised already, by name and figure, shape (steps,) [MW]; no choice is left.
    """

    participants: tuple[str, ...]
    up: Direction | None
    down: Direction | None
    tied: bool
    most_mw: Mapping[str, FloatArray]
    total_mw: FloatArray | None
    least_mw: float
    span_of_step: IntArray
    called: EnergyPrice | None
    in_per_out: float | None = None
    given: Mapping[str, Mapping[str, FloatArray]] | None = None
    vat_frac: float
    energy_vat_frac: float

    def __post_init__(self) -> None:
        if not self.directions:
            raise ValueError("a product holds power in at least one direction")
        if self.tied and len(self.directions) == 1:
            raise ValueError("only a product of both directions can tie them")

    @property
    def directions(self) -> dict[str, Direction]:
        """The directions held, by `up` and `down`."""
        both = {"up": self.up, "down": self.down}
        return {name: direction for name, direction in both.items() if direction is not None}

    @property
    def figures(self) -> dict[str, str]:
        """The component that holds each direction's figure by span; tied directions share one."""
        return {name: "held_mw" if self.tied else f"{name}_mw" for name in self.directions}

    @property
    def moves_energy(self) -> bool:
        """Whether any energy is expected to be called."""
        return any(bool(np.any(direction.called_frac)) for direction in self.directions.values())

    def span_numbers(self) -> IntArray:
        """Return each step's span, numbered from 0 without gaps, shape (steps,)."""
        numbers: IntArray = np.unique(self.span_of_step, return_inverse=True)[1].astype(np.int64)
        return numbers

    def by_span(self, values: FloatArray) -> FloatArray:
        """Return the least value of each span, shape (spans,): what is open in all of its steps."""
        numbers = self.span_numbers()
        least = np.full(int(numbers.max()) + 1, np.inf)
        np.minimum.at(least, numbers, values)
        return least
