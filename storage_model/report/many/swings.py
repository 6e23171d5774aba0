"""What each axis of a sweep moves of a metric alone, with the other axes held."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from storage_model.cases.many.plan import Plan
from storage_model.report.many.overview import Told


class Unmoved(StrEnum):
    """The value of a key that a case leaves alone; null is another one, it takes the key out."""

    BASE = "as in the base"


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


@dataclass(frozen=True, slots=True)
class _Group:
    """Cases that differ in one axis only: its values with a figure of the metric, and those without, by their words."""

    told: dict[str, tuple[object, float]] = field(default_factory=dict)
    empty: dict[str, object] = field(default_factory=dict)


def swings_of(plan: Plan, told: Told, metric: str) -> tuple[Swing, ...]:
    """Return what each axis moves alone, the widest first; nothing of an axis that never moves alone.

    One value of a metric beside others without any is no width and told all the same.

    Cases that differ in this axis only form a group, the base among them. Means are over groups that have the same
    values, the most there are, so that a failed case does not count as a move.
    """
    found = (_swing(plan, told, metric, axis) for axis in plan.axes)
    return tuple(sorted(filter(None, found), key=lambda one: one.low - one.high))


def _swing(plan: Plan, told: Told, metric: str, axis: str) -> Swing | None:
    found = _groups(plan, told, metric, axis)
    held = _alike(found)
    without = {key: value for group in held for key, value in group.empty.items()}
    if not held or len(held[0].told) + len(without) < 2:
        return None
    means = [(value, sum(group.told[key][1] for group in held) / len(held)) for key, (value, _) in held[0].told.items()]
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


def _groups(plan: Plan, told: Told, metric: str, axis: str) -> list[_Group]:
    """Return the answered cases by what all other axes say."""
    groups: dict[str, _Group] = {}
    for case in plan.cases:
        if case.number not in told:
            continue
        others = repr(sorted((key, repr(one)) for key, one in case.values.items() if key != axis))
        group = groups.setdefault(others, _Group())
        moved, figure = case.values.get(axis, Unmoved.BASE), told[case.number][metric]
        if figure is None:
            group.empty[repr(moved)] = moved
        else:
            group.told[repr(moved)] = (moved, figure)
    return list(groups.values())


def _alike(groups: list[_Group]) -> list[_Group]:
    """Return the groups with figures at the same values, the most values first, then the most without, then groups."""
    alike: dict[frozenset[str], list[_Group]] = defaultdict(list)
    for group in groups:
        if group.told:
            alike[frozenset(group.told)].append(group)

    def worth(found: list[_Group]) -> tuple[int, int, int]:
        return len(found[0].told), max(len(group.empty) for group in found), len(found)

    return max(alike.values(), key=worth, default=[])
