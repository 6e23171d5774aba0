"""项目总投资使用计划与资金筹措表: what the total investment is spent on, and who pays."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.building import (
    capital_grants,
    construction_investment,
    equity_for_working_capital,
    interest_capitalised,
    interest_during_construction,
    long_term_loan_drawn,
    working_capital_increase,
    working_capital_loan_drawn,
)
from storage_model.finance.statements.statement import Statement, arranged

KEY = "funding_plan"


def funding_plan(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(total_investment, construction_investment, interest_during_construction, working_capital_increase),
            *(total_funding, project_equity, equity_for_investment, equity_for_interest, equity_for_working_capital),
            *(debt_funding, long_term_loan_drawn, interest_capitalised, working_capital_loan_drawn, capital_grants),
        ),
    )


def total_investment(a: Accounts) -> FloatArray:
    """Construction investment + interest during construction + working capital."""
    return construction_investment(a) + interest_during_construction(a) + working_capital_increase(a)


def total_funding(a: Accounts) -> FloatArray:
    """Equity + debt + grants; equals the total investment."""
    return project_equity(a) + debt_funding(a) + capital_grants(a)


def project_equity(a: Accounts) -> FloatArray:
    """What owners pay by plan: for investment, interest and working capital."""
    return a.owners.planned


def equity_for_investment(a: Accounts) -> FloatArray:
    """Construction investment − grants − loans drawn."""
    return a.owners.for_investment


def equity_for_interest(a: Accounts) -> FloatArray:
    """Interest during construction that owners pay as it falls due."""
    return a.owners.for_interest


def debt_funding(a: Accounts) -> FloatArray:
    """Long-term loans drawn + interest that joins the debt + working-capital loan."""
    return long_term_loan_drawn(a) + interest_capitalised(a) + working_capital_loan_drawn(a)
