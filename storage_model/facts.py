"""A number and the document behind it; without a document the number is ours and is called assumed."""

from dataclasses import dataclass
from typing import Literal, TypeGuard

Confidence = Literal["H", "M", "L"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Where one input value comes from.

    `origin` is the place that set it (file:line, `default` or `--set`); `source` the document, empty without one;
    `date` when the document took effect or was read; `confidence` H (official or two sources), M (one), L (weak).
    `source_zh` and `note_zh` say the same in Chinese, empty where one wording serves both.
    """

    key: str
    value: object
    origin: str
    source: str = ""
    date: str = ""
    confidence: Confidence = "L"
    note: str = ""
    source_zh: str = ""
    note_zh: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no document stands behind the value."""
        return not self.source


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a number, not a name, a file or a switch."""
    return isinstance(value, int | float) and not isinstance(value, bool)
