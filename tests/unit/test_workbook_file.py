"""The workbook as a file: sheets, printing, safety, nothing newer than old spreadsheets know, the same bytes."""

import itertools
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from storage_model.finance.statements.statement import Row
from storage_model.workbook.model import model_of
from storage_model.workbook.write import file as book_file
from storage_model.workbook.write.book import write_model, write_workbook
from tests.kept import kept_folder
from tests.report_answers import small_answer, titled
from tests.workbook_cases import full_model, small_model

_FOLDER = kept_folder("workbook-file-")
# All known to Excel 2007, WPS and LibreOffice; nothing that spills over neighbouring cells.
KNOWN = {
    *("ABS", "AND", "AVERAGE", "COUNT", "COUNTIF", "IF", "IFERROR", "INDEX", "IRR", "ISNUMBER", "MAX", "MIN", "MIRR"),
    *("NPV", "OR", "SQRT", "SUM", "SUMPRODUCT", "SUMXMY2"),
}
SHEETS = (
    *("封面 Cover", "摘要 Summary", "假设 Inputs", "年度电量与衰减 Yearly", "建设投资估算表", "建设期利息估算表"),
    *("流动资金估算表", "项目总投资使用计划与资金筹措表", "营业收入、税金及附加和增值税估算表", "总成本费用估算表"),
    *("折旧与摊销估算表", "利润与利润分配表", "借款还本付息计划表", "项目投资现金流量表", "项目资本金现金流量表"),
    *(
        "财务计划现金流量表",
        "资产负债表",
        "财务指标汇总表",
        "方案对比",
        "敏感性分析表",
        "月度调度 Monthly",
        "检查 Checks",
    ),
    *("数据字典 Dictionary", "溯源 Provenance"),
)


@lru_cache(maxsize=1)
def _path() -> Path:
    path = _FOLDER / "workbook.xlsx"
    write_model(small_model(), path)
    return path


@lru_cache(maxsize=2)
def _book(values: bool) -> Any:
    return openpyxl.load_workbook(_path(), data_only=values)


def _formulas(book: Any) -> Iterator[tuple[str, str]]:
    for page in book:
        for line in page.iter_rows():
            yield from ((page.title, cell.value) for cell in line if cell.data_type == "f")


