"""A plain table on paper."""

from typing import Any

from storage_model.words.label import Unit
from storage_model.workbook.formula import Formula, Value
from storage_model.workbook.grid import Single
from storage_model.workbook.sheets.plain import PlainBlock, PlainSheet
from storage_model.workbook.write.cells import put, put_value
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.heights import height_of
from storage_model.workbook.write.paper import landscape

_HEAD_LINES = 2


def write_plain_sheet(page: Any, sheet: PlainSheet, formats: Formats) -> None:
    """Write title and blocks; with one block its heads stay in sight."""
    formats.write_title(page, f"{sheet.title.zh} {sheet.title.en}")
    about = f"{sheet.about.zh} · {sheet.about.en}"
    page.merge_range(1, 0, 1, len(sheet.widths) - 1, about, formats.words(pale=True, wrap=True))
    page.set_row(1, height_of([(about, sum(sheet.widths))]))
    line = _HEAD_LINES
    for block in sheet.blocks:
        line = _write_block(page, block, line, sheet, formats)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    head = _HEAD_LINES + (1 if len(sheet.blocks) == 1 else 0)
    page.freeze_panes(head, 0)
    landscape(page, head, len(sheet.widths) - 1, line)


def _write_block(page: Any, block: PlainBlock, line: int, sheet: PlainSheet, formats: Formats) -> int:
    """Write a block from a line on and return the line after it."""
    widths, home = sheet.widths, sheet.name
    if block.title is not None:
        for column in range(len(widths)):
            page.write_blank(line, column, None, formats.band())
        page.write_string(line, 0, f"{block.title.zh} {block.title.en}".rstrip(), formats.band())
        line += 1
    for column, words in enumerate(block.heads):
        page.write_string(line, column, words, formats.head())
    page.set_row(line, height_of(zip(block.heads, widths, strict=False)))
    for number, row in enumerate(block.rows, line + 1):
        for column, (value, unit) in enumerate(row):
            look = _look(value, unit, column, formats)
            if isinstance(value, Single) and (value.home, value.line) == (home, number):
                put(page, number, column, value.formula, formats.number(unit, value.look, fits=True), home=home)
            elif isinstance(value, Formula):
                put(page, number, column, value, look, home=home)
            else:
                put_value(page, number, column, value, look)
        wrapped = [(value, width) for (value, _), width in zip(row, widths, strict=False) if isinstance(value, str)]
        page.set_row(number, height_of(wrapped[1:]))
    return line + 1 + len(block.rows) + (1 if block.title is not None else 0)


def _look(value: Value | Formula, unit: Unit, column: int, formats: Formats) -> Any:
    """Return the format of a cell; words in place of a number stand where it would."""
    if isinstance(value, Formula):
        return formats.number(unit, "formula", fits=True)
    if not isinstance(value, str):
        return formats.number(unit, "value")
    return formats.words(wrap=column > 0, fits=column == 0) if unit == "text" else formats.reason()
