"""The workbook's formulas recomputed by another program, inputs changed: every cell equals the evaluation run again."""

from functools import lru_cache
from pathlib import Path

import formualizer
import pytest

from storage_model.cases.answer import CaseAnswer
from storage_model.workbook.model import Model
from storage_model.workbook.write.book import write_model
from tests.kept import kept_folder
from tests.report_answers import small_answer
from tests.workbook_cases import full_answer, full_model, small_model
from tests.workbook_changes import (
    Change,
    Found,
    compared,
    full_changes,
    run_again,
    small_changes,
    too_far,
    typed,
)

_FOLDER = kept_folder("recomputed-")


@lru_cache(maxsize=2)
def _written(name: str) -> Path:
    path = _FOLDER / f"{name}.xlsx"
    write_model(_model(name), path)
    return path


def _model(name: str) -> Model:
    return small_model() if name == "small" else full_model()


def _answer(name: str) -> CaseAnswer:
    return small_answer() if name == "small" else full_answer()


def _recomputed(name: str, change: Change) -> list[Found]:
    """Return every number after the change was typed into the file and all formulas were computed anew."""
    book = formualizer.load_workbook(str(_written(name)))
    for (sheet, row, column), value in typed(_model(name), change).items():
        book.set_value(sheet, row, column, value)
    book.evaluate_all()
    return list(compared(_model(name), run_again(_answer(name), change), book.get_value))


def _hold(name: str, change: Change) -> None:
    """Assert that every number follows, and that hundreds of them moved: stale cells would prove nothing."""
    found = _recomputed(name, change)
    assert len(found) > 10_000
    assert [one for one in found if too_far(one)] == []
    moved = sum(not _near(one.made, before) for one, before in zip(found, _before(name), strict=True))
    assert (moved > 500) is bool(change.cells or change.factors)


@lru_cache(maxsize=2)
def _before(name: str) -> tuple[float | str, ...]:
    """Return what the evaluation found before any change."""
    return tuple(one.asked for one in compared(_model(name), _answer(name), lambda *_: 0.0))


def _near(made: float | str, before: float | str) -> bool:
    return made == before if isinstance(made, str) or isinstance(before, str) else abs(made - before) <= 1e-3


@pytest.mark.parametrize("change", small_changes(), ids=lambda change: change.name)
def test_every_cell_follows(change: Change) -> None:
    """Base case: statements and indicators after the change equal the evaluation told of the same change."""
    _hold("small", change)


@pytest.mark.parametrize("change", full_changes(), ids=lambda change: change.name)
def test_every_cell_of_everything_follows(change: Change) -> None:
    """The same with every kind of loan, tax, grant, write-off, owner and convention, projects of different years."""
    _hold("full", change)


def test_every_number_is_made_by_the_inputs() -> None:
    """No row and no indicator holds a result in place of a formula, and no input is left without effect."""
    for model in (small_model(), full_model()):
        assert model.core.unmade == ()
        assert [account.bare for account in model.core.accounts] == [()] * 3
