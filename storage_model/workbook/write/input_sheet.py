"""The input sheet on paper: blue cells may be changed, each with what it may hold."""

from typing import Any, Final

from storage_model.workbook.inputs.sheet import HEAD_LINES, InputLine, InputSheet, Rule
from storage_model.workbook.write.cells import put
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.heights import height_of
from storage_model.workbook.write.paper import landscape

_HEADS: Final = ("项目", "Item", "数值 Value", "单位", "可否改动 May be changed", "依据 Source or note", "键 Key")
_WIDTHS: Final = (38, 44, 14, 13, 21, 52, 52)
_RULES: Final[dict[Rule, dict[str, Any]]] = {
    "share": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
    "rate": {"validate": "decimal", "criteria": "between", "minimum": -0.99, "maximum": 10},
    "years": {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100},
    "amount": {"validate": "decimal", "criteria": ">=", "value": 0},
    "any": {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15},
}
_SAID: Final[dict[Rule, str]] = {
    "share": "0 到 100% · 0 to 100 %",
    "rate": "大于 -100% · above -100 %",
    "years": "0 到 100 的整数 · whole years, 0 to 100",
    "amount": "不小于 0 · zero or more",
    "any": "数值 · a number",
}


def write_input_sheet(page: Any, book: Any, sheet: InputSheet, formats: Formats) -> None:
    """Write every number; must come after the sheets whose formulas tell which cells are used."""
    formats.write_title(page, "假设 Inputs")
    page.write_string(
        1, 0, "蓝底蓝字可改，全部报表与指标随之变化 · Blue may be changed; every statement and indicator follows.",
        formats.words(pale=True),
    )  # fmt: skip
    page.write_string(
        2, 0,
        "灰色斜体影响调度或评价结构，改动须重新运行：storage-model run … --set 键=值 · "
        "Grey ones shape the dispatch or the evaluation: run again with --set key=value.",
        formats.words(pale=True),
    )  # fmt: skip
    for column, (words, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        page.write_string(HEAD_LINES - 1, column, words, formats.head())
        page.set_column(column, column, width)
    for number, entry in enumerate(sheet.lines, HEAD_LINES):
        if isinstance(entry, InputLine):
            _write_line(page, book, entry, formats)
            continue
        for column in range(len(_HEADS)):
            page.write_blank(number, column, None, formats.band())
        page.write_string(number, 0, entry.label.zh, formats.band(fits=True))
        page.write_string(number, 1, entry.label.en, formats.band())
    page.freeze_panes(HEAD_LINES, 2)
    landscape(page, HEAD_LINES, len(_HEADS) - 1, HEAD_LINES + len(sheet.lines))


def _write_line(page: Any, book: Any, line: InputLine, formats: Formats) -> None:
    home, number = line.cell.home, line.cell.line
    computed = line.cell.look == "formula"
    page.write_string(number, 0, line.label.zh, formats.words(wrap=True))
    page.write_string(number, 1, line.label.en, formats.words(pale=True, wrap=True))
    look = formats.of(num_format=line.number_format) if computed else formats.input(line.number_format, live=line.live)
    put(page, number, 2, line.cell.formula, look, home=home)
    page.write_string(number, 3, line.unit, formats.unit())
    may = "● 可改 live" if line.live else ("公式 computed" if computed else "重新运行 run again")
    page.write_string(number, 4, may, formats.words(pale=not line.live))
    basis = "假设 assumed" if line.assumed else ""
    origin = f"已改动 changed by {line.origin}" if line.origin else ""
    said = " · ".join(filter(None, (basis, line.source, origin)))
    page.write_string(number, 5, said, formats.words(wrap=True))
    page.write_string(number, 6, line.key, formats.words(pale=True))
    wrapped = (line.label.zh, _WIDTHS[0]), (line.label.en, _WIDTHS[1]), (said, _WIDTHS[5])
    page.set_row(number, height_of(wrapped))
    if line.live:
        page.data_validation(
            number, 2, number, 2,
            {**_RULES[line.rule], "error_title": "输入超出范围", "error_message": _SAID[line.rule]},
        )  # fmt: skip
    if line.cell.used:
        book.define_name(line.cell.name, f"='{home}'!${line.cell.letter}${number + 1}")
