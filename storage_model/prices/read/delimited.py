"""Text files with a character between cells."""

import csv
import io
from collections.abc import Sequence

from storage_model.prices.read.content import Content, decoded
from storage_model.prices.read.findings import Findings, places
from storage_model.prices.read.table import Table, is_blank, table_of, titles_above
from storage_model.prices.ref import SeriesRef

_LOOKED_THROUGH = 20

Lines = list[tuple[int, list[str]]]


def delimited_table(content: Content, ref: SeriesRef, found: Findings) -> Table | None:
    """Return the cells of a CSV file as text, or None after noting why there are none.

    Lines that begin with `#` above the names are a comment, the first of them the source; blank lines are no rows.
    """
    text = decoded(content.data, ref.encoding, found)
    if text is None:
        return None
    delimiter = ref.delimiter or ","
    words = f'CSV · {text[1]} · "{delimiter}"'.replace("\t", "tab")
    source, above, body = _without_comment(text[0])
    if not ref.skip_rows and not ref.units_row and (table := _cut(body, above, delimiter, words, source)):
        return table
    lines = _lines(body, above, delimiter, found)[ref.skip_rows or 0 :]
    if not lines:
        found.error("E202", "no rows", "names and one row per step", "add the data, or lower `skip_rows`")
    if found.broken:
        return None
    (_, header), rows = lines[0], lines[2 if ref.units_row else 1 :]
    ragged = [(line, row) for line, row in rows if len(row) != len(header)]
    titles = titles_above([row for _, row in lines[:_LOOKED_THROUGH]]) if len(header) < _usual(ragged) else 0
    if titles:
        fix = f"declare `skip_rows: {(ref.skip_rows or 0) + titles}`"
        got = f"a first row of {len(header)} cells above rows of {_usual(ragged)}"
        found.error("E204", got, "names in the first row that is kept", fix, "a title above the names")
    elif ragged:
        _note_ragged(ragged, len(header), found)
    if ragged:
        rows = [(line, row) for line, row in rows if len(row) == len(header)]
    return table_of(header, [row for _, row in rows], [line for line, _ in rows], words, source)


def _without_comment(text: str) -> tuple[str, int, str]:
    """Return the first comment above the names, the number of lines above them, and the text below."""
    start, source = 0, ""
    while text.startswith("#", start):
        end = text.find("\n", start) + 1 or len(text)
        source = source or text[start:end].strip("#\r\n ")
        start = end
    return source, text.count("\n", 0, start), text[start:]


def _cut(text: str, above: int, delimiter: str, words: str, source: str) -> Table | None:
    """Return the table of a text without quotation marks, blank lines or ragged rows, cut at once; None otherwise.

    The same cells as the reader below gives, in a fraction of its time.
    """
    if '"' in text or "\r" in text.replace("\r\n", "\n"):
        return None
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    width = lines[0].count(delimiter) + 1
    if len(lines) < 2 or {line.count(delimiter) for line in lines} != {width - 1} or not all(map(str.strip, lines)):
        return None
    cells = delimiter.join(lines).split(delimiter)
    columns = tuple(cells[width + number :: width] for number in range(width))
    if width > 1 and delimiter * (width - 1) in lines:
        return None
    header = tuple(name.strip() for name in cells[:width])
    rows = range(above + 2, above + 1 + len(lines))
    return Table(header=header, columns=columns, rows=rows, format=words, source=source)


def _lines(text: str, above: int, delimiter: str, found: Findings) -> Lines:
    """Return the rows that are not blank, each with the line it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: Lines = []
    try:
        lines += ((reader.line_num + above, row) for row in reader if not is_blank(row))
    except csv.Error as error:
        fix = "close the quotation mark that is open on this line, or save the file again"
        found.error("E202", f"row {reader.line_num + above}: {error}", "cells with balanced quotation marks", fix)
    return lines


def _usual(rows: Sequence[tuple[int, list[str]]]) -> int:
    """Return how many cells most of the rows have."""
    widths = [len(row) for _, row in rows]
    return max(set(widths), key=widths.count, default=0)


def _note_ragged(ragged: Sequence[tuple[int, list[str]]], width: int, found: Findings) -> None:
    got = places([(line, f"{len(row)} cells under {width} names") for line, row in ragged])
    fix = "quote cells that hold the separator, write numbers without separators, delete notes below the data"
    found.error("E202", got, f"{width} cells in every row", fix)
