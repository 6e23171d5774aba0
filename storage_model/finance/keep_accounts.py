"""From terms to accounts: the business first, then its operating years one after another."""

from collections.abc import Callable

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts, LoanBook, Owners, Taxes, added_books
from storage_model.finance.schedules.funding import FundedYear, fund
from storage_model.finance.schedules.operations import Operations, adjusted_income_tax, before_financing, operate
from storage_model.finance.terms.finite import require_finite
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import YEARS_APART, last_only

Path = Callable[[Callable[[FundedYear], FloatArray]], FloatArray]


def keep_accounts(terms: Project) -> Accounts:
    """Return the accounts of one project, or of as many variants as the leading axes of its terms hold.

    Raises ValueError where a term is not finite, naming it.
    """
    require_finite(terms)
    books, timeline = operate(terms), terms.timeline
    refunded = books.vat.refunded_credit[..., : timeline.construction_years]
    years = fund(
        terms,
        debts=[drawing.balance for drawing in books.drawings],
        capital=(_for_investment(books) + _for_interest(books)).sum(axis=-1),
        cash=refunded.sum(axis=-1),
        before=before_financing(terms, books),
    )

    def path(of: Callable[[FundedYear], FloatArray]) -> FloatArray:
        """Return one quantity of every operating year, shape (…, periods)."""
        found = [of(year) for year in years]
        shape = np.broadcast_shapes(*(np.shape(one) for one in found))
        placed = np.zeros((*shape, timeline.periods), order=YEARS_APART)
        for number, one in enumerate(found, timeline.construction_years):
            placed[..., number] = one
        return placed

    loans = _loans(books, path)
    cash_kept = path(lambda year: year.cash_kept) + timeline.in_construction(refunded)
    return Accounts(
        investment=books.investment,
        assets=books.assets,
        income=books.income,
        running=books.running,
        vat=books.vat,
        taxes=_taxes(terms, books, path),
        working_capital=books.working_capital,
        long_term=added_books(loans, timeline.periods),
        loans=loans,
        short_term=_short_term(path),
        owners=_owners(books, path, cash_kept),
        cash_kept=cash_kept,
        sold_mwh=timeline.in_operation(terms.sold_mwh),
        discharged_mwh=None if terms.discharged_mwh is None else timeline.in_operation(terms.discharged_mwh),
        construction_years=timeline.construction_years,
        investors=terms.investors,
        hurdle=terms.hurdle,
        options=terms.options,
    )


def _for_investment(books: Operations) -> FloatArray:
    """Return the equity for what loans and grants leave of the investment."""
    drawn: FloatArray = sum((drawing.drawn for drawing in books.drawings), np.zeros_like(books.investment.input_vat))
    return books.investment.total - books.investment.grants - drawn


def _for_interest(books: Operations) -> FloatArray:
    """Return the interest during construction that owners pay."""
    none = np.zeros_like(books.investment.input_vat)
    paid: FloatArray = sum((drawing.paid_by_owners for drawing in books.drawings), none)
    return paid


def _taxes(terms: Project, books: Operations, path: Path) -> Taxes:
    return Taxes(
        surtax=books.surtax,
        other=books.other_tax,
        adjusted=adjusted_income_tax(terms, books),
        untaxed=books.untaxed,
        loss=path(lambda year: year.tax.loss),
        losses_used=path(lambda year: year.tax.losses_used),
        taxable=path(lambda year: year.tax.taxable),
        income=path(lambda year: year.tax.tax),
    )


def _loans(books: Operations, path: Path) -> tuple[LoanBook, ...]:
    def interest(number: int) -> FloatArray:
        return path(lambda year: year.interest[number])

    def principal(number: int) -> FloatArray:
        return path(lambda year: year.principal[number])

    return tuple(
        LoanBook(
            drawn=drawing.drawn,
            capitalised=drawing.capitalised,
            paid_by_owners=drawing.paid_by_owners,
            interest=interest(number),
            principal=principal(number),
        )
        for number, drawing in enumerate(books.drawings)
    )


def _short_term(path: Path) -> LoanBook:
    drawn = path(lambda year: year.short_drawn)
    none = np.zeros_like(drawn)
    return LoanBook(
        drawn=drawn,
        capitalised=none,
        paid_by_owners=none,
        interest=path(lambda year: year.short_interest),
        principal=path(lambda year: year.short_repaid),
    )


def _owners(books: Operations, path: Path, cash_kept: FloatArray) -> Owners:
    return Owners(
        for_investment=_for_investment(books),
        for_interest=_for_interest(books),
        for_working_capital=books.working_capital.own,
        top_up=path(lambda year: year.top_up),
        statutory_reserve=path(lambda year: year.shared.statutory_reserve),
        discretionary_reserve=path(lambda year: year.shared.discretionary_reserve),
        dividends=path(lambda year: year.shared.dividends),
        liquidated=last_only(np.cumsum(cash_kept, axis=-1)),
    )
