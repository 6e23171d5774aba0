"""What a sweep says as a whole: values of its axes, ends of its metrics, what each axis moves with the others held."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from storage_model.cases.better import LESS_IS_BETTER
from storage_model.cases.many.plan import Plan
from storage_model.report.many.tables import STATE

# What each answered case says of the sweep's project: metrics with their states, by the number of the case.
Told = Mapping[int, Mapping[str, Any]]


class Unmoved(StrEnum):
    """The value of a key that a case leaves alone; null is another one, it takes the key out."""

    BASE = "as in the base"


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A value of a metric and the case that has it, of equal ones the first."""

    number: int
    value: float
    state: str = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRange:
    """Lowest, highest and better end of a metric; `without` counts the states of answers without a value."""

    metric: str
    lowest: End | None
    highest: End | None
    without: Mapping[str, int]

    @property
    def best(self) -> End | None:
        """The end that is better for the project."""
        return self.lowest if self.metric.startswith(LESS_IS_BETTER) else self.highest


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How far one axis alone moves a metric: the means over `groups` settings of the others.

    `without` are values of the axis whose answers have no value of the metric there, such as no payback in the life.
    """

    axis: str
    low_value: object
    low: float
    high_value: object
    high: float
    groups: int
    without: tuple[object, ...] = ()


def axis_values(plan: Plan, axis: str) -> tuple[object, ...]:
    """Return the values an axis takes, in the order of the cases; a case that leaves it as in the base has none."""
    return tuple({repr(case.values[axis]): case.values[axis] for case in plan.cases if axis in case.values}.values())


def metric_range(told: Told, metric: str) -> MetricRange:
    """Return the ends of one metric over the cases that have an answer."""
    ends = [
        End(number=number, value=found[metric], state=found[f"{metric}{STATE}"])
        for number, found in told.items()
        if found[metric] is not None
    ]
    return MetricRange(
        metric=metric,
        lowest=min(ends, key=lambda end: (end.value, end.number), default=None),
        highest=min(ends, key=lambda end: (-end.value, end.number), default=None),
        without=Counter(found[f"{metric}{STATE}"] for found in told.values() if found[metric] is None),
    )


def swings_of(plan: Plan, told: Told, metric: str) -> tuple[Swing, ...]:
    """Return what each axis moves alone, the widest first; nothing of an axis that never moves alone.

    One value of a metric beside others without any is no width and told all the same.

    Cases that differ in this axis only form a group, the base among them. Means are over groups that have the same
    values, the most there are, so that a failed case does not count as a move.
    """
    found = (_swing(plan, told, metric, axis) for axis in plan.axes)
    return tuple(sorted(filter(None, found), key=lambda one: one.low - one.high))


def _swing(plan: Plan, told: Told, metric: str, axis: str) -> Swing | None:
    groups: dict[str, dict[str, tuple[object, float]]] = defaultdict(dict)
    empty: dict[str, dict[str, object]] = defaultdict(dict)
    for case in plan.cases:
        if case.number not in told:
            continue
        others = repr(sorted((key, repr(one)) for key, one in case.values.items() if key != axis))
        moved, value = case.values.get(axis, Unmoved.BASE), told[case.number][metric]
        if value is None:
            empty[others][repr(moved)] = moved
        else:
            groups[others][repr(moved)] = (moved, value)
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for others, group in groups.items():
        alike[frozenset(group)].append(others)

    def told_of(values: frozenset[str]) -> tuple[int, int, int]:
        """Return how many values a set of groups has, how many with those without a figure, in how many groups."""
        return len(values), max(len(empty[others]) for others in alike[values]), len(alike[values])

    most = max(alike, key=told_of, default=frozenset())
    held = [groups[others] for others in alike[most]]
    without = {key: moved for others in alike[most] for key, moved in empty[others].items()}
    if not held or len(most) + len(without) < 2:
        return None
    means = [(moved, sum(group[key][1] for group in held) / len(held)) for key, (moved, _) in held[0].items()]
    (low_value, low), (high_value, high) = min(means, key=lambda one: one[1]), max(means, key=lambda one: one[1])
    return Swing(
        axis=axis,
        low_value=low_value,
        low=low,
        high_value=high_value,
        high=high,
        groups=len(held),
        without=tuple(without.values()),
    )
