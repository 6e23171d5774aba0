"""Random projects of every kind: the workbook's formulas say what the evaluation says, alone and added up."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import formualizer
import numpy as np
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage_model.finance.consolidate import Part
from storage_model.finance.evaluate import result_of
from storage_model.finance.terms.project import Project
from storage_model.words.label import Label
from storage_model.workbook.compare import Difference, differences
from storage_model.workbook.core import INDICATORS, PROFILE, Account, Core, build_core
from storage_model.workbook.grid import FIRST_YEAR
from storage_model.workbook.part import Told
from storage_model.workbook.write import cells
from storage_model.workbook.write.book import write_core
from storage_model.workbook.write.formats import Formats
from tests.finance_projects import projects

# Amounts of some hundred millions through some forty sums; ratios to a base of next to nothing.
MONEY_YUAN, RATIO = 1e-5, 1e-6
STREAMS = {"one": "energy_sales", "two": "capacity_price"}
TOLD = Label(zh="项目", en="project", unit="none")


@st.composite
def two_on_one_calendar(draw: st.DrawFn) -> tuple[Part, Part]:
    """Return two projects, the second some years later."""
    first, second = (_named(draw(projects())) for _ in range(2))
    # Conventions are those of the reader: the sum is shown by the first project's.
    second = replace(second, options=first.options)
    later = draw(st.integers(0, 3))
    years = max(first.timeline.periods, later + second.timeline.periods)
    return (
        Part(terms=first, after=years - first.timeline.periods),
        Part(terms=second, before=later, after=years - later - second.timeline.periods),
    )


def _core(parts: tuple[Part, Part]) -> Core:
    """Return the formulas of both projects and of the two together."""
    told = [Told(name=f"p{n}", title=TOLD, result=result_of([part])) for n, part in enumerate(parts)]
    return build_core(told, Told(name="together", title=TOLD, result=result_of(parts)))


def _named(project: Project) -> Project:
    """Return the project with streams that reports have words for, and nothing of less than a yuan."""
    return replace(
        project,
        revenue=tuple(replace(one, key=STREAMS[one.key], yuan=np.round(one.yuan)) for one in project.revenue),
        loans=tuple(replace(one, share_frac=one.share_frac if one.share_frac > 1e-6 else 0.0) for one in project.loans),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(two_on_one_calendar())
def test_values_are_the_evaluations(parts: tuple[Part, Part]) -> None:
    """Every cell of every statement and every indicator, as the workbook itself values its formulas."""
    for account in _core(parts).accounts:
        assert account.bare == ()
        for one in differences(account):
            assert one.size <= _allowed(one.money, one.found) or _between_rates(account, one), one


@pytest.fixture
def no_stored_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store a zero beside every formula, so that only computing them anew gives the right numbers."""
    monkeypatch.setattr(cells, "_stored", lambda _: 0.0)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(two_on_one_calendar())
def test_texts_are_the_evaluations(no_stored_values: None, parts: tuple[Part, Part]) -> None:
    """The same from the texts of the formulas alone, read and computed by another program."""
    core = _core(parts)
    with TemporaryDirectory() as folder:
        read = _computed(core, Path(folder) / "core.xlsx")
    for account in core.accounts:
        for key, table in account.tables.items():
            for name, row in table.rows.items():
                for year in row.over:
                    made = read(row.home, row.line + 1, FIRST_YEAR + year + 1)
                    assert _close(made, row.at(year)), (key, name, year)
        for key, cell in account.cells.items():
            assert _close(read(cell.home, cell.line + 1, ord(cell.letter) - ord("A") + 1), cell.at(0)), key


def _computed(core: Core, path: Path) -> Callable[[str, int, int], Any]:
    book = xlsxwriter.Workbook(str(path))
    names = (*(sheet.name for sheet in core.statements.values()), core.workings.name, INDICATORS, PROFILE)
    write_core({name: book.add_worksheet(name) for name in names}, core, Formats(book), 2026)
    book.close()
    found = formualizer.load_workbook(str(path))
    found.evaluate_all()
    read: Callable[[str, int, int], Any] = found.get_value
    return read


def _close(made: Any, value: float | str) -> bool:
    if isinstance(value, str):
        return (made or "") == value
    return isinstance(made, int | float) and abs(made - value) <= 1e-9 * max(1.0, abs(value))


def _allowed(money: bool, found: float | str) -> float:
    """Return how far apart two numbers may be; a ratio of a million is one to a base that is next to rounding."""
    scale = 1.0 if isinstance(found, str) else max(1.0, abs(found))
    return MONEY_YUAN if money else RATIO * scale * (1.0 if scale < 1e6 else 1e4)


def _between_rates(account: Account, one: Difference) -> bool:
    """Whether a return has other roots beside it, which may lie between the same two rates of the curve."""
    indicator = account.told.result.indicators.get(one.place.rpartition(".")[2])
    return indicator is not None and len(indicator.roots) > 1
