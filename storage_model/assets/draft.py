"""An asset's block while its rules are written."""

from dataclasses import dataclass
from typing import Any

from storage_model.blocks import ModelFrame, ModelTime


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDraft:
    """On which block, for which time, offers and ends."""

    block: Any
    frame: ModelFrame

    @property
    def time(self) -> ModelTime:
        """The time sets of the model."""
        return self.frame.time

    def add(self, name: str, component: Any) -> Any:
        """Put a component on the block under a name; return it."""
        self.block.add_component(name, component)
        return component
