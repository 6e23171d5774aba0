"""Some steps of a longer horizon, and how a product's record is cut to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from storage_model.blocks import Flows
from storage_model.horizon import Horizon

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The steps from `first` to before `last` of a whole horizon; `past` is what the meters saw before them, by asset.

    The flows of the past have shape (first,); where nothing is known of it, it is empty.
    """

    whole: Horizon
    first: int
    last: int
    past: Mapping[str, Flows] = field(default_factory=dict)

    @property
    def horizon(self) -> Horizon:
        """The steps as a horizon of their own."""
        return self.whole.between(self.first, self.last)


def cut(record: T, part: Part) -> T:
    """Return a frozen record with every array in it, however deep, cut to the part; an array not by step is an error.

    Raises ValueError there, so that nothing of the whole horizon slips into a part of it.
    """
    found: T = _cut(record, part)
    return found


def _cut(value: Any, part: Part) -> Any:
    if isinstance(value, np.ndarray):
        if value.shape != (part.whole.count,):
            raise ValueError(f"an array of shape {value.shape} on a horizon of {part.whole.count} steps")
        return value[part.first : part.last]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _cut(getattr(value, each.name), part) for each in fields(value)})
    if isinstance(value, Mapping):
        return {key: _cut(each, part) for key, each in value.items()}
    return value
