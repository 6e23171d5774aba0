"""Every rate at which the present value of a series of flows is zero.

Written with x = 1/(1+r) the present value is a polynomial. Between two neighbouring roots of its derivative it is
monotone, so the roots of the derivatives, taken from a high one down, leave brackets with one root each and miss none.
A search from a guess, which is what libraries offer, finds one root or none and does not say which.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray

ROUNDING: Final = 256 * float(np.finfo(np.float64).eps)
"""share of the sum of its terms' sizes below which a present value is zero"""

Polynomial = Sequence[float]
"""coefficients from the constant up, the first and the last not zero"""


def rates_of_return(flows: FloatArray) -> tuple[float, ...]:
    """Return all r > −1 with Σ flowₜ (1+r)^−t = 0, ascending; a root that only touches zero stands twice.

    `flows` has shape (years,), equal steps apart. Rates from zero up are x in (0, 1], the others z = 1 + r in (0, 1) of
    the flows read backward: no power of either can overflow.
    """
    used = np.flatnonzero(flows)
    if not used.size:
        return ()
    trimmed = (flows[used[0] : used[-1] + 1] / np.abs(flows).max()).tolist()
    from_zero_up = [1.0 / x - 1.0 for x in _in_unit_interval(trimmed)]
    below_zero = [z - 1.0 for z in _in_unit_interval(trimmed[::-1]) if z < 1.0]
    return tuple(sorted(below_zero + from_zero_up))


def _in_unit_interval(polynomial: Polynomial) -> list[float]:
    """Return the roots in (0, 1] of Σ cₖ xᵏ."""
    derivatives = [polynomial]
    while not _one_crossing_at_most(derivatives[-1]):
        derivatives.append(_derivative(derivatives[-1]))
    found: list[float] = []
    for derivative in reversed(derivatives):
        found = list(_roots_between(derivative, sorted({0.0, *found, 1.0})))
    return found


def _one_crossing_at_most(polynomial: Polynomial) -> bool:
    """Say whether the ends alone tell the roots in (0, 1).

    Running sums of the coefficients are those of p(x)/(1−x), whose sign changes bound the roots there (Descartes).
    """
    signs = [value > 0.0 for value in accumulate(polynomial) if value != 0.0]
    changes = sum(one is not other for one, other in pairwise(signs))
    return changes == 0 or (changes == 1 and _sign_at(polynomial, 0.0) * _sign_at(polynomial, 1.0) < 0)


def _roots_between(polynomial: Polynomial, points: list[float]) -> Iterator[float]:
    """Yield the roots in (0, 1] of a polynomial that has at most one between neighbouring points."""
    for left, right in pairwise(points):
        at_right = _sign_at(polynomial, right)
        if _sign_at(polynomial, left) * at_right < 0:
            yield _halved(polynomial, left, right)
        if at_right == 0:
            yield right
            if _touches(polynomial, right):
                yield right


def _halved(polynomial: Polynomial, left: float, right: float) -> float:
    """Return the root between two points of opposite signs, to the last bit, without loading a solver library."""
    rises = _value(right, polynomial) > 0.0
    while left < (middle := (left + right) / 2) < right:
        if (_value(middle, polynomial) > 0.0) is rises:
            right = middle
        else:
            left = middle
    return middle


def _value(x: float, polynomial: Polynomial) -> float:
    value = 0.0
    for coefficient in reversed(polynomial):
        value = value * x + coefficient
    return value


def _sign_at(polynomial: Polynomial, x: float) -> int:
    """Return the sign, 0 where the value is no more than the rounding of its own terms."""
    value = _value(x, polynomial)
    if abs(value) <= ROUNDING * _value(x, [abs(coefficient) for coefficient in polynomial]):
        return 0
    return 1 if value > 0 else -1


def _derivative(polynomial: Polynomial) -> Polynomial:
    """Return the derivative over the power of x it contains, which has the same roots in (0, 1]."""
    slopes = [power * coefficient for power, coefficient in enumerate(polynomial)][1:]
    return slopes[next(power for power, slope in enumerate(slopes) if slope != 0.0) :]


def _touches(polynomial: Polynomial, root: float) -> bool:
    """Say whether the polynomial keeps its sign at a root: its first derivative not zero there is of even order."""
    order = 0
    while len(polynomial) > 1 and _sign_at(polynomial, root) == 0:
        order, polynomial = order + 1, _derivative(polynomial)
    return order % 2 == 0
