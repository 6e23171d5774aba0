"""Whether the numbers of a factor can be multiples of what the case says, or are the number itself, a percentage."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from storage_model.cases.ranges.asked import Factor
from storage_model.cases.ranges.marginals import Normal
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error

MOST, LEAST = 5.0, 0.5
"""times what the case says: one draw in ten above the first, or hardly any that reaches the second, is a slip"""
OFTEN, HARDLY = 0.9, 0.9995
EXPECTED = f"multiples of what the case says, about 1: one draw in ten at most above {MOST:g}, some above {LEAST:g}"


def odd_multiples(name: str, factor: Factor) -> Iterator[Problem]:
    """Yield the problem of a factor whose draws would be nowhere near what the case says."""
    middle, often, most = (float(one) for one in factor.marginal.value_at(np.array([0.5, OFTEN, HARDLY])))
    if isinstance(factor.marginal, Normal):
        middle = factor.marginal.mean  # a wide one is cut, and its middle moves
    if often <= MOST and most >= LEAST:
        return
    got = f"draws about {middle:.4g} times what the case says, one in ten above {often:.4g}"
    likely, fix = _slip(middle, often)
    yield replace(error("E335", ("factors", name, "marginal"), got, EXPECTED, fix), likely=likely)


def _slip(middle: float, often: float) -> tuple[str, str]:
    """Return the likely slip and the fix."""
    if often < LEAST:
        likely = "a share, a rate or a change in place of a multiple: 10 % more is 1.1"
        return likely, "write 1 for what the case says; what is less than half of it for sure is changed in the case"
    if middle <= MOST:
        return "a spread in percent, or in the unit of the number", "write the spread as a share: a tenth is 0.1"
    likely = "percent" if 50.0 <= middle <= 150.0 else "the number itself in place of its multiple"
    times = "100" if likely == "percent" else "what the case says"
    return likely, f"divide every number of the distribution by {times}; 1 leaves the case as it is"
