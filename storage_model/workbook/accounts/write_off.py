"""Depreciation and amortisation: what share of an asset's value a year carries, by its age."""

from collections.abc import Callable

from storage_model.workbook.block import Block
from storage_model.workbook.formula import Constant, Formula
from storage_model.workbook.functions import if_, least
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.terms.records import WriteOffCells

AgeOf = Callable[[int], int]


def forward_shares(block: Block, terms: WriteOffCells) -> Row:
    """Return the shares over the years of operation, for what is put in use when construction ends."""
    opens = block.course.running[0]
    return _shares(block, terms, lambda column: column - opens + 1, toward_younger=-1)


def backward_shares(block: Block, terms: WriteOffCells) -> Row:
    """Return the same shares last year first, so that beside additions by year they give the charge of a year."""
    last = block.course.running[-1]
    return _shares(block, terms, lambda column: last - column + 1, toward_younger=1)


def _shares(block: Block, terms: WriteOffCells, age_of: AgeOf, *, toward_younger: int) -> Row:
    zh, en = (
        ("折旧率", "Share written off") if toward_younger < 0 else ("折旧率（倒序）", "Share written off, backward")
    )
    row = block.running(zh, en, unit="frac")
    life, written_off = terms.life, 1.0 - terms.residual
    if terms.method == "straight_line":
        row.formula = PerYear(lambda column: if_(life >= age_of(column), written_off / life, 0.0))
    elif terms.method == "sum_of_years":
        row.formula = PerYear(
            lambda column: if_(
                life >= age_of(column),
                (life - (age_of(column) - 1)) / (life * (life + 1.0) / 2.0) * written_off,
                0.0,
            )
        )
    else:
        row.formula = _double_declining(block, terms, row, age_of, toward_younger)
    return row


def _double_declining(block: Block, terms: WriteOffCells, row: Row, age_of: AgeOf, toward_younger: int) -> Formula:
    """Return 2 / life of the book value, in the last two years half of what is left above the residual."""
    life, residual = terms.life, terms.residual
    book = block.running("年初账面价值比例", "Book value at the year's start", unit="frac")

    def book_of(column: int) -> Formula:
        younger = column + toward_younger
        return Constant(1.0) if age_of(column) == 1 else book.of(younger) - row.of(younger)

    book.formula = PerYear(book_of)

    def share_of(column: int) -> Formula:
        age = float(age_of(column))
        late = if_(life.equals(age), book - residual, (book - residual) / 2.0)
        declining = if_(life >= age + 2.0, least(book * 2.0 / life, book - residual), late)
        return if_(life >= age, if_(life <= 2.0, (1.0 - residual) / life, declining), 0.0)

    return PerYear(share_of)
