"""One statement of one project: its rows in the order of the evaluation, each waiting for its formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from storage_model.finance.statements.statement import Statement
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.words.labels.lookup import row_label
from storage_model.words.stocks import is_stock
from storage_model.workbook.formula import Constant, Formula, Value
from storage_model.workbook.functions import total
from storage_model.workbook.grid import TOTAL, PerYear, Row, Single, column_name
from storage_model.workbook.sheet import Line, YearSheet

# What a reader looks for first is set in bold.
_STRONG = frozenset(
    {
        *("construction_investment", "total_investment", "total_funding", "total_cost", "net_profit", "debt_service"),
        *("cash_inflow", "cash_outflow", "net_cash_flow_pre_tax", "net_cash_flow_after_tax", "net_cash_flow", "dscr"),
        *("net_operating_cash_flow", "net_investing_cash_flow", "net_financing_cash_flow", "revenue_with_vat"),
        *("total_assets", "total_liabilities_and_equity", "closing_long_term_loan", "net_investor_cash_flow"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows by key, and the numbers the evaluation found for them [yuan]."""

    rows: Mapping[str, Row]
    found: Mapping[str, tuple[float, ...]]

    def __getitem__(self, key: str) -> Row:
        return self.rows[key]

    def set(self, **formulas: Formula) -> None:
        """Give rows their formulas by key; what this statement does not show is passed over."""
        for key, given in formulas.items():
            if key in self.rows:
                self.rows[key].formula = given


def lay_out(sheet: YearSheet, statement: Statement) -> Table:
    """Return the table of a statement at the end of its sheet."""
    rows: dict[str, Row] = {}
    for row in statement.rows:
        label = row_label(row.key)
        line = sheet.line(label, strong=row.key in _STRONG)
        rows[row.key] = line
        if _is_flow(statement.key, row.key, label):
            last = sheet.lines[-1]
            assert isinstance(last, Line)
            last.single = Single(sheet.name, line.line, column_name(TOTAL), total(line.all))
    found = {row.key: tuple(float(value) for value in row.values) for row in statement.rows}
    return Table(rows=rows, found=found)


def _is_flow(statement: str, key: str, label: Label) -> bool:
    return label.unit == "yuan" and not is_stock(statement, key)


def fill_with_values(table: Table) -> tuple[str, ...]:
    """Give the evaluation's numbers to rows that have no formula and return their keys."""
    bare = tuple(key for key, row in table.rows.items() if row.formula is None)
    for key in bare:
        row, unit = table.rows[key], row_label(key).unit
        shown = [_shown(value, unit == "yuan") for value in table.found[key]]
        row.formula, row.look = _listed(shown), "value"
    return bare


def _listed(values: list[Value]) -> Formula:
    return PerYear(lambda column: Constant(values[column]))


def _shown(value: float, money: bool) -> Value:
    if not isfinite(value):
        return ""
    return value / YUAN_PER_WAN_YUAN if money else value
