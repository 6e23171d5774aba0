"""The operating years one after another: interest, tax, repayment, loans that bridge a gap, reserves, dividends.

This year's interest depends on last year's debt, tax on interest, the gap on tax, next year's interest on the gap:
the only part of the accounts that has to go year by year. Everything it reads is known before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.distribution import Shared, share_profit
from storage_model.finance.schedules.income_tax import TaxPath, TaxYear
from storage_model.finance.schedules.repayment import FROM_CASH, principal_from_cash, scheduled_principal
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import total


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the operating years bring before any financing, shape (…, operating) each [yuan].

    `profit` and its `untaxed` part are before interest; `ebitda_after_sustaining` before interest, tax and
    write-offs; `cash` before interest, income tax and repayment, recovered values of the last year included;
    `own_capital` the equity for working capital. `other_interest` is that of the working-capital loan.
    """

    profit: FloatArray
    untaxed: FloatArray
    ebitda_after_sustaining: FloatArray
    cash: FloatArray
    own_capital: FloatArray
    other_interest: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class FundedYear:
    """One operating year, shape (…) each [yuan]; `interest` and `principal` per long-term loan."""

    interest: tuple[FloatArray, ...]
    principal: tuple[FloatArray, ...]
    short_interest: FloatArray
    short_repaid: FloatArray
    short_drawn: FloatArray
    top_up: FloatArray
    tax: TaxYear
    shared: Shared
    cash_kept: FloatArray


@dataclass(slots=True, kw_only=True)
class Position:
    """Where the company stands at the end of a year, shape (…) each [yuan]."""

    balances: list[FloatArray]
    short: FloatArray
    cash: FloatArray
    capital: FloatArray
    undistributed: FloatArray
    reserve: FloatArray


def fund(
    terms: Project, debts: Sequence[FloatArray], capital: FloatArray, cash: FloatArray, before: Before
) -> list[FundedYear]:
    """Return every operating year.

    `debts` are the long-term loans, `capital` the equity paid in and `cash` what is left, all at the end of
    construction, shape (…) each [yuan].
    """
    nothing = np.zeros(before.cash.shape[:-1])
    position = Position(
        balances=list(debts),
        short=nothing,
        cash=cash,
        capital=capital,
        undistributed=nothing,
        reserve=nothing,
    )
    taxes = TaxPath(terms=terms.tax.income)
    return [_year(terms, year, position, taxes, before) for year in range(1, terms.timeline.operating_years + 1)]


def _year(terms: Project, year: int, position: Position, taxes: TaxPath, before: Before) -> FundedYear:
    """Return one operating year and move the position to its end."""
    now = year - 1
    rates = [_rate(terms, loan.rate_frac, year) for loan in terms.loans]
    interest = tuple(balance * rate for balance, rate in zip(position.balances, rates, strict=True))
    short_rate = 0.0 if terms.short_term_rate_frac is None else terms.short_term_rate_frac
    short_interest = position.short * _rate(terms, short_rate, year)
    all_interest = sum(interest, short_interest + before.other_interest[..., now])
    profit = before.profit[..., now] - all_interest
    tax = taxes.next_year(profit - before.untaxed[..., now])
    cash = position.cash + before.cash[..., now] - all_interest - tax.tax - position.short
    cfads = before.ebitda_after_sustaining[..., now] - tax.tax
    principal = _principal(
        terms,
        year,
        position,
        rates=rates,
        interest=interest,
        cfads=cfads,
        due_besides=all_interest + position.short,
        cash=cash,
    )
    left = cash - total(principal)
    gap, closing = np.maximum(-left, 0.0), np.maximum(left, 0.0)
    lent = terms.short_term_rate_frac is not None and year < terms.timeline.operating_years
    repaid, position.short = position.short, gap if lent else np.zeros_like(gap)
    top_up = gap - position.short
    position.balances = [balance - paid for balance, paid in zip(position.balances, principal, strict=True)]
    position.capital = position.capital + before.own_capital[..., now] + top_up
    shared = share_profit(
        terms.distribution,
        net_profit=profit - tax.tax,
        undistributed=position.undistributed,
        reserve_room=terms.distribution.reserve_cap_frac * position.capital - position.reserve,
        cash=closing,
        in_debt=total(position.balances),
    )
    opening, position.cash = position.cash, closing - shared.dividends
    position.undistributed = shared.undistributed
    position.reserve = position.reserve + shared.statutory_reserve
    return FundedYear(
        interest=interest,
        principal=principal,
        short_interest=short_interest,
        short_repaid=repaid,
        short_drawn=position.short,
        top_up=top_up,
        tax=tax,
        shared=shared,
        cash_kept=position.cash - opening,
    )


def _rate(terms: Project, rate_frac: FloatArray | float, year: int) -> FloatArray:
    """Return the rate of an operating year from one number or one per period, shape (…)."""
    rates = np.asarray(rate_frac, dtype=np.float64)
    return rates[..., terms.timeline.construction_years + year - 1] if rates.ndim else rates


def _principal(
    terms: Project,
    year: int,
    position: Position,
    *,
    rates: Sequence[FloatArray],
    interest: Sequence[FloatArray],
    cfads: FloatArray,
    due_besides: FloatArray,
    cash: FloatArray,
) -> tuple[FloatArray, ...]:
    """Return the principal of each loan: schedules first, then loans repaid from cash, in proportion to debt."""
    loans, balances, last = terms.loans, position.balances, terms.timeline.operating_years
    due = [scheduled_principal(loan, year, last, balances[k], rates[k]) for k, loan in enumerate(loans)]
    flexible = [k for k, loan in enumerate(loans) if loan.method in FROM_CASH and loan.grace_years < year]
    if not flexible:
        return tuple(due)
    debt = total(balances[k] for k in flexible)
    scheduled = total(due)
    own_interest = total(interest[k] for k in flexible)
    for k in flexible:
        share = np.divide(balances[k], debt, out=np.zeros_like(debt), where=debt > 0)
        extra = principal_from_cash(
            loans[k],
            balances[k] - due[k],
            share=share,
            interest=interest[k],
            cfads=cfads,
            service=due_besides - own_interest + scheduled,
            cash=cash - scheduled,
        )
        due[k] = due[k] + extra
    return tuple(due)
