"""The workbook's formulas recomputed by another program, inputs changed: every cell equals the evaluation run again."""

from functools import lru_cache
from pathlib import Path

import formualizer
import pytest

from storage_model.report.workbook.model import Model, model_of
from storage_model.report.workbook.write.book import write_model
from tests.report_answers import small_answer
from tests.workbook_changes import Change, all_changes, compared, run_again, too_far, typed


@lru_cache(maxsize=1)
def _model() -> Model:
    return model_of(small_answer())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the small answer."""
    written = tmp_path_factory.mktemp("workbook") / "workbook.xlsx"
    write_model(_model(), written)
    return written


@pytest.mark.parametrize("change", all_changes(small_answer()), ids=lambda change: change.name)
def test_every_cell_follows(path: Path, change: Change) -> None:
    """Statements and indicators after the change equal the evaluation told of the same change."""
    book = formualizer.load_workbook(str(path))
    for (sheet, row, column), value in typed(_model(), change).items():
        book.set_value(sheet, row, column, value)
    book.evaluate_all()
    found = list(compared(_model(), run_again(small_answer(), change), book.get_value))
    assert len(found) > 10_000
    assert [one for one in found if too_far(one)] == []
