"""workbook.xlsx: every sheet in its order."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage_model.cases.answer import CaseAnswer
from storage_model.words.label import Label
from storage_model.words.labels.lookup import figure_label, row_label, statement_label
from storage_model.words.lifetime_words import life_warning, lifetime_words
from storage_model.words.tables.summary import summary_of
from storage_model.workbook.core import INDICATORS, PROFILE, Core
from storage_model.workbook.model import Model, model_of
from storage_model.workbook.sheets import (
    checks,
    dictionary,
    months,
    provenance,
    sensitivity,
    side_by_side,
    summary,
)
from storage_model.workbook.write import cover_sheet
from storage_model.workbook.write.check_sheet import write_check_sheet
from storage_model.workbook.write.file import write_file
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.indicator_sheet import write_indicator_sheet, write_profile_sheet
from storage_model.workbook.write.input_sheet import write_input_sheet
from storage_model.workbook.write.plain_sheet import write_plain_sheet
from storage_model.workbook.write.summary_sheet import SummaryWriter
from storage_model.workbook.write.year_sheet import write_year_sheet


def write_workbook(answer: CaseAnswer, path: Path) -> None:
    """Write the workbook of an answer; it appears complete or not at all."""
    write_model(model_of(answer), path)


def write_model(model: Model, path: Path) -> None:
    """Write sheets already put together."""
    title = model.answer.scenario.title.zh
    write_file(path, lambda book, page_class: _write(book, model, page_class), title=title, subject="财务评价工作簿")


def _write(book: Any, model: Model, sheet_class: type) -> None:
    answer, core = model.answer, model.core
    scenario = answer.scenario
    title = Label(zh=scenario.title.zh, en=scenario.title.en, unit="none")
    formats = Formats(book)
    pages = {name: book.add_worksheet(name, sheet_class) for name, _ in _contents(model)}
    laws = checks.check_sheet(model)
    told = summary_of(answer)
    written = SummaryWriter(pages[summary.NAME], book, core, formats, model.first_year)
    written.write(title, laws, life_warning(told), lifetime_words(told["lifetime"]))
    write_year_sheet(pages[model.yearly.name], model.yearly, formats, model.first_year)
    write_core(pages, core, formats, model.first_year)
    write_check_sheet(pages[checks.NAME], laws, formats)
    plain = (
        side_by_side.side_by_side_sheet(core),
        sensitivity.sensitivity_sheet(core),
        months.months_sheet(answer),
        dictionary.dictionary_sheet(core),
        provenance.provenance_sheet(answer),
    )
    for table in filter(None, plain):
        write_plain_sheet(pages[table.name], table, formats)
    write_input_sheet(pages[model.inputs.name], book, model.inputs, formats)
    contents = [one for one in _contents(model) if one[0] != cover_sheet.NAME]
    cover_sheet.write_cover(
        pages[cover_sheet.NAME],
        title,
        case=scenario.name,
        sheets=contents,
        notes=_notes(model),
        formats=formats,
    )
    pages[cover_sheet.NAME].activate()


def write_core(pages: Mapping[str, Any], core: Core, formats: Formats, first_year: int) -> None:
    """Write the sheets of accounts, statements and indicators on the pages of their names."""
    for sheet in (*core.statements.values(), core.workings):
        write_year_sheet(pages[sheet.name], sheet, formats, first_year)
    write_indicator_sheet(pages[INDICATORS], core, formats)
    write_profile_sheet(pages[PROFILE], core.profile, formats)


def _contents(model: Model) -> list[tuple[str, str]]:
    """Return every sheet in its order, with what is on it."""
    statements = [(sheet.name, sheet.title.en) for sheet in model.core.statements.values()]
    several = len(model.core.accounts) > 1
    beside = [(side_by_side.NAME, "各项目单独与合并 · each project alone and all together")] if several else []
    return [
        (cover_sheet.NAME, ""),
        (summary.NAME, "结论、主要指标、逐年要点、检查结果 · verdict, indicators, main rows by year"),
        (model.inputs.name, "全部输入数值、出处与可改单元格 · every input, its source, cells that may be changed"),
        (model.yearly.name, "逐年电量、衰减、各项收支与逐年系数 · energy, ageing, streams and factors by year"),
        *statements,
        (INDICATORS, "全部指标 · every indicator"),
        *beside,
        (sensitivity.NAME, "单因素敏感性（数值）· one factor at a time (results)"),
        (months.NAME, "首个运营年逐月电量、电价与收支（数值）· the first operating year by month (results)"),
        (checks.NAME, "勾稽关系 · laws of bookkeeping"),
        (PROFILE, "内部收益率的求解依据 · where IRR starts from"),
        (model.core.workings.name, "报表背后的全部计算 · every step behind the statements"),
        (dictionary.NAME, "键、名称、单位与口径 · keys, words, units, definitions"),
        (provenance.NAME, "文件、政策、求解证明、校核与版本 · files, policies, proof, checks, versions"),
    ]


def _notes(model: Model) -> list[str]:
    """Return what holds the evaluation's numbers where a formula was expected."""
    bare = [f"{one.told.title.zh} · {_words(key)}" for one in model.core.accounts for key in one.bare]
    return [*bare, *model.core.unmade]


def _words(key: str) -> str:
    """Return the name of a row of a statement, `statement.row`, or of an indicator."""
    statement, _, row = key.rpartition(".")
    label = row_label(row) if statement else figure_label(row)
    return f"{label.zh} {label.en}" + (f"〔{statement_label(statement).zh}〕" if statement else "")
