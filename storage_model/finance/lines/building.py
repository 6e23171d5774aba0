"""What is built and with whose money."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts


def construction_investment(a: Accounts) -> FloatArray:
    """Construction investment including VAT, without interest during construction."""
    return a.investment.total


def capital_grants(a: Accounts) -> FloatArray:
    """Public money towards the investment, in the construction year it is received."""
    return a.investment.grants


def interest_during_construction(a: Accounts) -> FloatArray:
    """(Long-term debt at the year's start + half of what is drawn in the year) × rate.

    All of it where drawn at the start.
    """
    return a.long_term.capitalised + a.long_term.paid_by_owners


def interest_capitalised(a: Accounts) -> FloatArray:
    """Interest during construction that joins the debt."""
    return a.long_term.capitalised


def long_term_loan_drawn(a: Accounts) -> FloatArray:
    """Money drawn from long-term loans: their share of the investment less grants."""
    return a.long_term.drawn


def working_capital_increase(a: Accounts) -> FloatArray:
    """What the year adds to working capital; negative where it sets some free."""
    return a.working_capital.increase


def equity_for_working_capital(a: Accounts) -> FloatArray:
    """Equity's share of the year's increase of working capital."""
    return a.working_capital.own


def working_capital_loan_drawn(a: Accounts) -> FloatArray:
    """Lent share of the year's increase of working capital, drawn at the start of the year."""
    return a.working_capital.lent
