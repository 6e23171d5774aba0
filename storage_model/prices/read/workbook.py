"""Workbooks: .xlsx, .xls, .ods; values only, no formula is computed and no link followed."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage_model.prices.read.content import LARGEST_UNPACKED_BYTES, Content
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.table import Cell, Table, is_blank, table_of
from storage_model.prices.ref import SeriesRef

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LARGEST_RATIO = 200
_ALLOWED_ABOVE_RATIO = 1 << 20


def workbook_table(content: Content, ref: SeriesRef, found: Findings) -> Table | None:
    """Return the cells of one sheet, or None after noting why there are none; judged before it is parsed."""
    from python_calamine import CalamineError, CalamineWorkbook

    if content.kind != "xls" and not _is_safe(content.data, found):
        return None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content.data))
        name = _sheet(book, ref, found)
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if name is not None else []
    except (CalamineError, OSError, ValueError) as error:
        found.error("E201", f"no workbook that can be read: {error}", "a whole workbook", "save it again as .xlsx")
        return None
    if name is None:
        return None
    lines: list[tuple[int, Sequence[Cell]]] = [(row, line) for row, line in enumerate(cells, 1) if not is_blank(line)]
    lines = lines[ref.skip_rows or 0 :]
    if not lines:
        found.error("E202", f"no rows on sheet {name!r}", "names and one row per step", "choose another `sheet`")
        return None
    body = lines[2 if ref.units_row else 1 :]
    words = f"{content.kind.upper()} · {name}"
    return table_of(lines[0][1], [line for _, line in body], [row for row, _ in body], words, "")


def _sheet(book: "CalamineWorkbook", ref: SeriesRef, found: Findings) -> str | None:
    """Return the sheet to read: the one declared, or the only one."""
    names = book.sheet_names
    if not names:
        found.error("E202", "a workbook without a sheet", "names and one row per step", "save it again as .xlsx")
        return None
    if ref.sheet in names or (ref.sheet is None and len(names) == 1):
        return ref.sheet or names[0]
    got = f"{len(names)} sheets, none declared" if ref.sheet is None else f"no sheet {ref.sheet!r}"
    found.declared(
        "sheet", "E203", f"{got} in {found.shown}", "one of " + ", ".join(names), f"declare `sheet: {names[0]}`"
    )
    return None


def _is_safe(data: bytes, found: Findings) -> bool:
    """Whether a zipped workbook stays small when unpacked and reaches for no other file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            links = [part.filename for part in parts if "externalLinks/" in part.filename]
            large = sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES or any(
                part.file_size > max(_ALLOWED_ABOVE_RATIO, LARGEST_RATIO * part.compress_size) for part in parts
            )
            # Sizes in a zip are claims: reading each part to its end holds the file to them.
            damaged = None if large else book.testzip()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        found.error("E201", f"no workbook: {error}", "a whole, unprotected workbook", "save it again as .xlsx")
        return False
    if links:
        fix = "in Excel: Data, Edit Links, Break Link; or save the sheet as CSV"
        found.error("E218", f"a workbook that takes values from other files: {links[0]}", "no external links", fix)
    if large or damaged:
        got = f"a damaged part {damaged}" if damaged else "a workbook that swells when unpacked"
        limit = f"at most {LARGEST_UNPACKED_BYTES >> 20} MiB unpacked, {LARGEST_RATIO} times its size"
        found.error("E218", got, limit, "save the sheet as CSV")
    return not (links or large or damaged)
