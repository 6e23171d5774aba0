"""Cells that have to be numbers: read strictly, never dropped, never turned into text."""

import re
import unicodedata
from collections.abc import Sequence
from math import isfinite

import numpy as np

from storage_model.facts import is_number
from storage_model.prices.read.findings import Findings, places
from storage_model.prices.read.table import Cell, Column
from storage_model.prices.series import FloatArray

Located = list[tuple[int, str]]
MISSING = {"", "na", "n/a", "#n/a", "null", "none", "缺失", "无", "无数据"}
_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-"})
_GROUPED = {
    ".": re.compile(r"[-+]?\d{1,3}([, ]\d{3})+(\.\d+)?"),
    ",": re.compile(r"[-+]?\d{1,3}([. ]\d{3})+(,\d+)?"),
}
_NUMBER = {mark: re.compile(rf"[-+]?(\d+[{mark}]?\d*|[{mark}]\d+)([eE][-+]?\d+)?", re.ASCII) for mark in ".,"}
_LARGEST = 1e300
_PLAIN = "write plain numbers, the unit in `unit`"


def numbers_of(
    cells: Column, rows: Sequence[int], decimal: str | None, column: str, found: Findings
) -> FloatArray | None:
    """Return the numbers of a column, shape (rows,), or None after noting each cell that holds none.

    Full-width digits and thousands separators are read and warned of. A comma that could be either mark (`1,234`) is
    read as thousands only where `decimal` is declared.
    """
    quick = _plain(cells, decimal)
    if quick is not None:
        return quick
    values = np.empty(len(cells))
    dirty: Located = []
    missing: Located = []
    mended: Located = []
    for index, cell in enumerate(cells):
        value, note = _number(cell, decimal)
        if value is None:
            (missing if note == "missing" else dirty).append((rows[index], _shown(cell)))
        else:
            values[index] = value
            if note:
                mended.append((rows[index], _shown(cell)))
    _report(dirty, missing, mended, column, found)
    return None if dirty or missing else values


def number_in(cell: Cell, decimal: str | None) -> float | None:
    """Return the number in one cell, None when it holds none."""
    return _number(cell, decimal)[0]


def _plain(cells: Column, decimal: str | None) -> FloatArray | None:
    """Return the numbers of a column in which every cell is a plain one, or None."""
    kinds = set(map(type, cells))
    try:
        if kinds <= {int, float}:
            values = np.array(cells, dtype=float)
        else:
            texts = [cell for cell in cells if isinstance(cell, str)]
            joined = "".join(texts)
            if (
                kinds != {str}
                or not joined.isascii()
                or not joined.isprintable()
                or "_" in joined
                or (decimal == "," and "." in joined)
            ):
                return None
            values = np.array(
                [float(text.replace(",", ".")) for text in texts] if decimal == "," else texts, dtype=float
            )
    except (ValueError, OverflowError):
        return None
    return values if np.isfinite(values).all() else None


def _number(cell: Cell, decimal: str | None) -> tuple[float | None, str]:
    """Return the number in a cell and whether it had to be mended, or None and what the cell is."""
    if isinstance(cell, str) and cell.strip().lower() not in MISSING:
        return _of_text(cell, decimal)
    if is_number(cell) and abs(cell) < _LARGEST:
        return float(cell), ""
    return None, "missing" if cell is None or isinstance(cell, str) else "dirty"


def _of_text(cell: str, decimal: str | None) -> tuple[float | None, str]:
    if any(unicodedata.category(mark) == "Cc" for mark in cell):  # a tab or worse stands where a digit may have been
        return None, "dirty"
    text = unicodedata.normalize("NFKC", cell).translate(_MINUS).strip()
    plain, mark = text == cell.strip(), decimal or "."
    if _GROUPED[mark].fullmatch(text) and (decimal is not None or _parts_thousands(text)):
        text, plain = re.sub("[ .]" if mark == "," else "[ ,]", "", text), False
    if _NUMBER[mark].fullmatch(text) is None:
        return None, "dirty"
    value = float(text.replace(",", "."))
    return (value, "" if plain else "mended") if isfinite(value) else (None, "dirty")


def _parts_thousands(text: str) -> bool:
    """Whether the comma of a grouped number cannot be a decimal mark: there are two, a space, or a point as well."""
    return "." in text or " " in text or text.count(",") > 1


def _report(dirty: Located, missing: Located, mended: Located, column: str, found: Findings) -> None:
    if dirty:
        comma = any(re.fullmatch(r"'[-+]?\d+,\d+'", words) for _, words in dirty)
        likely = "a decimal comma, or a comma between thousands" if comma else ""
        fix = "declare `decimal: ','`, or `decimal: '.'` if the comma parts thousands" if comma else _PLAIN
        got = f"{len(dirty)} cells of {column!r} that are no number: {places(dirty)}"
        found.error("E205", got, "finite numbers", fix, likely)
    if missing:
        got = f"{len(missing)} cells of {column!r} without a value: {places(missing)}"
        fix = "fill them from the source; or keep the days that are whole with `first_day`, `last_day` or `year`"
        likely = "an empty cell, or a formula that gives an error such as #N/A or #REF!"
        found.error("E206", got, "a number in every row", fix, likely)
    if mended:
        got = f"{len(mended)} cells of {column!r} read without their decoration: {places(mended)}"
        found.warning("W205", got, "plain numbers", _PLAIN, "full-width digits or thousands separators")


def _shown(cell: Cell) -> str:
    return repr(cell if len(str(cell)) <= 40 else str(cell)[:40] + "…")
