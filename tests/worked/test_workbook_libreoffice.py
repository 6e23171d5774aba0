"""The same workbook in LibreOffice: formulas computed anew after inputs are changed equal the evaluation run again.

Every stored value of the files is that before the change, so a program that believes them fails.
"""

import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from storage_model.cases.answer import CaseAnswer
from storage_model.workbook.grid import column_name
from storage_model.workbook.model import Model
from storage_model.workbook.write.book import write_model
from tests.libreoffice import program, recalculated
from tests.report_answers import small_answer
from tests.workbook_cases import full_answer, full_model, small_model
from tests.workbook_changes import Cell, compared, full_changes, run_again, small_changes, too_far, typed

CASES = [("small", change) for change in small_changes()[1:]] + [("full", change) for change in full_changes()[1:]]

FIFTEEN_DIGITS = 5e-15
"""LibreOffice writes fifteen significant digits"""


def _model(name: str) -> Model:
    return small_model() if name == "small" else full_model()


def _answer(name: str) -> CaseAnswer:
    return small_answer() if name == "small" else full_answer()


def _type_into(book: Path, cells: Mapping[Cell, float], target: Path) -> None:
    """Copy a workbook with some numbers changed; all other bytes stay, the values stored beside formulas too."""
    numbers = {name: place for place, name in enumerate(CalamineWorkbook.from_path(book).sheet_names, 1)}
    by_part: dict[str, list[tuple[str, float]]] = {}
    for (sheet, row, column), value in cells.items():
        by_part.setdefault(f"xl/worksheets/sheet{numbers[sheet]}.xml", []).append(
            (f"{column_name(column - 1)}{row}", value)
        )
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            for cell, value in by_part.get(part, []):
                pattern = rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)'.encode()
                text, found = re.subn(pattern, rb"\g<1>" + repr(value).encode() + rb"\g<2>", text)
                assert found == 1, cell
            new.writestr(part, text)


def test_libreoffice_agrees(tmp_path: Path) -> None:
    """Every statement cell and every indicator after every change; one start of the program for all of them."""
    if program() is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing; .ci/run installs it")
        pytest.skip("LibreOffice (soffice) is not installed")
    written = {name: tmp_path / f"{name}.xlsx" for name in ("small", "full")}
    for name, path in written.items():
        write_model(_model(name), path)
    changed = [tmp_path / f"{number}.xlsx" for number in range(len(CASES))]
    for (name, change), path in zip(CASES, changed, strict=True):
        _type_into(written[name], typed(_model(name), change), path)
    for (name, change), path in zip(CASES, recalculated(changed, tmp_path), strict=True):
        found = list(compared(_model(name), run_again(_answer(name), change), _reader(path)))
        assert len(found) > 10_000
        assert [(change.name, one) for one in found if too_far(one, FIFTEEN_DIGITS)] == []


def _reader(path: Path) -> Callable[[str, int, int], object]:
    book = CalamineWorkbook.from_path(path)
    pages = {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}

    def read(sheet: str, row: int, column: int) -> object:
        line = pages[sheet][row - 1] if row <= len(pages[sheet]) else []
        return line[column - 1] if column <= len(line) else ""

    return read
