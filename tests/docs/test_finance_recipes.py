"""The lines a reader may copy from the page on finance do what they say."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/validation-finance.md"


def test_every_line_answers_as_printed() -> None:
    """All blocks in order, as one session; the first that answers otherwise is shown with what came instead."""
    found = doctest.testfile(str(PAGE), module_relative=False, verbose=False)
    assert found.attempted > 30
    assert found.failed == 0
