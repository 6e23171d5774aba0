"""The cover: what this is, how to use it, what is in it."""

from collections.abc import Sequence
from typing import Any, Final

from storage_model.words.label import Label
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.paper import portrait

NAME: Final = "封面 Cover"
_HOW: Final = (
    (
        "在“假设 Inputs”改动蓝底单元格（投资、利率、税率、容量电价、调整系数……），全部报表、指标与检查随公式变化。",
        "Change blue cells on the input sheet (investment, rates, taxes, capacity price, factors …): every statement, "
        "indicator and check follows.",
    ),
    (
        "在“年度电量与衰减 Yearly”改动蓝底逐年系数，可单独调整某一年的电价或电量收入。",
        "Change blue factors by year on the yearly sheet to move the price of one stream in one year.",
    ),
    (
        "调度、电量与衰减为计算引擎的结果数值，电价曲线或电池参数改变须重新运行；敏感性分析表与月度调度亦为数值。",
        "Dispatch, energy and ageing are results of the engine and need a new run when prices or batteries change; "
        "so do the sensitivity and the monthly sheet.",
    ),
    (
        "金额单位为万元（另注者除外）；现金流发生在年末；含税或不含税见各表行名。",
        "Money is in 10,000 yuan unless said; flows fall at the year's end; rows say whether VAT is inside.",
    ),
)


def write_cover(
    page: Any, title: Label, *, case: str, sheets: Sequence[tuple[str, str]], notes: Sequence[str], formats: Formats
) -> None:
    """Write the cover; `sheets` are names and what is on them, `notes` what is not a formula and should be."""
    for line, height in ((1, 32), (2, 19), (3, 19)):
        page.set_row(line, height)
    page.write_string(1, 0, title.zh, formats.of(bold=True, font_size=20, font_color="#1F3864"))
    page.write_string(2, 0, title.en, formats.of(font_size=12, font_color="#7F7F7F"))
    page.write_string(3, 0, "财务评价工作簿 Financial evaluation workbook", formats.of(font_size=12))
    page.write_string(4, 0, f"方案 Case: {case}", formats.words(pale=True))
    line = _words(page, 6, "使用方法 How to use", formats)
    for zh, en in _HOW:
        page.merge_range(line, 0, line, 1, f"{zh}\n{en}", formats.words(wrap=True))
        page.set_row(line, 40)
        line += 1
    page.write_string(line, 0, "可改 may be changed", formats.input("General", live=True))
    page.write_string(line, 1, "灰色斜体：结果数值 results · 黑色：公式 formulas", formats.words())
    if notes:
        line = _words(
            page,
            line + 2,
            "以下不随输入变化（数值，改动须重新运行）Do not follow the inputs: results, changed by a new run",
            formats,
        )
        for note in notes:
            page.write_string(line, 0, note, formats.words())
            line += 1
    line = _words(page, line + 2, "目录 Contents", formats)
    for name, about in sheets:
        look = formats.of(font_color="#0563C1", underline=1)
        page.write_url(line, 0, f"internal:'{name}'!A1", look, name)
        page.write_string(line, 1, about, formats.words(pale=True))
        line += 1
    page.set_column(0, 0, 44)
    page.set_column(1, 1, 70)
    portrait(page, 0)


def _words(page: Any, line: int, words: str, formats: Formats) -> int:
    for column in (0, 1):
        page.write_blank(line, column, None, formats.band())
    page.write_string(line, 0, words, formats.band())
    return line + 1
