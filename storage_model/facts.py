"""A number and the document behind it; without a document the number is ours and is called assumed."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["H", "M", "L"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Where one input value comes from.

    `origin` is the place that set it (file:line, `default` or `--set`); `source` the document, empty without one;
    `date` when the document took effect or was read; `confidence` H (official or two sources), M (one), L (weak).
    """

    key: str
    value: object
    origin: str
    source: str = ""
    date: str = ""
    confidence: Confidence = "L"
    note: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no document stands behind the value."""
        return not self.source
