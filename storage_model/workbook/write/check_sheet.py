"""The checks on paper, red or green."""

from typing import Any, Final

from storage_model.workbook.sheets.checks import FAILED, HEAD_LINES, NAME, PASSED, CheckSheet
from storage_model.workbook.write.cells import put
from storage_model.workbook.write.formats import GREEN, RED, Formats
from storage_model.workbook.write.paper import portrait

_HEADS: Final = ("项目 Project", "勾稽关系", "Law", "偏差（万元）", "容差", "结果 Result")
_WIDTHS: Final = (38, 38, 46, 14, 10, 15)


def write_check_sheet(page: Any, sheet: CheckSheet, formats: Formats) -> None:
    """Write every law and the one cell for all of them."""
    formats.write_title(page, "检查 Checks")
    page.write_string(
        1, 0, "公式，随输入变化；灰色斜体为本次运行的校核 · formulas that follow the inputs; grey: checked by the run",
        formats.words(pale=True),
    )  # fmt: skip
    page.write_string(2, 0, "全部检查 All checks", formats.words(strong=True))
    put(page, 2, 1, sheet.overall.formula, formats.of(bold=True, align="center", border=1), home=NAME)
    for column, (words, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        page.write_string(HEAD_LINES - 1, column, words, formats.head())
        page.set_column(column, column, width)
    for number, line in enumerate(sheet.lines, HEAD_LINES):
        page.write_string(number, 0, line.owner.zh, formats.words(fits=True))
        page.write_string(number, 1, line.label.zh, formats.words(fits=True))
        page.write_string(number, 2, line.label.en, formats.words(pale=True, fits=True))
        italic = {"italic": True, "font_color": "#595959"} if line.static else {}
        put(page, number, 3, line.deviation.formula, formats.of(num_format="0.0E+00", **italic), home=NAME)
        put(page, number, 4, line.tolerance.formula, formats.of(num_format="0E+00", **italic), home=NAME)
        put(page, number, 5, line.result.formula, formats.of(align="center"), home=NAME)
    colour(page, formats, "B3")
    colour(page, formats, f"F{HEAD_LINES + 1}:F{HEAD_LINES + len(sheet.lines)}")
    page.freeze_panes(HEAD_LINES, 0)
    portrait(page, HEAD_LINES)


def colour(page: Any, formats: Formats, cells: str) -> None:
    """Colour cells that say whether a law holds."""
    for words, fill, font in ((PASSED, GREEN, "#006100"), (FAILED, RED, "#9C0006")):
        look = formats.plain(bg_color=fill, font_color=font)
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": look}
        page.conditional_format(cells, rule)
