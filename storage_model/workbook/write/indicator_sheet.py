"""财务指标汇总表 and 净现值曲线 on paper."""

from typing import Any

from storage_model.words.labels.lookup import figure_label
from storage_model.workbook.core import FIRST_INDICATOR_COLUMN, INDICATOR_HEAD_LINES, INDICATORS, Core
from storage_model.workbook.indicators.profile import HEAD_LINES, RATES, ProfileSheet
from storage_model.workbook.sheets.summary import INDICATORS as LOOKED_FOR
from storage_model.workbook.units import UNIT_WORDS
from storage_model.workbook.write.cells import put
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.paper import landscape, portrait

# Far below zero the last years weigh a thousand times what they pay.
_LOSES_THE_MEASURE, _HUGE = -0.3, "0.0E+00"


def write_indicator_sheet(page: Any, core: Core, formats: Formats) -> None:
    """Write every indicator of every project side by side."""
    formats.write_title(page, "财务指标汇总表 Financial indicators")
    page.write_string(
        1, 0, "公式；没有数值时写明原因 · formulas; where there is no number, why", formats.words(pale=True)
    )
    heads = ("指标", "Indicator", "单位", *(f"{one.told.title.zh}\n{one.told.title.en}" for one in core.accounts))
    for column, words in enumerate(heads):
        page.write_string(INDICATOR_HEAD_LINES - 1, column, words, formats.head())
    page.set_row(INDICATOR_HEAD_LINES - 1, 50)
    for number, key in enumerate(core.indicator_keys, INDICATOR_HEAD_LINES):
        label, strong = figure_label(key), key in LOOKED_FOR
        bold = {"bold": True} if strong else {}
        page.write_string(number, 0, label.zh, formats.of(**bold))
        page.write_string(number, 1, label.en, formats.of(font_color="#7F7F7F", **bold))
        page.write_string(number, 2, UNIT_WORDS[label.unit], formats.unit())
        for column, account in enumerate(core.accounts, FIRST_INDICATOR_COLUMN):
            if key in account.cells:
                cell = account.cells[key]
                put(
                    page,
                    number,
                    column,
                    cell.formula,
                    formats.number(label.unit, cell.look, bold=strong),
                    home=INDICATORS,
                )
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 40)
    page.set_column(2, 2, 8)
    page.set_column(FIRST_INDICATOR_COLUMN, FIRST_INDICATOR_COLUMN + len(core.accounts) - 1, 24)
    page.freeze_panes(INDICATOR_HEAD_LINES, FIRST_INDICATOR_COLUMN)
    portrait(page, INDICATOR_HEAD_LINES)


def write_profile_sheet(page: Any, sheet: ProfileSheet, formats: Formats) -> None:
    """Write what every series of flows is worth at every rate, and where it crosses zero."""
    formats.write_title(page, "净现值曲线 Present value by rate")
    page.write_string(
        1, 0,
        "首年折现一次；“过零”列为曲线穿过零点处，IRR 从最大的一个开始求解，非负的多于一个时为多解；单位：万元 · "
        "IRR starts from the largest crossing of zero; more than one from zero up is no answer.",
        formats.words(pale=True),
    )  # fmt: skip
    page.write_string(HEAD_LINES - 1, 0, "折现率 Rate", formats.head())
    page.set_column(0, 0, 12)
    for number, rate in enumerate(sheet.rates):
        put(page, HEAD_LINES + number, 0, rate.formula, formats.number("frac", "value"))
    money = formats.number("yuan", "formula")
    ordinary = HEAD_LINES + next(number for number, rate in enumerate(RATES) if rate >= _LOSES_THE_MEASURE)
    for number, curve in enumerate(sheet.curves):
        first = 1 + 2 * number
        words = f"{curve.project.zh}\n{curve.label.zh} {curve.label.en}"
        page.write_string(HEAD_LINES - 1, first, words, formats.head())
        page.write_string(HEAD_LINES - 1, first + 1, "过零 Crossing", formats.head())
        page.set_column(first, first, 20)
        page.set_column(first + 1, first + 1, 9)
        for cell in curve.worth:
            look = formats.of(num_format=_HUGE, align="right") if cell.line < ordinary else money
            put(page, cell.line, first, cell.formula, look, home=sheet.name)
        for cell in curve.crossing:
            put(page, cell.line, first + 1, cell.formula, formats.number("frac", "formula"), home=sheet.name)
    page.set_row(HEAD_LINES - 1, 50)
    page.freeze_panes(HEAD_LINES, 1)
    landscape(page, HEAD_LINES, 2 * len(sheet.curves), HEAD_LINES + len(RATES))
