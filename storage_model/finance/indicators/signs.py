"""How many rates of return the signs of flows allow, for many series at once and without solving anything."""

from typing import Final

import numpy as np
import numpy.typing as npt

from storage_model.blocks import FloatArray

Counts = npt.NDArray[np.int64]

_ORDERS: Final = 6


def sign_changes(rows: FloatArray) -> Counts:
    """Return how often the sign changes along each row, zeros left out, shape (rows,)."""
    signs = np.sign(rows).astype(np.int8)
    if not signs.all():
        for year in range(1, signs.shape[-1]):  # a zero keeps the sign before it, and so changes none
            signs[:, year] += signs[:, year - 1] * (signs[:, year] == 0)
    changes: Counts = (signs[:, 1:] * signs[:, :-1] < 0).sum(axis=-1)
    return changes


def most_roots(rows: FloatArray) -> Counts:
    """Return an upper bound on the roots of each Σ cₖ xᵏ in (0, 1), shape (rows,); the true number is as odd or even.

    Divided by (1 − x)ᵐ the polynomial becomes a series whose coefficients are its m-fold running sums, and whose sign
    changes bound the roots (Descartes; m = 1 is Norstrom's rule). The more often summed, the closer the bound. Beyond
    the last year the sums rise toward the sign of the total, as long as the ends of all lower ones share it.
    """
    sums = rows * np.where(rows.sum(axis=-1, keepdims=True) < 0, -1.0, 1.0)
    bound = np.full(len(rows), rows.shape[-1])
    settled = np.ones(len(rows), dtype=np.bool_)
    for _ in range(_ORDERS):
        sums = sums.cumsum(axis=-1)
        changes = sign_changes(sums) + (sums[:, -1] < 0)
        bound = np.where(settled, np.minimum(bound, changes), bound)
        settled &= sums[:, -1] >= 0
        if (bound[settled] <= 1).all():
            break
    return bound
