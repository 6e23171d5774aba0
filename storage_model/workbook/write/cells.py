"""One cell on paper: its formula with the value it has, or its number, or its words."""

from typing import Any

from storage_model.workbook.formula import Constant, Formula, Value


def put(page: Any, line: int, column: int, given: Formula, look: Any, *, year: int = 0, home: str = "") -> None:
    """Write one cell; constants as themselves, anything else as a formula. `year` is the year the cell stands for."""
    value = given.at(year)
    if isinstance(given, Constant):
        put_value(page, line, column, value, look)
    else:
        page.write_formula(line, column, f"={given.text(year, home)}", look, _stored(value))


def put_value(page: Any, line: int, column: int, value: Value, look: Any) -> None:
    """Write a number or words; words never become a formula or a link."""
    if isinstance(value, str):
        page.write_string(line, column, value, look)
    else:
        page.write_number(line, column, value, look)


def _stored(value: Value) -> Value:
    return value if isinstance(value, str) else float(value)
