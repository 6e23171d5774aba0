"""How far an array is from a law; NaN in gives NaN out, so a comparison with a tolerance can never pass by accident."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def largest(values: FloatArray) -> float:
    """Return the largest absolute value, 0 for an empty array."""
    return float(np.max(np.abs(values), initial=0.0))


def outside(values: FloatArray, low: FloatArray | float, high: FloatArray | float) -> float:
    """Return the largest distance by which values leave the band from `low` to `high`, 0 inside."""
    return float(np.max(np.maximum(low - values, values - high), initial=0.0))
