"""数据字典: every row by its key, with its words, its unit and how it is made."""

from collections.abc import Iterator
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
from storage_model.words.label import Label
from storage_model.words.labels.lookup import figure_label, row_label, statement_label
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
    for key in core.statements:
        tables = [account.tables[key] for account in core.accounts if key in account.tables]
        for row in dict.fromkeys(row for table in tables for row in table.rows):
            label = row_label(row)
            made = _made(key, row)
            yield [words(text) for text in _line(statement_label(key), label, f"{key}.{row}", made)]


def _figures(core: Core) -> Iterator[list[PlainCell]]:
    for key in core.indicator_keys:
        whole = statement_label("indicator_summary")
        yield [words(text) for text in _line(whole, figure_label(key), key, "")]


def _line(statement: Label, label: Label, key: str, made: str) -> tuple[str, ...]:
    return (statement.zh, label.zh, label.en, UNIT_WORDS[label.unit], key, made)


def _made(statement: str, row: str) -> str:
    """Return what the row's own function says of it."""
    function = getattr(_MODULES.get(statement), row, None)
    return " ".join((function.__doc__ or "").split()) if callable(function) else ""
