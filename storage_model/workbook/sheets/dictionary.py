"""数据字典: every row by its key, with its words, its unit and how it is made."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from storage_model.finance.statements import (
    balance_sheet,
    construction_interest,
    debt_service,
    equity_cash_flow,
    financial_plan_cash_flow,
    funding_plan,
    investment_estimate,
    investor_cash_flow,
    profit_and_distribution,
    project_cash_flow,
    revenue_and_taxes,
    total_cost,
    working_capital_estimate,
    write_offs,
)
from storage_model.words.formulas.catalogue import formula_of
from storage_model.words.formulas.evaluate import rows_behind
from storage_model.words.formulas.in_words import in_words
from storage_model.words.label import Label
from storage_model.words.labels.lookup import figure_label, row_label, statement_label
from storage_model.words.measures import how_made
from storage_model.workbook.core import Core
from storage_model.workbook.sheets.plain import PlainBlock, PlainCell, PlainSheet, words
from storage_model.workbook.units import UNIT_WORDS

NAME: Final = "数据字典 Dictionary"
_MODULES: Final = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        *(balance_sheet, construction_interest, debt_service, equity_cash_flow, financial_plan_cash_flow, funding_plan),
        *(investment_estimate, investor_cash_flow, profit_and_distribution, project_cash_flow, revenue_and_taxes),
        *(total_cost, working_capital_estimate, write_offs),
    )
}


def dictionary_sheet(core: Core) -> PlainSheet:
    """Return every row of every statement and every indicator."""
    return PlainSheet(
        name=NAME,
        title=Label(zh="数据字典", en="Dictionary", unit="none"),
        about=Label(
            zh="键与 statements.parquet、summary.json 一致；本工作簿金额为万元，文件中为元",
            en="keys are those of statements.parquet and summary.json; money is in 10,000 yuan here, in yuan there",
            unit="none",
        ),
        blocks=(
            PlainBlock(
                title=None,
                heads=("表 Statement", "项目", "Item", "单位", "键 Key", "口径 How it is made"),
                rows=(*_rows(core), *_figures(core)),
            ),
        ),
        widths=(28, 26, 32, 7, 34, 70),
    )


def _rows(core: Core) -> Iterator[list[PlainCell]]:
    named = _names(core)
    for key, rows in named.items():
        for row in rows:
            yield _line(statement_label(key), row_label(row), f"{key}.{row}", _made(key, row, named))


def _figures(core: Core) -> Iterator[list[PlainCell]]:
    whole = statement_label("indicator_summary")
    for key in core.indicator_keys:
        made = how_made(key)
        yield _line(whole, figure_label(key), key, f"{made.zh}\n{made.en}".strip())


def _names(core: Core) -> dict[str, tuple[str, ...]]:
    """Return the rows of every statement that some project has."""
    tables = {key: [one.tables[key] for one in core.accounts if key in one.tables] for key in core.statements}
    return {key: tuple(dict.fromkeys(row for one in some for row in one.rows)) for key, some in tables.items()}


def _line(statement: Label, label: Label, key: str, made: str) -> list[PlainCell]:
    return [words(said) for said in (statement.zh, label.zh, label.en, UNIT_WORDS[label.unit], key, made)]


def _made(statement: str, row: str, named: Mapping[str, Collection[str]]) -> str:
    """Return how a row follows from others, in Chinese, and below it what its own function says of it."""
    function = getattr(_MODULES.get(statement), row, None)
    own = " ".join((function.__doc__ or "").split()) if callable(function) else ""
    rows = [f"{key}.{name}" for key, names in named.items() for name in names]
    try:
        formula = formula_of(statement, row, vat_in_lines="vat_payable" in named.get("project_cash_flow", ()))
    except LookupError:  # a row that the cover names as one nobody knows
        return own
    said = in_words(formula, lambda part: rows_behind(part, rows))
    return f"{said.zh}\n{own or said.en}"
