"""How far a sweep is, for whoever watches: counts, and the best case so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage_model.cases.better import LESS_IS_BETTER
from storage_model.cases.many.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best case so far by the first metric of the sweep."""

    number: int
    metric: str
    value: float


@dataclass(slots=True, kw_only=True)
class Standing:
    """Counts of a sweep's cases; `began` are those done when this process took it up."""

    plan: Plan
    done: int = 0
    failed: int = 0
    began: int = 0
    best: Best | None = field(default=None)

    def hears(self, number: int, content: Mapping[str, Any]) -> None:
        """Count an answer and keep the best; of equal ones the lower number."""
        self.done += 1
        metric = self.plan.metrics[0]
        value = content["projects"][self.plan.project][metric]
        if value is None:
            return
        sign = -1.0 if metric.startswith(LESS_IS_BETTER) else 1.0
        best = self.best
        if best is None or (sign * value, -number) > (sign * best.value, -best.number):
            self.best = Best(number=number, metric=metric, value=value)
