"""How high a line has to be for the words in it; no spreadsheet is asked, for files are read by several."""

from collections.abc import Iterable
from math import ceil
from typing import Final

LINE_HEIGHT: Final = 14
_LATIN: Final = 0x2E80
_LETTERS_PER_WIDTH: Final = 1.1
"""the font is a little narrower than the one widths are counted in"""


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height for words in columns of some widths, wrapped [points]."""
    return LINE_HEIGHT * max((_lines(words, width) for words, width in cells), default=1)


def _lines(words: str, width: float) -> int:
    """Return how many lines words take; a Chinese character is two letters wide."""
    letters = (sum(2 if ord(letter) > _LATIN else 1 for letter in line) for line in words.split("\n"))
    return sum(max(1, ceil(one / (_LETTERS_PER_WIDTH * width))) for one in letters)