def test_every_sheet_is_there() -> None:
    """The sheets of the guideline; names within 31 characters and without what Excel forbids."""
    names = _book(False).sheetnames
    assert set(SHEETS) <= set(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert "投资各方现金流量表（投资方二）" in [sheet.name for sheet in full_model().core.statements.values()]


def test_statements_are_formulas() -> None:
    """Every cell of every statement under a year, and every indicator, begins with an equals sign."""
    book, model = _book(False), small_model()
    for sheet in model.core.statements.values():
        page = book[sheet.name]
        numbers = [cell for line in page.iter_rows(min_row=5, min_col=5) for cell in line if cell.value is not None]
        assert len(numbers) > 200
        assert {cell.data_type for cell in numbers} == {"f"}
    indicators = [cell for line in book["财务指标汇总表"].iter_rows(min_row=4, min_col=4) for cell in line]
    assert {cell.data_type for cell in indicators if "applicable" not in str(cell.value)} == {"f"}


def test_only_functions_every_spreadsheet_knows() -> None:
    """No dynamic array, no LET, no XLOOKUP: nothing outside the list, no array formula in the file."""
    texts = [text for _, text in _formulas(_book(False))]
    assert len(texts) > 15_000
    used = {
        name for text in texts for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"|\'[^\']*\'', "", text))
    }
    assert used <= KNOWN
    with zipfile.ZipFile(_path()) as parts:
        assert not [name for name in parts.namelist() if "metadata" in name]
        assert not [name for name in parts.namelist() if b'<f t="array"' in parts.read(name)]


def test_no_formula_is_longer_than_excel_takes() -> None:
    """8,192 characters, 64 levels."""
    for _, text in _formulas(_book(False)):
        assert len(text) < 2_000
        depth = deepest = 0
        for letter in text:
            depth += {"(": 1, ")": -1}.get(letter, 0)
            deepest = max(deepest, depth)
        assert deepest < 40


def test_stored_values_are_numbers_or_words() -> None:
    """WPS shows what is stored until it computes: no error, nothing missing."""
    formulas, values = _book(False), _book(True)
    for page in formulas:
        shown = values[page.title]
        for line in page.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    stored = shown[cell.coordinate].value
                    assert stored is None or not str(stored).startswith("#"), (page.title, cell.coordinate)
    assert values["摘要 Summary"]["B3"].value == "通过 pass"
    assert values["检查 Checks"]["B3"].value == "通过 pass"


@pytest.mark.parametrize("name", SHEETS[3:17])
def test_wide_sheets_print_on_a4(name: str) -> None:
    """Landscape A4, as wide as a page, years and names repeated and always in sight."""
    page: Worksheet = _book(False)[name]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    # One page wide is what a file means when it says nothing.
    assert page.page_setup.fitToWidth in (None, 1)
    assert (page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert (page.print_title_rows, page.freeze_panes) == ("$1:$4", "E5")


def test_money_has_two_decimals() -> None:
    """万元 as 1,234.56, negative in red."""
    page = _book(False)["项目投资现金流量表"]
    assert {cell.number_format for cell in page["F"][5:25]} == {'#,##0.00;[Red]-#,##0.00;"–"'}


def test_live_cells_are_blue_named_and_validated() -> None:
    """What may be changed looks so, has a name and refuses what cannot be; the rest says it needs a new run."""
    book, model = _book(False), small_model()
    page = book["假设 Inputs"]
    validated = {str(rule.sqref) for rule in page.data_validations.dataValidation}
    lines = [line for line in model.inputs.lines if hasattr(line, "cell")]
    live = [line for line in lines if line.live]
    assert {"projects.station.investment.equipment.amount_yuan", "projects.station.loans.bank.rate_frac",
            "policies.capacity_price.rate_yuan_per_kw_year"} <= {line.key for line in live}  # fmt: skip
    assert len(live) > 80
    for line in lines:
        cell = page[f"C{line.cell.line + 1}"]
        assert (cell.fill.fgColor.rgb == "FFDDEBF7") is line.live, line.key
        assert (cell.coordinate in validated) is line.live, line.key
        if line.live:
            assert book.defined_names[line.cell.name].value == f"'假设 Inputs'!$C${line.cell.line + 1}"


def test_every_cell_a_formula_names_is_there() -> None:
    """Names in formulas are defined; sheets in formulas exist."""
    book = _book(False)
    for _, text in _formulas(book):
        assert set(re.findall(r"'([^']+)'!", text)) <= set(book.sheetnames)
        assert set(re.findall(r"\bin_\w+", text)) <= set(book.defined_names)


@pytest.mark.reliability("attacks")
def test_hostile_titles_stay_words(tmp_path: Path) -> None:
    """What Excel would run is text everywhere it appears, in no link, no chart and no formula."""
    hostile = "=cmd|' /c calc'!A1"
    path = tmp_path / "hostile.xlsx"
    write_workbook(titled(small_answer(), hostile), path)
    book = openpyxl.load_workbook(path)
    found = [cell for page in book for line in page.iter_rows() for cell in line if hostile in str(cell.value)]
    assert found
    assert {cell.data_type for cell in found} == {"s"}
    assert not [text for _, text in _formulas(book) if "cmd" in text]
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if "chart" in name or "drawing" in name or name.endswith(".rels"):
                assert b"cmd" not in parts.read(name), name
            assert b'TargetMode="External"' not in parts.read(name), name


def test_the_same_answer_gives_the_same_bytes(tmp_path: Path) -> None:
    """No clock, no random order."""
    write_workbook(small_answer(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == _path().read_bytes()


def test_a_broken_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is complete or as it was, and no draft stays beside it."""
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(book_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_model(small_model(), path)
    assert [one.name for one in tmp_path.iterdir()] == ["workbook.xlsx"]
    assert path.read_bytes() == b"old"


def test_no_temporary_file_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that is killed could leave none: the folder for them is not even there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    write_model(small_model(), tmp_path / "book.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize(("sheet", "line", "points"), [("封面 Cover", 2, 20), ("摘要 Summary", 1, 14)])
def test_a_line_is_as_high_as_its_title(sheet: str, line: int, points: int) -> None:
    """Programs that leave a line as high as others cut large words in half."""
    height = _book(values=False)[sheet].row_dimensions[line].height
    assert height is not None
    assert height >= 1.4 * points


def test_why_there_is_no_number_stays_in_its_cell() -> None:
    """`各年均为净流出 outflow every year` ran over the cell beside it."""
    page = _book(values=False)["摘要 Summary"]
    row = next(line for line in page.iter_rows(max_col=6) if line[0].value == "资本金财务内部收益率")
    assert row[3].alignment.shrink_to_fit


def test_a_row_nobody_knows_is_a_number_and_said(tmp_path: Path) -> None:
    """A statement row without a formula holds the evaluation's numbers, and the cover names it."""
    answer = small_answer()
    project = answer.projects["station"]
    statements = project.finance.statements
    known = statements[0].rows[0]
    odd = replace(statements[0], rows=(*statements[0].rows, Row(key="cash", values=known.values)))
    finance = replace(project.finance)
    vars(finance)["statements"] = (odd, *statements[1:])  # read once, then kept
    model = model_of(replace(answer, projects={**answer.projects, "station": replace(project, finance=finance)}))
    account = next(one for one in model.core.accounts if one.told.name == "station")
    assert account.bare == ("investment_estimate.cash",)
    row = account.tables["investment_estimate"]["cash"]
    assert (row.look, row.number(0)) == ("value", pytest.approx(known.values[0] / 1e4))
    write_model(model, tmp_path / "odd.xlsx")
    cover = openpyxl.load_workbook(tmp_path / "odd.xlsx")["封面 Cover"]
    assert "寿阳 200 MW/400 MWh 独立储能 · 累计盈余资金 Cash〔建设投资估算表〕" in [cell.value for cell in cover["A"]]


def test_the_dictionary_says_in_chinese_how_every_number_is_made() -> None:
    """Rows were told in English alone, indicators and what an investor gets not at all."""
    page = _book(values=False)["数据字典 Dictionary"]
    made = {line[4].value: line[5].value or "" for line in page.iter_rows(min_row=4, max_col=6)}
    assert [
        key for key, said in made.items() if not re.search("[一-鿿]", said.split("\n")[0]) or "\n" not in said
    ] == []
    assert made["project_cash_flow.net_cash_flow_after_tax"].split("\n")[0] == "所得税前净现金流量 − 调整所得税"
    assert made["equity_cash_flow.income_tax"].split("\n")[0] == "所得税〔利润与利润分配表〕"
    assert made["debt_service.opening_long_term_loan"].startswith("上年期末长期借款余额〔借款还本付息计划表〕\n")
    assert made["dscr_min"] == "各年偿债备付率的最低值\nlowest debt-service cover of any year"


def test_documents_are_told_in_chinese_first() -> None:
    """Status and source of a policy were the words of the file: in_force, official text of the notice."""
    page = _book(values=False)["溯源 Provenance"]
    fees = next(line for line in page.iter_rows() if line[1].value == "发改价格〔2026〕114号")
    assert fees[3].value == "现行 in force"
    assert fees[4].value.startswith("通知原文第四条（二）；各项标准的出处见各数 · official text of the notice")


def test_words_beside_an_input_stay_whole() -> None:
    """`rate of the deductible VAT inside the amo` was cut off by the number beside it."""
    page = _book(values=False)["假设 Inputs"]
    lines = [line for line in page.iter_rows(min_row=5, max_col=7) if line[6].value]
    assert all(line[1].alignment.wrap_text for line in lines)
    long = next(line for line in lines if line[6].value == "projects.station.investment.civil.vat_frac")
    assert len(long[1].value) > 60
    assert page.row_dimensions[long[0].row].height > 27


def test_why_there_is_no_number_stays_in_its_cell_side_by_side() -> None:
    """`各年均为净流出` lost its first letter to the cell beside it; a verdict is computed, not grey."""
    page = _book(values=False)["方案对比"]
    rows = {line[0].value: line for line in reversed([*page.iter_rows(max_col=6)])}
    assert all(cell.alignment.shrink_to_fit for cell in rows["资本金财务内部收益率"][3:])
    assert not rows["结论"][3].font.italic


def test_charts_end_above_what_follows() -> None:
    """The second chart lay over the band below the indicators: 206 px from line 17, ten lines of 19 px."""
    page = _book(values=False)["摘要 Summary"]
    band = next(line[0].row for line in page.iter_rows(max_col=1) if line[0].value == "在哪里找")
    assert all(chart.anchor.to.row + 1 < band for chart in page._charts)


def _letters(words: str) -> int:
    """Return how wide words are, in letters; a Chinese character is two."""
    return max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in words.split("\n"))


@pytest.mark.parametrize(
    "sheet", ["借款还本付息计划表", "折旧与摊销估算表", "敏感性分析表", "检查 Checks", "数据字典 Dictionary"]
)
def test_words_with_others_beside_them_stay_in_their_cells(sheet: str) -> None:
    """Thirty letters in a column of eleven: `各年均为净流出 outflow every year` eight times over each other."""
    page = _book(values=False)[sheet]
    widths = {
        number: held.width for held in page.column_dimensions.values() for number in range(held.min, held.max + 1)
    }
    for line in page.iter_rows(min_row=4):
        for cell, beside in itertools.pairwise(line):
            if cell.data_type == "s" and beside.value and _letters(cell.value) > 1.1 * widths[cell.column]:
                assert cell.alignment.wrap_text or cell.alignment.shrink_to_fit, (sheet, cell.coordinate, cell.value)
