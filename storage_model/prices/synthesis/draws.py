"""Random numbers that stay the same for a seed: raw bits, which NumPy keeps stable, turned into normal deviates."""

import math

import numpy as np
from scipy.signal import lfilter
from scipy.special import ndtri

from storage_model.blocks import FloatArray

_LOST_BITS = np.uint64(11)


def uniforms(seed: int, stream: int, count: int) -> FloatArray:
    """Return independent numbers inside (0, 1), shape (count,); streams of one seed are independent of each other."""
    bits = np.random.PCG64(np.random.SeedSequence([seed, stream])).random_raw(count)
    found: FloatArray = ((bits >> _LOST_BITS).astype(np.float64) + 0.5) * 2.0**-53
    return found


def normals(seed: int, stream: int, count: int) -> FloatArray:
    """Return independent standard normal deviates, shape (count,)."""
    found: FloatArray = ndtri(uniforms(seed, stream, count))
    return found


def remembering(deviates: FloatArray, correlation: float) -> FloatArray:
    """Return the first-order autoregressive series driven by standard deviates along the last axis, variance one."""
    fresh = math.sqrt(1 - correlation**2)
    driven = fresh * deviates
    driven[..., 0] = deviates[..., 0]
    found: FloatArray = lfilter([1.0], [1.0, -correlation], driven, axis=-1)
    return found


def correlation_after(step_h: float, memory_h: float) -> float:
    """Return the correlation left after one step of a memory that falls to 1/e in `memory_h`."""
    return math.exp(-step_h / memory_h)
