"""方案对比 recomputed by another program after a change: each project alone and all together, as evaluated again."""

from pathlib import Path
from typing import Any

import formualizer
import pytest

from storage_model.cases.answer import TOGETHER
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.format import VERDICTS
from storage_model.words.labels.lookup import figure_label, row_label
from storage_model.workbook.sheets.side_by_side import CASH_FLOW, MOVED, NAME
from storage_model.workbook.sheets.summary import INDICATORS
from storage_model.workbook.write.book import write_model
from tests.report_answers import small_answer
from tests.workbook_cases import small_model
from tests.workbook_changes import run_again, small_changes, typed

UNIT, FIRST_PROJECT = 3, 4
CHEAP = next(change for change in small_changes() if "so cheap that it pays" in change.name)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of the small answer, a plant so cheap that it pays typed in, every formula computed anew."""
    path: Path = tmp_path_factory.mktemp("beside") / "workbook.xlsx"
    write_model(small_model(), path)
    found = formualizer.load_workbook(str(path))
    for (sheet, row, column), value in typed(small_model(), CHEAP).items():
        found.set_value(sheet, row, column, value)
    found.evaluate_all()
    return found


def _rows(book: Any, block: int) -> dict[str, list[Any]]:
    """Return the values of one block's rows by their Chinese words."""
    names = [account.told.name for account in small_model().core.accounts]
    return {
        words: [book.get_value(NAME, line, FIRST_PROJECT + number) for number in range(len(names))]
        for words, line in _lines(book, block).items()
    }


def _units(book: Any, block: int) -> dict[str, Any]:
    """Return what the rows of one block call their unit."""
    return {words: book.get_value(NAME, line, UNIT) for words, line in _lines(book, block).items()}


def _lines(book: Any, block: int) -> dict[str, int]:
    """Return where the rows of one block stand: a block begins after the heads of the block before."""
    found: list[dict[str, int]] = []
    for line in range(1, 100):
        words = book.get_value(NAME, line, 1)
        if words == "项目":
            found.append({})
        elif found and words:
            found[-1][str(words)] = line
    return found[block]


def test_indicators_of_each_project(book: Any) -> None:
    """Every indicator equals the evaluation told of the same change; the verdict follows: the station now pays."""
    again, rows = run_again(small_answer(), CHEAP), _rows(book, 0)
    names = [account.told.name for account in small_model().core.accounts]
    assert names[0] == TOGETHER
    for key in INDICATORS:
        label = figure_label(key)
        unit = YUAN_PER_WAN_YUAN if label.unit == "yuan" else 1.0
        for name, cell in zip(names, rows[label.zh], strict=True):
            found = {one.key: one.found.value for one in _figures(again, name)}
            if found[key] is None:
                assert isinstance(cell, str)
            else:
                assert cell * unit == pytest.approx(found[key], rel=1e-9, abs=1e-6)
    assert rows["结论"][names.index("station")] == f"{VERDICTS['pays'].zh} {VERDICTS['pays'].en}"


def _figures(answer: Any, name: str) -> Any:
    return answer.projects[name].finance.indicator_summary.rows


def test_what_joining_moves(book: Any) -> None:
    """Together less alone, where both have a number; rates differ by points of a hundred, and the sheet says so."""
    rows, moved = _rows(book, 0), _rows(book, 1)
    numbers = 0
    for key in MOVED:
        words, rate = figure_label(key).zh, figure_label(key).unit == "frac"
        assert (_units(book, 1)[words] == "百分点") is rate
        for number in (1, 2):
            whole, alone = rows[words][0], rows[words][number]
            if isinstance(whole, str) or isinstance(alone, str):
                assert moved[words][number] == "–"
            else:
                numbers += 1
                assert moved[words][number] == pytest.approx((100.0 if rate else 1.0) * (whole - alone), abs=1e-12)
    assert numbers > 5


def test_lines_add_up(book: Any) -> None:
    """Each line of the cash flow over all years; together is the sum of the projects."""
    again, rows = run_again(small_answer(), CHEAP), _rows(book, 2)
    names = [account.told.name for account in small_model().core.accounts]
    for name, column in zip(names, range(len(names)), strict=True):
        (statement,) = (one for one in again.projects[name].finance.statements if one.key == CASH_FLOW)
        for row in statement.rows:
            if not row.key.startswith("cumulative_"):
                made = rows[row_label(row.key).zh][column] * YUAN_PER_WAN_YUAN
                assert made == pytest.approx(float(row.values.sum()), rel=1e-12, abs=1e-6)
    for words, (whole, *parts) in rows.items():
        assert whole == pytest.approx(sum(parts), abs=1e-6), words
