"""Finding the shape of the process that shows the aimed statistics; all else, chance included, stays as it is."""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.optimize import minimize

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.process import Shape
from storage_model.prices.synthesis.targets import Aim

TRIALS = 200
FIRST_STEP = 1.3
# Start of the search: coal relative to the aimed median spread, the rest in units of tightness, as Shanxi shows them.
COAL_TO_SPREAD = 0.72
START = {"plateau": 2.8, "scarcity": 0.6, "midday": 2.0, "evening": 1.2, "night": 0.6, "episode": 2.4}


def fitted_shape(
    statistics_of: Callable[[Shape], Mapping[str, float]],
    aims: Mapping[str, Aim],
) -> Shape:
    """Return the shape with the least sum of squared misses, each in units of its tolerance.

    The search is a simplex of Nelder and Mead with a fixed number of trials on a grid of a thousandth of the start, so
    that the answer is a short number that does not hang on the last digits of the arithmetic.
    """
    start = np.array([COAL_TO_SPREAD * aims["spread_p50_yuan_per_mwh"].aim, *START.values()])

    def shape_at(relative: FloatArray) -> Shape:
        coal, *widths = np.round(np.abs(relative) * start, 3)
        return Shape(coal_yuan_per_mwh=float(coal), **dict(zip(START, map(float, widths), strict=True)))

    def misses(relative: FloatArray) -> float:
        found = statistics_of(shape_at(relative))
        return sum(((found[key] - aim.aim) / aim.tolerance) ** 2 for key, aim in aims.items())

    ones = np.ones(len(start))
    simplex = np.vstack([ones, ones + (FIRST_STEP - 1) * np.eye(len(start))])
    search = minimize(
        misses,
        ones,
        method="Nelder-Mead",
        options={"maxfev": TRIALS, "xatol": 1e-3, "fatol": 1e-3, "adaptive": True, "initial_simplex": simplex},
    )
    return shape_at(search.x)
