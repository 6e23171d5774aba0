"""Which gas may go where: below the explosive band, within it, above it, and never from one to another on purpose."""

from typing import Annotated, Final

import numpy as np
from pydantic import Field

from storage_model.blocks import FloatArray, IntArray

# Methane explodes in air between these shares; physical constants.
LOWER_LIMIT_FRAC: Final = 0.05
UPPER_LIMIT_FRAC: Final = 0.16
# Oxidation is for gas below this share; diluting richer gas for it is excluded by CCER-10-001-V01.
OXIDISED_BELOW_FRAC: Final = 0.08

Burnable = Annotated[float, Field(ge=LOWER_LIMIT_FRAC, le=1)]


def is_rich(methane_frac: FloatArray) -> FloatArray:
    """Return 1 where gas is too rich to explode, else 0, shape (steps,)."""
    return (methane_frac >= UPPER_LIMIT_FRAC).astype(float)


def burnable(methane_frac: FloatArray, least_frac: float) -> FloatArray:
    """Return 1 where gas of this concentration may feed a user that needs at least `least_frac`, else 0."""
    return (methane_frac >= max(least_frac, LOWER_LIMIT_FRAC)).astype(float)


def oxidisable(methane_frac: FloatArray) -> FloatArray:
    """Return 1 where gas may be oxidised, else 0."""
    return ((methane_frac > 0) & (methane_frac < OXIDISED_BELOW_FRAC)).astype(float)


def steps_on_both_sides(methane_frac: dict[str, FloatArray], most: dict[str, FloatArray]) -> IntArray:
    """Return the steps in which a user could draw from the explosive band and from above it, rising.

    `methane_frac` and `most` give concentration and most flow of each source, shape (steps,).
    """
    rich = np.zeros_like(next(iter(most.values())), dtype=bool)
    band = rich.copy()
    for source, flow in most.items():
        rich |= (flow > 0) & (is_rich(methane_frac[source]) > 0)
        band |= (flow > 0) & (is_rich(methane_frac[source]) == 0)
    return np.flatnonzero(rich & band)
