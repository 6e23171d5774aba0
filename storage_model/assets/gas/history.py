"""What happened before: earlier in the horizon, across the end of a cycle, or in what another horizon handed over."""

import numpy as np

from storage_model.blocks import Ends, FloatArray, IntArray

# Further back than any horizon reaches [steps].
NEVER = 10**12


def look_back(
    count: int, steps_ago: int, name: str, ends: Ends, kept: FloatArray | None = None
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return for each step the step some steps ago, whether it lies in the horizon, and its known value otherwise.

    Without a start the horizon follows on itself. `kept` (1 or 0 by step) leaves out what no longer counts.
    """
    earlier = np.arange(count) - steps_ago
    kept = np.ones(count) if kept is None else kept
    if ends.start is None:
        return earlier % count, kept, np.zeros(count)
    inside = (earlier >= 0) * kept
    handed_over = np.zeros(count)
    for step in range(min(steps_ago, count)):
        handed_over[step] = kept[step] * ends.start.get(f"{name}_ago[{steps_ago - step}]", 0.0)
    return np.maximum(earlier, 0), inside, handed_over


def value_before(values: FloatArray, steps_ago: int, name: str, ends: Ends) -> FloatArray:
    """Return a schedule's values some steps ago, shape (steps,)."""
    ago, inside, handed_over = look_back(len(values), steps_ago, name, ends)
    found: FloatArray = inside * values[ago] + handed_over
    return found


def steps_since(broken: FloatArray, *, cyclic: bool) -> IntArray:
    """Return how many steps lie since the last one in which `broken` is 1: 0 in it, shape (steps,).

    Where there was none, more than any time has; in a cycle the count runs on from its end.
    """
    count = len(broken)
    twice = np.concatenate([broken, broken]) if cyclic else broken
    steps = np.arange(len(twice))
    last = np.maximum.accumulate(np.where(twice > 0, steps, -NEVER))
    since: IntArray = (steps - last)[-count:]
    return since
