"""compare.xlsx recomputed by another program: as the engine says, and following what is typed into it."""

from pathlib import Path
from typing import Any

import formualizer
import numpy as np
import openpyxl
import pytest

from storage_model.finance.indicators.rates import irr, npv
from storage_model.report.comparing.blocks.cases import INDICATORS
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.report.comparing.workbook.beside import FIRST_CASE, NAME
from storage_model.report.comparing.workbook.write import write_compare_workbook
from storage_model.report.comparing.workbook.years import FLOWS
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.labels.lookup import figure_label, row_label
from storage_model.workbook.grid import FIRST_YEAR
from storage_model.workbook.indicators.states import state_cell
from tests.comparisons import CASES, comparison

REVENUE, RETURN = row_label("revenue").zh, figure_label("irr_project_after_tax_frac").zh
BASE, EASED, PRICED = range(3)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the comparison."""
    found = tmp_path_factory.mktemp("beside") / "compare.xlsx"
    write_compare_workbook(comparison(), found)
    return found


def _lines(path: Path, sheet: str) -> list[str]:
    """Return the words of the first column; the line of a word is its place + 1."""
    page = openpyxl.load_workbook(path)[sheet]
    return [str(page.cell(line, 1).value or "") for line in range(1, page.max_row + 1)]


def _recomputed(path: Path, **typed: float) -> Any:
    """Return the book after every formula was computed anew; `revenue` goes into the last year of the last case."""
    book = formualizer.load_workbook(str(path))
    if "revenue" in typed:
        words = _lines(path, FLOWS)
        line = max(number for number, word in enumerate(words, 1) if word == REVENUE)
        book.set_value(FLOWS, line, FIRST_YEAR + _periods(), typed["revenue"])
    if "hurdle" in typed:
        book.set_value(NAME, _lines(path, NAME).index("税后基准收益率") + 1, FIRST_CASE + 1 + PRICED, typed["hurdle"])
    book.evaluate_all()
    return book


def _periods() -> int:
    return len(comparison().base.purse.taxes_paid)


def _row(book: Any, path: Path, words: str, after: str = "") -> list[Any]:
    """Return a row of 方案对比 by its Chinese words, the first below a heading."""
    found = _lines(path, NAME)
    start = next(number for number, word in enumerate(found) if word.startswith(after))
    line = found.index(words, start) + 1
    return [book.get_value(NAME, line, FIRST_CASE + 1 + number) for number in range(len(CASES))]


def test_as_the_engine_says(path: Path) -> None:
    """Indicators of every case; differences by line and present costs as the effects say, to a hundredth of a yuan."""
    book, found = _recomputed(path), comparison()
    for key in INDICATORS:
        label = figure_label(key)
        unit = YUAN_PER_WAN_YUAN if label.unit == "yuan" else 1.0
        for column, cell in zip(found.columns, _row(book, path, label.zh), strict=True):
            asked = column.answer.finance.indicators[key]
            if asked.value is None:
                assert cell == state_cell(asked.state)
            else:
                assert cell * unit == pytest.approx(asked.value, rel=1e-9, abs=1e-6)
    effects = [found.effects.get(name) for name in CASES]
    for key in ("public_yuan", "tax_back_yuan", "net_yuan"):
        cells = _row(book, path, WORDS[key].zh, after=WORDS["purse"].zh)
        assert cells[BASE] == 0
        for cell, effect in zip(cells[1:], effects[1:], strict=True):
            assert cell * YUAN_PER_WAN_YUAN == pytest.approx(getattr(effect, key), abs=1e-2)
    revenue = _row(book, path, REVENUE, after=WORDS["lines"].zh)
    assert revenue == [0, pytest.approx(0, abs=1e-9), pytest.approx(15 * 1100)]


def test_what_is_typed_is_followed(path: Path) -> None:
    """Five hundred million more in the last year, another hurdle: return, value and differences as by hand."""
    found = comparison().columns[PRICED]
    before = found.rows["revenue"][-1]
    book = _recomputed(path, revenue=before / YUAN_PER_WAN_YUAN + 50_000, hurdle=0.08)
    flows = found.rows["net_cash_flow_after_tax"] + np.eye(1, _periods(), _periods() - 1)[0] * 500e6
    first_t = comparison().yardsticks.first_t
    assert _row(book, path, RETURN)[PRICED] == pytest.approx(irr(flows).one().value, abs=1e-9)
    worth = _row(book, path, figure_label("npv_project_after_tax_yuan").zh)[PRICED]
    assert worth * YUAN_PER_WAN_YUAN == pytest.approx(float(npv(flows, 0.08, first_t)), abs=1e-4)
    assert _row(book, path, REVENUE, after=WORDS["lines"].zh)[PRICED] == pytest.approx(15 * 1100 + 50_000)
    point = _row(book, path, WORDS["yuan_per_point"].zh)[PRICED]
    gain = _row(book, path, WORDS["irr_gain_points"].zh)[PRICED]
    public = _row(book, path, WORDS["public_yuan"].zh, after=WORDS["purse"].zh)[PRICED]
    assert point == pytest.approx(public / gain)


def test_cached_values_are_those_recomputed(path: Path) -> None:
    """What a reader without a calculator sees is what the formulas give; several hundred formulas on each sheet."""
    formulas, stored, book = (
        openpyxl.load_workbook(path),
        openpyxl.load_workbook(path, data_only=True),
        _recomputed(path),
    )
    count = 0
    for page in formulas:
        for line in page.iter_rows():
            for cell in (one for one in line if one.data_type == "f"):
                count += 1
                made, kept = (
                    book.get_value(page.title, cell.row, cell.column),
                    stored[page.title][cell.coordinate].value,
                )
                if isinstance(made, str) or made is None:
                    assert (kept or "") == (made or ""), (page.title, cell.coordinate)
                else:
                    assert float(kept) == pytest.approx(float(made), rel=1e-9, abs=1e-7), (page.title, cell.coordinate)
    assert count > 500
    assert formulas.sheetnames[0] == NAME


def test_results_keep_their_digits(path: Path) -> None:
    """The value that is needed stands with all its digits, and so does who earned what."""
    page = openpyxl.load_workbook(path, data_only=True)["达标所需支持 Needed"]
    (needed,) = comparison().break_evens
    assert page.cell(4, 4).value == pytest.approx(needed.goal.value, rel=1e-15)
    shares = openpyxl.load_workbook(path, data_only=True)["政策贡献 Shares"]
    said = [shares.cell(line, 3).value for line in range(4, shares.max_row + 1)]
    (priced,) = (one for one in comparison().shares if one.case == CASES[PRICED])
    assert priced.worth is not None
    assert said[-1] == pytest.approx(priced.worth.total / YUAN_PER_WAN_YUAN, rel=1e-14)
