"""建设期利息估算表: the interest on long-term loans while the plant is built."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.building import (
    interest_capitalised,
    interest_during_construction,
    long_term_loan_drawn,
)
from storage_model.finance.statements.statement import Statement, arranged, cumulative
from storage_model.finance.timeline import opening

KEY = "construction_interest"


def construction_interest(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(opening_debt_built_up, long_term_loan_drawn, interest_during_construction),
            *(interest_capitalised, interest_paid_by_owners, cumulative_debt_built_up),
            cumulative_interest_during_construction,
        ),
    )


def opening_debt_built_up(a: Accounts) -> FloatArray:
    """What was drawn, and the interest that joined the debt, before the year."""
    return opening(cumulative_debt_built_up(a))


def interest_paid_by_owners(a: Accounts) -> FloatArray:
    """Interest during construction that owners pay as it falls due."""
    return a.long_term.paid_by_owners


def cumulative_interest_during_construction(a: Accounts) -> FloatArray:
    """Running sum of the interest during construction."""
    return cumulative(interest_during_construction(a))


def cumulative_debt_built_up(a: Accounts) -> FloatArray:
    """Running sum of what is drawn and of the interest that joins the debt, before any repayment."""
    return cumulative(a.long_term.drawn + a.long_term.capitalised)
