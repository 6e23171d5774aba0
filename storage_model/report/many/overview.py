"""What a sweep says as a whole: values of its axes, ends of its metrics."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage_model.cases.better import LESS_IS_BETTER
from storage_model.cases.many.plan import Plan
from storage_model.report.many.tables import STATE

# What each answered case says of the sweep's project: metrics with their states, by the number of the case.
Told = Mapping[int, Mapping[str, Any]]


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
