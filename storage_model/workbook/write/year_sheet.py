"""A sheet over the years on paper."""

from typing import Any

from storage_model.workbook.formula import Constant
from storage_model.workbook.grid import EN, FIRST_YEAR, TOTAL, UNIT, ZH, PerYear, Row
from storage_model.workbook.sheet import HEAD_LINES, Band, Line, YearSheet
from storage_model.workbook.units import UNIT_WORDS
from storage_model.workbook.write.cells import put, put_value
from storage_model.workbook.write.dust import dash_for_dust
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.paper import landscape


def write_year_sheet(page: Any, sheet: YearSheet, formats: Formats, first_year: int) -> None:
    """Write title, years and every line; the first lines and columns stay in sight and on every printed page."""
    last = FIRST_YEAR + sheet.years - 1
    formats.write_title(page, f"{sheet.title.zh} {sheet.title.en}")
    page.write_string(1, ZH, f"{sheet.about.zh} · {sheet.about.en}", formats.words(pale=True))
    for column, words in ((ZH, "项目"), (EN, "Item"), (UNIT, "单位"), (TOTAL, "合计 Total")):
        page.write_string(2, column, words, formats.head())
        page.write_string(3, column, "", formats.head())
    page.write_string(3, ZH, "计算期 Year of the evaluation", formats.head())
    for year in range(sheet.years):
        page.write_number(2, FIRST_YEAR + year, first_year + year, formats.of(**_YEAR))
        page.write_number(3, FIRST_YEAR + year, year + 1, formats.of(**_YEAR))
    for number, entry in enumerate(sheet.lines, HEAD_LINES):
        if isinstance(entry, Band):
            look = formats.band(small=entry.small)
            for column in range(last + 1):
                page.write_blank(number, column, None, look)
            page.write_string(number, ZH, entry.label.zh, formats.band(small=entry.small, fits=True))
            page.write_string(number, EN, entry.label.en, look)
        else:
            _write_line(page, sheet.name, number, entry, formats)
    money = [
        number
        for number, entry in enumerate(sheet.lines, HEAD_LINES)
        if isinstance(entry, Line) and entry.label.unit == "yuan"
    ]
    dash_for_dust(page, money, (TOTAL, last), formats)
    for column, width in ((ZH, 25), (EN, 27), (UNIT, 6), (TOTAL, 12)):
        page.set_column(column, column, width)
    page.set_column(FIRST_YEAR, last, 10)
    page.freeze_panes(HEAD_LINES, FIRST_YEAR)
    landscape(page, HEAD_LINES, last, HEAD_LINES + len(sheet.lines))


_YEAR = {"bold": True, "bg_color": "#D9E1F2", "align": "right", "num_format": "0", "bottom": 1}


def _write_line(page: Any, home: str, number: int, line: Line, formats: Formats) -> None:
    unit = line.label.unit
    page.write_string(number, ZH, line.label.zh, formats.words(strong=line.strong, fits=True))
    page.write_string(number, EN, line.label.en, formats.words(strong=line.strong, pale=True, fits=True))
    page.write_string(number, UNIT, UNIT_WORDS[unit], formats.unit(strong=line.strong))
    if line.single is not None:
        look = formats.number(unit, line.single.look, strong=line.strong)
        put(page, number, TOTAL, line.single.formula, look, home=home)
    if line.row is not None:
        _write_row(page, home, number, line.row, formats.number(unit, line.row.look, strong=line.strong))


def _write_row(page: Any, home: str, number: int, row: Row, look: Any) -> None:
    for year in row.over:
        given = row.formula.made(year) if isinstance(row.formula, PerYear) else row.formula
        if isinstance(given, Constant):
            put_value(page, number, FIRST_YEAR + year, given.value, look)
        elif given is not None:
            put(page, number, FIRST_YEAR + year, given, look, year=year, home=home)
