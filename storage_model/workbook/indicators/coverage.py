"""How well a project carries its debt."""

from collections.abc import Mapping
from typing import Final

from storage_model.finance.indicators.indicator import State
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.workbook.accounts.books import Books
from storage_model.workbook.block import Block
from storage_model.workbook.formula import BLANK, Constant, Formula
from storage_model.workbook.functions import all_of, count, if_, least, most, total
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.indicators.states import quotient, unless
from storage_model.workbook.statements.table import Table

_SETTLED: Final = 1e-9
_YUAN: Final = 1.0 / YUAN_PER_WAN_YUAN
"""share of the largest debt below which a debt is repaid; the same as in `finance.indicators.coverage`"""


def coverage(block: Block, books: Books, t: Mapping[str, Table]) -> dict[str, Formula]:
    """Return the indicators of debt by key."""
    debt, sheet = t["debt_service"], t["balance_sheet"]
    ratio = sheet["liability_ratio"].all
    return {
        "dscr_min": _lowest(debt["dscr"]),
        "icr_min": _lowest(debt["icr"]),
        "llcr": _llcr(block, books, debt),
        "liability_ratio_max_frac": unless(most(ratio), (State.NOT_APPLICABLE, count(ratio) < 1.0)),
        "loan_repayment_years": _repayment_years(block, books, debt),
    }


def _lowest(row: Row) -> Formula:
    return unless(least(row.all), (State.NO_DEBT, count(row.all) < 1.0))


def _llcr(block: Block, books: Books, debt: Table) -> Formula:
    """Return the present value of cash for debt service up to the last service, over the debt at its start."""
    opens, last = block.course.running[0], debt["dscr"].over[-1]
    over = range(opens, last + 1)
    loan = books.schedules.long_term
    closing, cash = debt["closing_long_term_loan"], debt["cash_for_debt_service"]
    service = block.sheet.line(
        Label(zh="长期借款还本付息", en="Long-term debt service"), loan.principal + loan.interest, over=over
    )
    owed = closing + loan.principal
    rate = block.sheet.line(
        Label(zh="长期借款平均利率", en="Mean rate of long-term debt", unit="frac"),
        if_(owed > 0.0, loan.interest / if_(owed > 0.0, owed, 1.0), 0.0),
        over=over,
    )
    growth = block.sheet.line(Label(zh="按借款利率的复利系数", en="Growth at the loan's rate", unit="ratio"), over=over)
    growth.formula = PerYear(
        lambda column: (Constant(1.0) if column == opens else growth.of(column - 1)) * (1.0 + rate.of(column))
    )
    worth = block.sheet.line(
        Label(zh="贷款期内偿债资金现值", en="Worth of cash within the loan's life"),
        PerYear(lambda column: if_(most(service.span(column, last)) > 0.0, cash.of(column) / growth.of(column), 0.0)),
        over=over,
    )
    drawn = block.sheet.line(
        Label(zh="运营期新提长期借款", en="Long-term debt drawn later"),
        closing + loan.principal - closing.before,
        over=over,
    )
    start = closing.of(opens - 1)
    later = most(drawn.all) > _SETTLED * if_(start > _YUAN, start, _YUAN)
    return unless(quotient(total(worth.all), start, State.NO_DEBT), (State.NOT_APPLICABLE, later))


def _lent_by_owners(books: Books) -> Formula:
    """Return what a year adds to what owners put in beyond plan, or let go of sold assets, and have not had back."""
    s = books.schedules
    recovered = s.assets.fixed.recovered + s.assets.intangible.recovered + s.assets.other.recovered
    put_in = s.owners.top_up + recovered + s.working_capital.recovered - s.working_capital.repaid
    return put_in - s.owners.dividends - s.owners.liquidated


def _repayment_years(block: Block, books: Books, of: Table) -> Formula:
    """Return 借款偿还期: the first year in which nothing is owed, from the last instalment of the long-term loans on.

    Counted by the share of its funds that was needed.
    """
    closing, funds, starts = of["closing_long_term_loan"], of["repayment_funds"], block.course.first
    standing = block.sheet.line(
        Label(zh="长期借款余额（去尾差）", en="Long-term debt, without dust"), _settled(closing)
    )
    lent = block.sheet.line(Label(zh="资本金垫付（累计净额）", en="Lent by owners, net so far"))
    lent.formula = lent.before + _lent_by_owners(books)
    owed = block.sheet.line(
        Label(zh="待偿余额（含短期借款与垫付）", en="Owed, with short-term loans and what owners lent"),
        closing + of["closing_short_term_loan"] + most(lent, 0.0),
    )
    debt = block.sheet.line(Label(zh="待偿余额（去尾差）", en="Owed, without dust"), _settled(owed))
    instalment = block.sheet.line(
        Label(zh="长期借款末次还本年序", en="Years before the last instalment", unit="years"),
        PerYear(
            lambda column: (
                if_(
                    all_of(standing.of(column - 1) > 0.0, standing.of(column).equals(0.0)),
                    float(column - starts),
                    BLANK,
                )
                if column > starts
                else BLANK
            )
        ),
    )
    when = block.sheet.line(
        Label(zh="偿清时点", en="Repaid at", unit="years"),
        PerYear(
            lambda column: _repaid_at(column, column - starts, instalment, debt, funds) if column > starts else BLANK
        ),
    )
    return unless(
        least(when.all), (State.NO_DEBT, most(closing.all) <= 0.0), (State.BEYOND_LIFE, count(when.all) < 1.0)
    )


def _repaid_at(column: int, years: int, instalment: Row, debt: Row, funds: Row) -> Formula:
    """Return when a year clears all that is owed, blank where it does not or comes before the last instalment.

    `years` of the project lie before it.
    """
    over = all_of(count(instalment.all) > 0.0, most(instalment.all) <= float(years), debt.of(column).equals(0.0))
    share = if_(funds.of(column) > debt.of(column - 1), debt.of(column - 1) / funds.of(column), 1.0)
    return if_(over, float(years) + share, BLANK)


def _settled(owed: Row) -> Formula:
    return if_(owed > _SETTLED * most(owed.all, 0.0), owed, 0.0)
