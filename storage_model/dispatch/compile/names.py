"""What a component is called in arrays, schedules and messages, and which members its index set has."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

# The sets that count time in every model: what happens during a step, what stands at its boundaries.
TIME_SETS = ("steps", "points")


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The index set of a component: its name ("" without one), and its members in order, shape (members,)."""

    index: str
    values: npt.NDArray[Any]

    @property
    def by_time(self) -> bool:
        """Whether the members are steps or points of time, of the model or of a part of it."""
        return self._set in TIME_SETS

    @property
    def of_steps(self) -> bool:
        """Whether the members are steps."""
        return self._set == TIME_SETS[0]

    @property
    def _set(self) -> str:
        return self.index.rpartition(".")[2]


def name_of(component: Any) -> str:
    """Return a component's name with plain indices: `assets[2026].charge_mw`, where Pyomo would quote the number."""
    return ".".join([*_blocks(component.parent_block()), component.parent_component().local_name])


def members_of(component: Any) -> Members:
    """Return the members of a component; one without index has one."""
    if not component.is_indexed():
        return Members(index="", values=np.zeros(1, dtype=np.int64))
    return Members(index=component.index_set().name, values=listed(component.index_set()))


def listed(index_set: Any) -> npt.NDArray[Any]:
    """Return the members of a set in order, whole numbers as such, anything else as objects."""
    from pyomo.core import RangeSet

    if isinstance(index_set, RangeSet):
        spans = list(index_set.ranges())
        if len(spans) == 1 and spans[0].step == 1:
            return np.arange(spans[0].start, spans[0].end + 1, dtype=np.int64)
    members = list(index_set)
    if all(type(member) is int for member in members):
        return np.array(members, dtype=np.int64)
    values = np.empty(len(members), dtype=object)
    values[:] = members
    return values


def _blocks(block: Any) -> list[str]:
    above = block.parent_block()
    if above is None:
        return []
    container = block.parent_component()
    index = f"[{block.index()}]" if container.is_indexed() else ""
    return [*_blocks(above), container.local_name + index]
