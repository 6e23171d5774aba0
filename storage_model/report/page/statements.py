"""The statements as the page shows them, in 万元."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, isfinite

from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.finance.statements import project_cash_flow
from storage_model.report.fonts.opentype import width_em
from storage_model.report.page.tables import PlainTable, plain_tables
from storage_model.words.format import number, wan_yuan
from storage_model.words.label import Label, keyed
from storage_model.words.named import row_title, statement_title
from storage_model.words.stocks import is_stock
from storage_model.words.tables.statements import calendar_years
from storage_model.words.verdict import project_title, shown_projects

SUM_ROWS = ("net_", "cumulative_")
HEAD_ROWS = ("cash_inflow", "cash_outflow", "total_")
PAPER_WIDTH, FIGURE_SIZE, FIGURE_GAP = 890.0, 8.2, 4.5
"""A4 across beside the words of the rows, size of the figures and room between them, as in the style sheet [px]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row in 万元; `kind` is `sum` for what a reader looks for first, `head` for what is the sum of rows below it,
    `nil` for what is nothing in every year.
    """

    label: Label
    cells: tuple[str, ...]
    total: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """As many years of a statement as a sheet of paper across holds beside the words."""

    years: tuple[int, ...]
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTable:
    """One statement of one project; the totals stand in the first block."""

    title: Label
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All statements of one project; `name` is its key."""

    name: str
    title: Label
    statements: tuple[StatementTable, ...]
    tables: tuple[PlainTable, ...]


def accounts(answer: CaseAnswer) -> tuple[Account, ...]:
    """Return the statements of every project, all of them together first."""
    return tuple(
        Account(
            name=project.name,
            title=project_title(project),
            statements=tuple(_statement(answer, project, number) for number in range(len(project.finance.statements))),
            tables=plain_tables(answer, project),
        )
        for project in shown_projects(answer)
    )


def main_statement(answer: CaseAnswer) -> StatementTable:
    """Return the project cash flow of all projects together."""
    together = answer.projects[TOGETHER]
    keys = [statement.key for statement in together.finance.statements]
    return _statement(answer, together, keys.index(project_cash_flow.KEY))


def _statement(answer: CaseAnswer, project: ProjectAnswer, number: int) -> StatementTable:
    statement = project.finance.statements[number]
    years = calendar_years(answer, len(statement.rows[0].values))
    rows = [
        _row(
            statement.key, row.key, _label(answer, project, statement.key, row.key), [float(one) for one in row.values]
        )
        for row in statement.rows
    ]
    title = statement_title(answer, project, statement.key)
    return StatementTable(title=title, blocks=tuple(_blocks(years, rows)))


def _label(answer: CaseAnswer, project: ProjectAnswer, statement: str, row: str) -> Label:
    """Return the words of a row; those of all projects together lead to their way back."""
    label = row_title(answer, project, row)
    return keyed(label, f"row:{statement}.{row}") if project.name == TOGETHER else label


def _blocks(years: tuple[int, ...], rows: list[StatementRow]) -> Iterator[Block]:
    """Yield blocks of nearly equal length, none wider than the paper."""
    widest = FIGURE_SIZE * max(width_em(cell) for row in rows for cell in (row.total, *row.cells)) + FIGURE_GAP
    most = max(1, int(PAPER_WIDTH / widest) - 1)  # one column holds the totals
    count = ceil(len(years) / most)
    for place in range(count):
        part = slice(len(years) * place // count, len(years) * (place + 1) // count)
        yield Block(years=years[part], rows=tuple(replace(row, cells=row.cells[part]) for row in rows))


def _row(statement: str, key: str, label: Label, values: list[float]) -> StatementRow:
    flow = label.unit == "yuan" and not is_stock(statement, key)
    return StatementRow(
        label=label,
        cells=tuple(number(value, label.unit) if isfinite(value) else "" for value in values),
        total=wan_yuan(sum(values)) if flow else "",
        kind=_kind(key, values),
    )


def _kind(key: str, values: list[float]) -> str:
    if key.startswith(SUM_ROWS):
        return "sum"
    if not any(values):
        return "nil"
    return "head" if key.startswith(HEAD_ROWS) else ""
