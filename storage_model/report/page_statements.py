"""The statements as the page shows them, in 万元."""

from dataclasses import dataclass
from math import isfinite

from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.report.accounts import PROJECT_CASH
from storage_model.report.format import number, wan_yuan
from storage_model.report.label import Label
from storage_model.report.labels import row_label, statement_label
from storage_model.report.page_tables import PlainTable, plain_tables
from storage_model.report.tables.statements import calendar_years
from storage_model.report.verdict import project_title, together_first

# Balances stand at a date; adding them over the years means nothing.
STOCK_STATEMENTS = ("balance_sheet",)
STOCK_ROWS = ("cumulative_", "opening_", "closing_")
SUM_ROWS = ("net_", "cumulative_")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row in 万元; `sum` marks the rows a reader looks for first."""

    label: Label
    cells: tuple[str, ...]
    total: str
    sum: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTable:
    """One statement of one project."""

    title: Label
    years: tuple[int, ...]
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All statements of one project."""

    title: Label
    statements: tuple[StatementTable, ...]
    tables: tuple[PlainTable, ...]


def accounts(answer: CaseAnswer) -> tuple[Account, ...]:
    """Return the statements of every project, all of them together first."""
    return tuple(
        Account(
            title=project_title(project),
            statements=tuple(_statement(answer, project, number) for number in range(len(project.finance.statements))),
            tables=plain_tables(project),
        )
        for project in together_first(answer)
    )


def main_statement(answer: CaseAnswer) -> StatementTable:
    """Return the project cash flow of all projects together."""
    together = answer.projects[TOGETHER]
    keys = [statement.key for statement in together.finance.statements]
    return _statement(answer, together, keys.index(PROJECT_CASH))


def _statement(answer: CaseAnswer, project: ProjectAnswer, number: int) -> StatementTable:
    statement = project.finance.statements[number]
    return StatementTable(
        title=statement_label(statement.key),
        years=calendar_years(answer, len(statement.rows[0].values)),
        rows=tuple(_row(statement.key, row.key, [float(value) for value in row.values]) for row in statement.rows),
    )


def _row(statement: str, key: str, values: list[float]) -> StatementRow:
    label = row_label(key)
    flow = label.unit == "yuan" and statement not in STOCK_STATEMENTS and not key.startswith(STOCK_ROWS)
    return StatementRow(
        label=label,
        cells=tuple(number(value, label.unit) if isfinite(value) else "" for value in values),
        total=wan_yuan(sum(values)) if flow else "",
        sum=key.startswith(SUM_ROWS),
    )
