"""How far the formulas are from the evaluation, before anything is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.labels.lookup import figure_label, row_label
from storage_model.workbook.core import Account
from storage_model.workbook.formula import Value
from storage_model.workbook.indicators.states import state_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One number: where it stands, what the formula and the evaluation say; money in yuan."""

    place: str
    money: bool
    made: Value
    found: Value

    @property
    def size(self) -> float:
        """How far apart; infinite where one has a number and the other words."""
        if isinstance(self.made, str) or isinstance(self.found, str):
            return 0.0 if self.made == self.found else float("inf")
        return abs(self.made - self.found)


def differences(account: Account) -> Iterator[Difference]:
    """Yield every cell of every statement and every indicator beside what the evaluation found."""
    for key, table in account.tables.items():
        for name, row in table.rows.items():
            money = row_label(name).unit == "yuan"
            for column, found in enumerate(table.found[name]):
                made = row.at(column)
                yield Difference(
                    place=f"{account.told.name}.{key}.{name}.{column}",
                    money=money,
                    made=made * YUAN_PER_WAN_YUAN if money and not isinstance(made, str) else made,
                    found=found if isfinite(found) else "",
                )
    found_by_key = {row.key: row.found for row in account.told.result.indicator_summary.rows}
    for key, cell in account.cells.items():
        money, indicator, made = figure_label(key).unit == "yuan", found_by_key[key], cell.at(0)
        yield Difference(
            place=f"{account.told.name}.{key}",
            money=money,
            made=made * YUAN_PER_WAN_YUAN if money and not isinstance(made, str) else made,
            found=indicator.value if indicator.value is not None else state_cell(indicator.state),
        )
