"""The points of a sweep: one value for every key that moves, in the order of the file."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod

from storage_model.cases.many.sweep_file import Axis, SweepFile, Value

Point = Mapping[str, Value]
# Enough for any input, and without the dust of adding steps up: 0.3, not 0.30000000000000004.
DIGITS = 12
# A step of which a whole number reaches `high` reaches it, whatever the last digit says.
REACHED = 1e-9
# A step of nearly nothing has more values than any number says.
UNCOUNTED = 10**12


def values_of(axis: Axis) -> tuple[Value, ...]:
    """Return the values of an axis; a range without count or step has none of its own, it is drawn from."""
    if axis.values is not None:
        return tuple(axis.values)
    low, high = axis.low or 0.0, axis.high or 0.0
    if axis.count is not None:
        parts = axis.count - 1
        whole = _whole(axis.low, axis.high) and (high - low) % parts == 0
        shared = (low + (high - low) * number / parts for number in range(axis.count))
        return tuple(round(value) if whole else _tidy(value) for value in shared)
    if axis.step is None:
        return ()
    count = steps_in(axis)
    whole = _whole(axis.low, axis.high, axis.step)
    stepped = (low + axis.step * number for number in range(count))
    return tuple(round(value) if whole else _tidy(value) for value in stepped)


def steps_in(axis: Axis) -> int:
    """Return how many values a range in steps has; of more than can be counted, as many as no sweep may have."""
    steps = ((axis.high or 0.0) - (axis.low or 0.0)) / (axis.step or 1.0) + REACHED
    return int(min(steps, float(UNCOUNTED))) + 1


def size_of(axis: Axis) -> int:
    """Return how many values an axis has, without making them."""
    if axis.values is not None:
        return len(axis.values)
    return axis.count or (steps_in(axis) if axis.step is not None else 0)


def count_of(sweep: SweepFile) -> int:
    """Return how many points a sweep has, without making them."""
    sizes = [size_of(axis) for axis in sweep.axes.values()]
    counts = {"grid": prod(sizes), "zip": min(sizes), "one_at_a_time": 1 + sum(sizes)}
    return counts.get(sweep.combine, sweep.samples or 0)


def points_of(sweep: SweepFile) -> list[Point]:
    """Return the points: the last key moves fastest in a grid; one at a time begins with the base itself."""
    if sweep.combine in ("sobol", "lhs"):
        return list(_drawn(sweep))
    values = {key: values_of(axis) for key, axis in sweep.axes.items()}
    if sweep.combine == "one_at_a_time":
        return [{}, *({key: one} for key, several in values.items() for one in several)]
    rows = product(*values.values()) if sweep.combine == "grid" else zip(*values.values(), strict=True)
    return [dict(zip(values, row, strict=True)) for row in islice(rows, sweep.max_cases)]


def _drawn(sweep: SweepFile) -> Iterator[Point]:
    """Yield draws that fill the ranges evenly; the same for the same seed, whoever asks."""
    from scipy.stats import qmc

    samples, keys = sweep.samples or 0, list(sweep.axes)
    if sweep.combine == "sobol":
        unit = qmc.Sobol(d=len(keys), rng=sweep.seed).random_base2(samples.bit_length() - 1)
    else:
        unit = qmc.LatinHypercube(d=len(keys), rng=sweep.seed).random(samples)
    for row in unit:
        yield {key: _between(sweep.axes[key], float(share)) for key, share in zip(keys, row, strict=True)}


def _between(axis: Axis, share: float) -> Value:
    """Return the value at a share of the way along an axis; of a list, the one it falls on."""
    if axis.values is not None:
        return axis.values[min(int(share * len(axis.values)), len(axis.values) - 1)]
    low, high = axis.low or 0.0, axis.high or 0.0
    return _tidy(low + (high - low) * share)


def _whole(*said: float | None) -> bool:
    return all(isinstance(one, int) for one in said)


def _tidy(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
