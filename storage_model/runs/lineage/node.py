"""One number on its way back: what it is, how it follows from the numbers below it, and where it was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from storage_model.words.label import Label

# sum: Σ sign × child. product: the children multiplied. rest: only words say how; source: where the way ends.
Kind = Literal["sum", "product", "rest", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One number; `by_year` its parts by calendar year, `note` what a reader should know beside it.

    `sign` is how it counts in the number above. `unit` is that of machine tables. A source names its `file`, the
    `document` behind it, or both.
    """

    key: str
    label: Label
    unit: str
    value: float | None
    kind: Kind
    formula: Label | None = None
    sign: int = 1
    children: tuple["Node", ...] = ()
    by_year: Mapping[int, float] = field(default_factory=dict)
    note: Label | None = None
    file: str = ""
    document: str = ""

    def walk(self) -> Iterator["Node"]:
        """Yield this number and every one below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def combined(self) -> float | None:
        """Return what the children make of it; None where only words say how."""
        values = [child.value for child in self.children]
        if not values or any(value is None for value in values):
            return None
        if self.kind == "sum":
            return sum(child.sign * (child.value or 0.0) for child in self.children)
        if self.kind == "product":
            found = 1.0
            for value in values:
                found *= value or 0.0
            return found
        return None

    def apart(self) -> float:
        """Return how far the number is from what its children make of it, relative to its largest part."""
        combined = self.combined()
        if combined is None or self.value is None:
            return 0.0
        largest = max([abs(self.value), *(abs(child.value or 0.0) for child in self.children), 1.0])
        scale = max(abs(self.value), 1.0) if self.kind == "product" else largest
        far = abs(self.value - combined) / scale
        return far if isfinite(far) else float("inf")
