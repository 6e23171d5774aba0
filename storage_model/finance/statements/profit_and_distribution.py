"""利润与利润分配表: profit, the tax on it, and what becomes of it."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.cash import taxes_and_surcharges
from storage_model.finance.lines.profit import (
    ebit,
    ebitda,
    income_tax,
    net_profit,
    other_income,
    profit_before_tax,
    total_cost,
)
from storage_model.finance.lines.sales import revenue_ex_vat
from storage_model.finance.statements.balance_sheet import undistributed_profit
from storage_model.finance.statements.statement import Statement, arranged
from storage_model.finance.timeline import opening

KEY = "profit_and_distribution"


def profit_and_distribution(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(revenue_ex_vat, taxes_and_surcharges, total_cost, other_income, profit_before_tax),
            *(untaxed_income, losses_made_up, taxable_profit, income_tax, net_profit),
            *(opening_undistributed_profit, opening_and_net_profit, statutory_reserve, profit_for_investors),
            *(discretionary_reserve, dividends, closing_undistributed_profit, ebit, ebitda),
        ),
    )


def untaxed_income(a: Accounts) -> FloatArray:
    """Subsidies, grants released and VAT refunds that bear no income tax; what is given back above a return stands
    negative, for it saves none.
    """
    return a.taxes.untaxed


def losses_made_up(a: Accounts) -> FloatArray:
    """Losses of earlier years set against the year's profit, oldest first, within the years the law allows."""
    return a.taxes.losses_used


def taxable_profit(a: Accounts) -> FloatArray:
    """Profit − untaxed income − losses made up, never below zero."""
    return a.taxes.taxable


def opening_undistributed_profit(a: Accounts) -> FloatArray:
    """Profit kept from earlier years; negative after losses."""
    return opening(undistributed_profit(a))


def opening_and_net_profit(a: Accounts) -> FloatArray:
    """Undistributed profit at the start + net profit of the year: what can be distributed."""
    return opening_undistributed_profit(a) + net_profit(a)


def statutory_reserve(a: Accounts) -> FloatArray:
    """Share of net profit after earlier losses are made up, until reserves reach their share of capital."""
    return a.owners.statutory_reserve


def profit_for_investors(a: Accounts) -> FloatArray:
    """What can be distributed − statutory reserve; negative while losses stand."""
    return opening_and_net_profit(a) - statutory_reserve(a)


def discretionary_reserve(a: Accounts) -> FloatArray:
    """Share of net profit after earlier losses are made up, as the owners decide."""
    return a.owners.discretionary_reserve


def dividends(a: Accounts) -> FloatArray:
    """Share of what is left after both reserves, at most the cash there is after debt service."""
    return a.owners.dividends


def closing_undistributed_profit(a: Accounts) -> FloatArray:
    """Profit for investors − discretionary reserve − dividends."""
    return undistributed_profit(a)
