"""Several projects of one site added up row by row, as `finance.consolidate` adds their accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from storage_model.words.label import Label
from storage_model.workbook.accounts.books import Books, Schedules
from storage_model.workbook.block import Block, Course
from storage_model.workbook.formula import Formula, added
from storage_model.workbook.functions import if_, total
from storage_model.workbook.grid import Row
from storage_model.workbook.sheet import Line
from storage_model.workbook.terms.records import HurdleCells


def add_up(block: Block, books: Sequence[Books]) -> Books:
    """Return the sums of several projects; ratios and returns are read from the sums."""
    block.head("各项目合计", "Sums over the projects")
    labels = {id(line.row): line.label for line in block.sheet.lines if isinstance(line, Line)}
    schedules = _added(block, labels, [one.schedules for one in books])
    assert isinstance(schedules, Schedules)
    discharged = [one.discharged_mwh for one in books if one.discharged_mwh is not None]
    return Books(
        schedules=schedules,
        loans=(),
        discharged_mwh=_added(block, labels, discharged) if len(discharged) == len(books) else None,
        investors=(),
        hurdle=_mean_hurdle(block, books),
        options=books[0].options,
    )


def course_of_all(courses: Sequence[Course], years: int) -> Course:
    """Return all years, construction ending where that of the first project does."""
    build = min(course.running[0] for course in courses)
    return Course(first=0, build=build, run=years - build)


def _added(block: Block, labels: Mapping[int, Label], records: Sequence[Any]) -> Any:
    """Return the sum of records of one kind, row by row; of mappings, over the keys any of them has."""
    first = records[0]
    if isinstance(first, Row):
        over = range(min(row.over[0] for row in records), max(row.over[-1] for row in records) + 1)
        parts: list[Formula] = list(records)
        return block.sheet.line(labels[id(first)], added(parts), over=over)
    if isinstance(first, Mapping):
        keys = dict.fromkeys(key for record in records for key in record)
        return {key: _added(block, labels, [record[key] for record in records if key in record]) for key in keys}
    kind: Any = type(first)
    return kind(
        **{
            field.name: _added(block, labels, [getattr(record, field.name) for record in records])
            for field in fields(first)
        }
    )


def _mean_hurdle(block: Block, books: Sequence[Books]) -> HurdleCells:
    """Return the returns asked for, weighted by construction investment; plain means where nothing is invested."""
    invested = [
        block.single(
            f"建设投资（项目{n}）", f"Construction investment, project {n}", total(one.schedules.investment.total.all)
        )
        for n, one in enumerate(books, 1)
    ]
    whole = added(invested)

    def mean(zh: str, en: str, asked: Sequence[Formula]) -> Formula:
        weighted = added(rate * yuan for rate, yuan in zip(asked, invested, strict=True))
        plain = added(asked) / float(len(asked))
        return block.single(zh, en, if_(whole > 0.0, weighted / if_(whole > 0.0, whole, 1.0), plain), "frac")

    return HurdleCells(
        project_pre_tax=mean("税前基准收益率", "Hurdle before tax", [one.hurdle.project_pre_tax for one in books]),
        project_after_tax=mean("税后基准收益率", "Hurdle after tax", [one.hurdle.project_after_tax for one in books]),
        equity=mean("资本金基准收益率", "Hurdle of equity", [one.hurdle.equity for one in books]),
    )
