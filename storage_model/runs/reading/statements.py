"""The statements of a run by project, statement and row, as they stand in statements.parquet."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.tables import Columns, read_table

RowKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of no year: an indicator, or one under a change of a factor; `state` says why one is none."""

    project: str
    row: str
    factor: str | None
    change_frac: float | None
    value: float | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTable:
    """Every row of every statement; `years` are the calendar years of the periods, NaN where a row has no value.

    `figures` are those of the statements that are not by year.
    """

    years: tuple[int, ...]
    rows: dict[RowKey, FloatArray]
    figures: tuple[Figure, ...]

    @property
    def projects(self) -> tuple[str, ...]:
        """Names of the projects, in the order written."""
        return tuple(dict.fromkeys(project for project, _, _ in self.rows))

    def keys_of(self, project: str) -> tuple[str, ...]:
        """Return the statements of a project in the order written."""
        return tuple(dict.fromkeys(statement for name, statement, _ in self.rows if name == project))

    def of(self, project: str, statement: str) -> dict[str, FloatArray]:
        """Return the rows of one statement in the order written; LookupError when there is none."""
        found = {row: values for (name, key, row), values in self.rows.items() if (name, key) == (project, statement)}
        if not found:
            raise LookupError(f"no statement {statement!r} of {project!r}")
        return found

    def row(self, project: str, statement: str, row: str) -> FloatArray:
        """Return one row by period; LookupError when there is none."""
        if (project, statement, row) not in self.rows:
            raise LookupError(f"no row {row!r} in the statement {statement!r} of {project!r}")
        return self.rows[project, statement, row]


def read_statements(run: RunFolder) -> StatementTable:
    """Return the statements of a run."""
    return statements_in(read_table(run, "statements"))


def statements_in(whole: Columns) -> StatementTable:
    """Return the statements of the long table."""
    by_year = ~np.ma.getmaskarray(whole["period"])
    table = {name: column[by_year] for name, column in whole.items()}
    period = np.asarray(table["period"], dtype=np.int64).tolist()
    values = np.ma.filled(table["value"], np.nan).tolist()  # plain numbers are read far faster one by one
    first, periods = int(table["calendar_year"].min()), max(period)
    rows: dict[RowKey, FloatArray] = {}
    keys = zip(table["project"], table["statement"], table["row"], strict=True)
    for key, number, value in zip(keys, period, values, strict=True):
        if key not in rows:
            rows[key] = np.full(periods, np.nan)
        rows[key][number - 1] = value
    figures = tuple(_figures({name: column[~by_year] for name, column in whole.items()}))
    return StatementTable(years=tuple(range(first, first + periods)), rows=rows, figures=figures)


def _figures(table: Columns) -> Iterator[Figure]:
    names = ("project", "row", "factor", "change_frac", "value", "state")
    for cells in zip(*(np.ma.asarray(table[name]).tolist() for name in names), strict=True):
        project, row, factor, change, value, state = cells
        yield Figure(
            project=project,
            row=row,
            factor=factor,
            change_frac=None if change is None else float(change),
            value=None if value is None else float(value),
            state=str(state),
        )
