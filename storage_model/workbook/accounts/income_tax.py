"""Income tax year by year: losses set against later profit until they expire, holidays."""

from dataclasses import dataclass

from storage_model.workbook.block import Block
from storage_model.workbook.formula import Constant, Formula
from storage_model.workbook.functions import any_of, if_, least, most, picked
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.terms.records import TaxCells


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxPathRows:
    """Losses made up, taxable profit, tax."""

    losses_used: Row
    taxable: Row
    tax: Row


def tax_path(block: Block, terms: TaxCells, profit: Row) -> TaxPathRows:
    """Return the rows on a profit; the same as `finance.schedules.income_tax.TaxPath`.

    `incurred` is the running sum of losses, `gone` what of it is used or expired; older losses are used first.
    """
    opens = block.course.running[0]
    incurred = block.running("累计亏损", "Losses so far")
    gone = block.running("已弥补或过期亏损", "Losses used or expired")
    expired = block.running("期初已弥补或过期亏损", "Losses gone before the year")

    def expired_of(column: int) -> Formula:
        year = column - opens + 1
        if year < 2:
            return gone.of(column - 1)
        # The range ends before this year, or the sheet would run in a circle.
        old = picked(incurred.span(opens, column - 1), float(year - 1) - terms.loss_years)
        return if_(terms.loss_years <= float(year - 2), most(gone.of(column - 1), old), gone.of(column - 1))

    expired.formula = PerYear(expired_of)
    used = block.running(
        "弥补以前年度亏损", "Earlier losses made up", least(most(profit, 0.0), incurred.before - expired)
    )
    incurred.formula = incurred.before + most(0.0 - profit, 0.0)
    gone.formula = expired + used
    taxable = block.running("应纳税所得额", "Taxable profit", most(profit, 0.0) - used)
    share = _share_due(block, terms, taxable)
    return TaxPathRows(
        losses_used=used,
        taxable=taxable,
        tax=block.running("所得税", "Income tax", taxable * terms.income_rate * share),
    )


def _share_due(block: Block, terms: TaxCells, taxable: Row) -> Row:
    """Return the share of the rate that is due in each year of the holiday."""
    opens = block.course.running[0]
    years: Formula = PerYear(lambda column: Constant(column - opens + 1))
    if terms.holiday_from == "first_profit":
        counted = block.running("获利年度序号", "Years since the first taxable profit", unit="count")
        counted.formula = if_(any_of(counted.before > 0.0, taxable > 0.0), counted.before + 1.0, 0.0)
        years = counted
    half = terms.exempt_years + terms.half_years
    return block.running(
        "应税比例（免税0，减半0.5）",
        "Share of the rate due",
        if_(years <= terms.exempt_years, 0.0, if_(years <= half, 0.5, 1.0)),
        "ratio",
    )
