"""The accounts of a project: every schedule of every year, from which statements and indicators are read."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.assets import Assets
from storage_model.finance.schedules.income import Income
from storage_model.finance.schedules.investment import Investment
from storage_model.finance.schedules.running import Running
from storage_model.finance.schedules.vat import VatAccount
from storage_model.finance.schedules.working_capital import WorkingCapitalBook
from storage_model.finance.terms.financing import Investor
from storage_model.finance.terms.project import Hurdle, Options


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanBook:
    """One loan or several added up, shape (…, periods) each [yuan].

    `capitalised` interest joins the debt, `paid_by_owners` is paid from equity while the plant is built, `interest`
    is paid in operation.
    """

    drawn: FloatArray
    capitalised: FloatArray
    paid_by_owners: FloatArray
    interest: FloatArray
    principal: FloatArray

    @property
    def closing(self) -> FloatArray:
        """Debt at the year's end."""
        return np.cumsum(self.drawn + self.capitalised - self.principal, axis=-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxes:
    """Taxes that are costs, and income tax; shape (…, periods) each [yuan].

    `adjusted` is the income tax the project would pay without any loan (调整所得税); `untaxed` is income that bears
    none; `loss` is what the year adds to the losses, `losses_used` and `taxable` belong to `income`, the tax really
    paid.
    """

    surtax: FloatArray
    other: FloatArray
    adjusted: FloatArray
    untaxed: FloatArray
    loss: FloatArray
    losses_used: FloatArray
    taxable: FloatArray
    income: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """What owners put in and take out, shape (…, periods) each [yuan].

    `for_investment`, `for_interest` and `for_working_capital` are planned; `top_up` covers a year short of cash that
    nobody lends to. Reserves and dividends come out of net profit; `liquidated` is the cash left when the project
    ends.
    """

    for_investment: FloatArray
    for_interest: FloatArray
    for_working_capital: FloatArray
    top_up: FloatArray
    statutory_reserve: FloatArray
    discretionary_reserve: FloatArray
    dividends: FloatArray
    liquidated: FloatArray

    @property
    def paid_in(self) -> FloatArray:
        """Everything owners pay."""
        return self.planned + self.top_up

    @property
    def planned(self) -> FloatArray:
        """项目资本金: what owners pay by plan."""
        return self.for_investment + self.for_interest + self.for_working_capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """One project, or several of one site added up; every array has shape (…, periods).

    `loans` are the books of each long-term loan, empty where projects are added up; `long_term` is their sum. The
    short-term loan drawn in one year is repaid in the next. `cash_kept` is what a year adds to cash after dividends.
    `hurdle` and `options` belong to the reader, not to the books. `discharged_mwh` is None where not every project
    stores energy. `construction_years` are all years before operation; `years_before` of them and `years_after` the
    last year of operation belong to the site's calendar alone.
    """

    investment: Investment
    assets: Assets
    income: Income
    running: Running
    vat: VatAccount
    taxes: Taxes
    working_capital: WorkingCapitalBook
    long_term: LoanBook
    loans: tuple[LoanBook, ...]
    short_term: LoanBook
    owners: Owners
    cash_kept: FloatArray
    sold_mwh: FloatArray
    discharged_mwh: FloatArray | None
    construction_years: int
    investors: tuple[Investor, ...]
    hurdle: Hurdle
    options: Options
    years_before: int = 0
    years_after: int = 0

    @property
    def own_years(self) -> slice:
        """The years from the start of construction to the last of operation."""
        return slice(self.years_before, self._end)

    @property
    def operating_years(self) -> slice:
        """The years of operation."""
        return slice(self.construction_years, self._end)

    @property
    def _end(self) -> int:
        return int(self.sold_mwh.shape[-1]) - self.years_after


def added_books(books: Sequence[LoanBook], periods: int) -> LoanBook:
    """Return the sum of loan books, zeros for none."""
    nothing = np.zeros(periods)
    return LoanBook(
        **{field.name: sum((getattr(book, field.name) for book in books), nothing) for field in fields(LoanBook)}
    )
