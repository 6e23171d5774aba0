"""流动资金估算表: what running the project ties up, in each year before it is set free in the last."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.building import (
    equity_for_working_capital,
    working_capital_increase,
    working_capital_loan_drawn,
)
from storage_model.finance.statements.statement import Statement, arranged

KEY = "working_capital_estimate"


def working_capital_estimate(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(closing_turnover_assets, closing_receivables, closing_stocks, closing_cash_on_hand, closing_payables),
            *(closing_lump_sum, closing_working_capital, working_capital_increase),
            *(equity_for_working_capital, working_capital_loan_drawn),
        ),
    )


def closing_turnover_assets(a: Accounts) -> FloatArray:
    """Receivables + stocks + cash on hand (流动资产 of 分项详细估算法)."""
    return closing_receivables(a) + closing_stocks(a) + closing_cash_on_hand(a)


def closing_receivables(a: Accounts) -> FloatArray:
    """Operating cost without VAT × days / 360."""
    return a.working_capital.receivables


def closing_stocks(a: Accounts) -> FloatArray:
    """(Materials + fuel and power) without VAT × days / 360."""
    return a.working_capital.stocks


def closing_cash_on_hand(a: Accounts) -> FloatArray:
    """(Staff + other cost) × days / 360."""
    return a.working_capital.cash_on_hand


def closing_lump_sum(a: Accounts) -> FloatArray:
    """Working capital given as an amount, or per kW × rated power (扩大指标估算法)."""
    return a.working_capital.lump


def closing_payables(a: Accounts) -> FloatArray:
    """(Materials + fuel and power) without VAT × days / 360."""
    return a.working_capital.payables


def closing_working_capital(a: Accounts) -> FloatArray:
    """Receivables + stocks + cash on hand + lump sum − payables."""
    return a.working_capital.tied_up
