"""The statements of a run by project, statement and row, as they stand in statements.parquet."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.report.reading.folder import RunFolder
from storage_model.report.reading.tables import read_table

RowKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTable:
    """Every row of every statement; `years` are the calendar years of the periods, NaN where a row has no value."""

    years: tuple[int, ...]
    rows: dict[RowKey, FloatArray]

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
    """Return the statements by year of a run; its tables of single figures (sensitivity, indicators) are left out."""
    table = read_table(run, "statements")
    by_year = ~np.ma.getmaskarray(table["period"])
    table = {name: column[by_year] for name, column in table.items()}
    period = np.asarray(table["period"], dtype=np.int64)
    first = int(table["calendar_year"].min())
    rows: dict[RowKey, FloatArray] = {}
    keys = zip(table["project"], table["statement"], table["row"], strict=True)
    for key, number, value in zip(keys, period, table["value"], strict=True):
        rows.setdefault(key, np.full(int(period.max()), np.nan))[number - 1] = value
    return StatementTable(years=tuple(range(first, first + int(period.max()))), rows=rows)
