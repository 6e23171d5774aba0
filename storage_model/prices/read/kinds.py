"""What the cells of a column look like, told from a sample: times, numbers, text."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from storage_model.prices.read.clock import clock_of, day_of, first_of_range, order_is_open, split_stamps
from storage_model.prices.read.numbers import number_in
from storage_model.prices.read.table import Cell, Column, text_of

Kind = Literal["stamp", "range", "date", "time", "number", "comma number", "text", "blank"]
SAMPLE = 200
_COMMA_NUMBER = re.compile(r"[-+]?\d+,\d+")
_THOUSANDS = re.compile(r"[-+]?\d{1,3},\d{3}")


def kind_of(column: Column) -> Kind:
    """Return what nearly every cell of a column is; a header of units or a note below changes nothing."""
    cells = [cell for cell in column[:SAMPLE] if text_of(cell)]
    if not cells:
        return "blank"
    kinds = [_kind(cell) for cell in cells]
    if "stamp" in kinds:  # workbooks show midnight as a date alone
        kinds = ["stamp" if kind == "date" else kind for kind in kinds]
    usual = max(set(kinds), key=kinds.count)
    if usual == "number" and "comma number" in kinds:
        usual = "comma number"
    return usual if kinds.count(usual) + kinds.count("number") >= 0.8 * len(kinds) else "text"


def has_decimal_comma(column: Column) -> bool:
    """Whether some number of a column has a comma that cannot part thousands; `1,234` could be either."""
    texts = [text_of(cell) for cell in column]
    return any(_COMMA_NUMBER.fullmatch(text) and not _THOUSANDS.fullmatch(text) for text in texts)


def order_of(column: Column) -> str | None:
    """Return the order of day and month that dates with their year at the end must have, None when either may be."""
    firsts, seconds = set(), set()
    for text in split_stamps(column)[0]:
        if order_is_open(text):
            one, other = re.split(r"[-/.]", text)[:2]
            firsts.add(int(one))
            seconds.add(int(other))
    if not firsts:
        return None
    return "dmy" if max(firsts) > 12 else "mdy" if max(seconds) > 12 else None


def periods_in(column: Column) -> tuple[int, int] | None:
    """Return first and last of a column that counts the periods of its days again and again, else None."""
    numbers = [number_in(cell, None) for cell in column]
    if not numbers or any(number is None or number % 1 for number in numbers):
        return None
    whole = [int(number) for number in numbers if number is not None]
    first, last = min(whole), max(whole)
    counts = all(b == a + 1 or (a == last and b == first) for a, b in pairwise(whole))
    return (first, last) if counts and first in (0, 1) and last - first + 1 in (24, 48, 96, 288) else None


def _kind(cell: Cell) -> Kind:
    if isinstance(cell, datetime):
        return "stamp"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, time | timedelta):
        return "time"
    text = text_of(cell)
    return "number" if number_in(cell, None) is not None and day_of(text, None) is None else _kind_of_text(text)


def _kind_of_text(text: str) -> Kind:
    (day,), (clock,) = split_stamps([text])
    if clock_of(text):
        return "time"
    if first_of_range(text):
        return "range"
    if day_of(day, None) is not None or order_is_open(day):
        return "stamp" if clock else "date"
    return "comma number" if _COMMA_NUMBER.fullmatch(text) else "text"
