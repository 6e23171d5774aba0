"""借款还本付息计划表: every loan from drawing to zero, and how well the project carries it."""

from dataclasses import fields, replace

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts, LoanBook
from storage_model.finance.indicators.coverage import dscr_by_year, icr_by_year
from storage_model.finance.lines.building import interest_capitalised, long_term_loan_drawn
from storage_model.finance.lines.profit import (
    cash_for_debt_service,
    debt_service,
    ebit,
    interest_expense,
    repayment_funds,
)
from storage_model.finance.statements.balance_sheet import long_term_loan, short_term_loan, working_capital_loan
from storage_model.finance.statements.equity_cash_flow import short_term_loan_drawn
from storage_model.finance.statements.statement import Row, Statement, arranged
from storage_model.finance.timeline import opening

KEY = "debt_service"


def debt_service_plan(a: Accounts) -> Statement:
    """Return the statement.

    Where there are several long-term loans, the rows of each, called `loan_<number>_…`, follow.
    """
    statement = arranged(
        KEY,
        a,
        (
            *(opening_long_term_loan, long_term_loan_drawn, interest_capitalised, long_term_interest),
            *(long_term_principal, closing_long_term_loan, working_capital_interest, closing_working_capital_loan),
            *(short_term_loan_drawn, short_term_interest, short_term_principal, closing_short_term_loan),
            *(debt_service, cash_for_debt_service, repayment_funds, icr, dscr),
        ),
    )
    several = a.loans if len(a.loans) > 1 else ()
    own = tuple(row for number, book in enumerate(several, 1) for row in _rows(number, book))
    return replace(statement, rows=(*statement.rows, *own))


def _rows(number: int, book: LoanBook) -> tuple[Row, ...]:
    flows = tuple(
        Row(key=f"loan_{number}_{field.name}", values=getattr(book, field.name)) for field in fields(LoanBook)
    )
    return (*flows, Row(key=f"closing_loan_{number}", values=book.closing))


def opening_long_term_loan(a: Accounts) -> FloatArray:
    """Long-term debt at the start of the year."""
    return opening(long_term_loan(a))


def long_term_interest(a: Accounts) -> FloatArray:
    """Long-term debt at the start of the year × its rate, in operating years."""
    return a.long_term.interest


def long_term_principal(a: Accounts) -> FloatArray:
    """Principal due by the way each loan is repaid; what cash lacks is bridged by the short-term loan."""
    return a.long_term.principal


def closing_long_term_loan(a: Accounts) -> FloatArray:
    """Debt at the start + drawn + interest that joins it − principal."""
    return long_term_loan(a)


def working_capital_interest(a: Accounts) -> FloatArray:
    """Working-capital loan of the year × its rate, a full year from the one it is drawn in."""
    return a.working_capital.interest


def closing_working_capital_loan(a: Accounts) -> FloatArray:
    """Working-capital loan that stands; repaid from the working capital in the last year."""
    return working_capital_loan(a)


def short_term_interest(a: Accounts) -> FloatArray:
    """Short-term loan of the year before × its rate."""
    return a.short_term.interest


def short_term_principal(a: Accounts) -> FloatArray:
    """Short-term loan of the year before, repaid in full."""
    return a.short_term.principal


def closing_short_term_loan(a: Accounts) -> FloatArray:
    """Short-term loan that stands at the year's end."""
    return short_term_loan(a)


def icr(a: Accounts) -> FloatArray:
    """Interest cover: EBIT / interest; no value in a year without interest."""
    return icr_by_year(ebit(a), interest_expense(a))


def dscr(a: Accounts) -> FloatArray:
    """Debt-service cover: cash for debt service / debt service; no value in a year without either."""
    return dscr_by_year(cash_for_debt_service(a), debt_service(a))
