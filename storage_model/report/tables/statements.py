"""statements.parquet: every row of every statement of every project, one value per line."""

from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.cases.answer import CaseAnswer

Columns = dict[str, npt.NDArray[Any]]


def statement_columns(answer: CaseAnswer) -> Columns:
    """Return the long table; period 1 is the first construction year, values fall at the year's end [yuan].

    A year in which a row has no value (a ratio to debt service without debt) has no line."""
    lines = [
        (name, statement.key, row.key, period, year, float(value))
        for name, project in answer.projects.items()
        for statement in project.finance.statements
        for row in statement.rows
        for period, (year, value) in enumerate(zip(calendar_years(answer, len(row.values)), row.values, strict=True), 1)
        if isfinite(value)
    ]
    project, statement, row, period, year, value = zip(*lines, strict=True)
    return {
        "project": np.array(project, dtype=object),
        "statement": np.array(statement, dtype=object),
        "row": np.array(row, dtype=object),
        "period": np.array(period, dtype=np.int64),
        "calendar_year": np.array(year, dtype=np.int64),
        "value_yuan": np.array(value, dtype=np.float64),
    }


def calendar_years(answer: CaseAnswer, periods: int) -> tuple[int, ...]:
    """Return the calendar year of each period; the last one is the last operating year."""
    last = answer.lifetime.calendar_years[-1]
    return tuple(range(last - periods + 1, last + 1))
