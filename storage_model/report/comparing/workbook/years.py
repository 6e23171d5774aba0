"""What stands by year in compare.xlsx: the cash flow of every case, what the public pays; sums are formulas."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.blocks import FloatArray
from storage_model.cases.compare.column import CASH_FLOW, Column
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.purse import EVERYBODY
from storage_model.policies.document import PUBLIC
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.words.labels.lookup import row_label, statement_label
from storage_model.workbook.formula import Formula, Value, added
from storage_model.workbook.grid import Row
from storage_model.workbook.sheet import YearSheet

FLOWS, PURSE = "现金流量 Cash flow", "公共支出 Public purse"
TAXES, PUBLIC_ROW, WITHOUT_RULES = "taxes_paid", "public", "taxes_without_rules"
_OWNERS = "equity_cash_flow"
_GREY = Label(
    zh="单位：万元；灰色斜体为计算引擎的结果数值，黑色为公式",
    en="in 10,000 yuan; grey italic: results of the engine, black: formulas",
    unit="none",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseYears:
    """One case by year: rows of the project's cash flow, of the purse by payer, and what owners receive."""

    column: Column
    flows: Mapping[str, Row]
    purse: Mapping[str, Row]
    owners: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Both sheets and every case on them; `first_year` is the calendar year of the first column."""

    first_year: int
    flows: YearSheet
    purse: YearSheet
    cases: tuple[CaseYears, ...]


def years_of(comparison: Comparison) -> Years:
    """Return the sheets of a comparison; cases of other years stand under the years they have."""
    first = min(column.purse.first_year for column in comparison.columns)
    last = max(column.purse.first_year + len(column.purse.taxes_paid) for column in comparison.columns)
    flows, purse = (
        YearSheet(name=name, title=title, about=_GREY, years=last - first)
        for name, title in ((FLOWS, statement_label(CASH_FLOW)), (PURSE, WORDS["purse"]))
    )
    return Years(
        first_year=first,
        flows=flows,
        purse=purse,
        cases=tuple(_case(column, column.purse.first_year - first, flows, purse) for column in comparison.columns),
    )


def _case(column: Column, begins: int, flows: YearSheet, purse: YearSheet) -> CaseYears:
    title = column.scenario.title
    for sheet in (flows, purse):
        sheet.band(title.zh, title.en)
    rows = {key: flows.values(row_label(key), _wan(yuan), first=begins, summed=True) for key, yuan in _lines(column)}
    _sum_up(rows)
    (statement,) = (one for one in column.answer.finance.statements if one.key == _OWNERS)
    received = next(row.values for row in statement.rows if row.key == "net_cash_flow_after_tax")
    label = row_label("net_cash_flow_after_tax")
    named = Label(zh=f"资本金{label.zh}", en=f"{label.en}, of owners", unit="yuan")
    return CaseYears(
        column=column,
        flows=rows,
        purse=_purse(column, begins, purse),
        owners=flows.values(named, _wan(received), first=begins, summed=True),
    )


def _lines(column: Column) -> list[tuple[str, FloatArray]]:
    return [(key, yuan) for key, yuan in column.rows.items() if not key.startswith("cumulative_")]


def _sum_up(rows: Mapping[str, Row]) -> None:
    """Make formulas of what is the sum of other rows: inflows follow their heading, outflows theirs."""
    keys = list(rows)
    out, net = keys.index("cash_outflow"), keys.index("net_cash_flow_pre_tax")
    made: dict[str, Formula] = {
        "cash_inflow": added(rows[key] for key in keys[1:out]),
        "cash_outflow": added(rows[key] for key in keys[out + 1 : net]),
        "net_cash_flow_pre_tax": rows["cash_inflow"] - rows["cash_outflow"],
        "net_cash_flow_after_tax": rows["net_cash_flow_pre_tax"] - rows["adjusted_income_tax"],
    }
    for key, given in made.items():
        rows[key].formula, rows[key].look = given, "formula"


def _purse(column: Column, begins: int, sheet: YearSheet) -> Mapping[str, Row]:
    amounts: dict[str, FloatArray] = {payer: column.purse.by_payer[payer] for payer in EVERYBODY}
    rows = {
        payer: sheet.values(_yuan(WORDS[payer]), _wan(yuan), first=begins, summed=True)
        for payer, yuan in amounts.items()
    }
    over = rows["tax"].over
    public = added(rows[payer] for payer in PUBLIC)
    rows[PUBLIC_ROW] = sheet.line(_yuan(WORDS["public_yuan"]), public, over=over, summed=True, strong=True)
    rows[TAXES] = sheet.values(_yuan(WORDS[TAXES]), _wan(column.purse.taxes_paid), first=begins, summed=True)
    without = rows[TAXES] + rows["tax"]
    rows[WITHOUT_RULES] = sheet.line(_yuan(WORDS[WITHOUT_RULES]), without, over=over, summed=True)
    return rows


def _yuan(label: Label) -> Label:
    return Label(zh=label.zh, en=label.en, unit="yuan")


def _wan(yuan: FloatArray) -> list[Value]:
    return [float(one) / YUAN_PER_WAN_YUAN for one in yuan]
