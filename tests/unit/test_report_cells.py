"""Text that a spreadsheet must not run."""

import csv
import io

import pytest

from storage_model.words.tables.cells import csv_text, safe_text


@pytest.mark.reliability("attacks")
@pytest.mark.parametrize("words", ["=cmd|' /c calc'!A1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＠x"])
def test_what_would_start_a_formula_gets_an_apostrophe(words: str) -> None:
    """Excel runs a cell that begins like this; with the apostrophe it is text."""
    assert safe_text(words) == "'" + words


def test_plain_text_and_numbers_stay_what_they_are() -> None:
    """-5 is a number and stays one; an apostrophe there would make a column of text."""
    text = csv_text([("寿阳 · 储能", -5.5, None, 3), ("=1", -1, 0.0, 2)])
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [["寿阳 · 储能", "-5.5", "", "3"], ["'=1", "-1", "0.0", "2"]]
