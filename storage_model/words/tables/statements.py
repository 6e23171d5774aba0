"""statements.parquet: every figure of every statement of every project, one per line."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.cases.answer import CaseAnswer, ProjectAnswer
from storage_model.finance.indicators.indicator import Indicator, State
from storage_model.finance.statements.sensitivity_analysis import Block
from storage_model.words.format import OK
from storage_model.words.labels.lookup import figure_label, row_label, summary_label

Columns = dict[str, npt.NDArray[Any]]
COEFFICIENT_OF, CRITICAL_CHANGE_OF = "coefficient_of_", "critical_change_of_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure in its machine unit; `period` and year only in statements by year, `factor` only in the sensitivity.

    A figure without a value has the state that says why.
    """

    project: str
    statement: str
    row: str
    period: int | None = None
    calendar_year: int | None = None
    factor: str | None = None
    change_frac: float = nan
    unit: str
    value: float
    state: str = OK


def statement_columns(answer: CaseAnswer) -> Columns:
    """Return the long table; period 1 is the first construction year, values fall at the year's end.

    A year in which a row has no value (a ratio to debt service once the debt is paid) has no line. A row that has none
    in any year keeps all its lines, and an indicator without one its line, with the state that says why.
    """
    lines = [line for name, project in answer.projects.items() for line in _lines(answer, name, project)]
    return {
        **{key: _words([getattr(line, key) for line in lines]) for key in ("project", "statement", "row")},
        **{key: _whole([getattr(line, key) for line in lines]) for key in ("period", "calendar_year")},
        "factor": _words([line.factor for line in lines]),
        "change_frac": _real([line.change_frac for line in lines]),
        "value": _real([line.value for line in lines]),
        **{key: _words([getattr(line, key) for line in lines]) for key in ("unit", "state")},
    }


def calendar_years(answer: CaseAnswer, periods: int) -> tuple[int, ...]:
    """Return the calendar year of each period; the last one is the last operating year."""
    last = answer.lifetime.calendar_years[-1]
    return tuple(range(last - periods + 1, last + 1))


def _lines(answer: CaseAnswer, name: str, project: ProjectAnswer) -> Iterator[Line]:
    finance = project.finance
    for statement in finance.statements:
        for row in statement.rows:
            unit, years = row_label(row.key).unit, calendar_years(answer, len(row.values))
            # Only ratios to debt lack a value in every year: where nothing is ever owed.
            owed = bool(np.isfinite(row.values).any())
            for period, (year, value) in enumerate(zip(years, row.values, strict=True), 1):
                if isfinite(value) or not owed:
                    yield Line(
                        project=name, statement=statement.key, row=row.key, period=period, calendar_year=year,
                        unit=unit, value=float(value), state=OK if owed else str(State.NO_DEBT),
                    )  # fmt: skip
    for figure in finance.indicator_summary.rows:
        yield _found(name, finance.indicator_summary.key, figure.key, figure.found, figure_label(figure.key).unit)
    for block in finance.sensitivity_analysis.blocks:
        yield from _sensitivity(name, finance.sensitivity_analysis.key, block)


def _sensitivity(name: str, statement: str, block: Block) -> Iterator[Line]:
    """Yield the base, then each factor: the indicator at every change, its coefficients, its critical point."""
    key, unit = block.indicator, summary_label(block.indicator).unit
    yield _found(name, statement, key, block.base, unit, change_frac=0.0)
    for one in block.factors:
        for change, at, share in zip(one.changes_frac, one.at, one.coefficients, strict=True):
            where = {"factor": one.factor, "change_frac": change}
            yield _found(name, statement, key, at, unit, **where)
            yield _found(name, statement, f"{COEFFICIENT_OF}{key}", share, "ratio", **where)
        yield _found(name, statement, f"{CRITICAL_CHANGE_OF}{key}", one.critical_change_frac, "frac", factor=one.factor)


def _found(project: str, statement: str, row: str, found: Indicator, unit: str, **where: Any) -> Line:
    value = nan if found.value is None else found.value
    return Line(project=project, statement=statement, row=row, unit=unit, value=value, state=str(found.state), **where)


def _words(values: list[str | None]) -> npt.NDArray[Any]:
    return np.array(values, dtype=object)


def _whole(values: list[int | None]) -> npt.NDArray[Any]:
    """Return whole numbers with places left empty."""
    return np.ma.masked_array(
        [value or 0 for value in values], mask=[value is None for value in values], dtype=np.int64
    )


def _real(values: list[float]) -> npt.NDArray[Any]:
    """Return numbers, empty where there is none."""
    return np.ma.masked_invalid(np.array(values, dtype=np.float64))
