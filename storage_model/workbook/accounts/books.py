"""The rows from which statements and indicators are read; the same names as in `finance.accounts`.

Every row stands for one array of the evaluation, in 万元. All of one project, or of several added up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.workbook.formula import Formula
from storage_model.workbook.grid import Row
from storage_model.workbook.terms.records import HurdleCells, InvestorCells, OptionCells


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentRows:
    """What is built, and the grants towards it."""

    by_category: Mapping[str, Row]
    formed: Mapping[str, Row]
    input_vat: Row
    total: Row
    grants: Row
    grants_reducing_base: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRows:
    """One class of assets."""

    additions: Row
    charge: Row
    recovered: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetsRows:
    """All classes."""

    fixed: AssetRows
    fixed_before_interest: AssetRows
    intangible: AssetRows
    other: AssetRows
    from_construction: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRows:
    """What comes in."""

    by_key: Mapping[str, Row]
    with_vat: Row
    output_vat: Row
    subsidy: Row
    grants_in_operation: Row
    grants_released: Row
    deferred: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRows:
    """What running the plant costs."""

    by_category: Mapping[str, Row]
    variable: Row
    input_vat: Row
    sustaining_with_vat: Row
    decommissioning_with_vat: Row
    sustaining_input_vat: Row
    expensed: Row
    capitalised: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRows:
    """Value-added tax."""

    payable: Row
    surcharged: Row
    refunded_credit: Row
    refunded_on_levy: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRows:
    """Taxes that are costs, and income tax."""

    surtax: Row
    other: Row
    adjusted: Row
    untaxed: Row
    losses_used: Row
    taxable: Row
    income: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCapitalRows:
    """What running the project ties up."""

    receivables: Row
    stocks: Row
    cash_on_hand: Row
    lump: Row
    payables: Row
    increase: Row
    own: Row
    lent: Row
    interest: Row
    recovered: Row
    settled_payables: Row
    repaid: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRows:
    """One loan, or several added up."""

    drawn: Row
    capitalised: Row
    paid_by_owners: Row
    interest: Row
    principal: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLoanRows:
    """The loan that bridges a year short of cash."""

    drawn: Row
    interest: Row
    principal: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRows:
    """What owners put in and take out."""

    for_investment: Row
    for_interest: Row
    top_up: Row
    statutory_reserve: Row
    discretionary_reserve: Row
    dividends: Row
    liquidated: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedules:
    """Every schedule; what several projects add up to has the same rows."""

    investment: InvestmentRows
    assets: AssetsRows
    income: IncomeRows
    running: RunningRows
    vat: VatRows
    taxes: TaxRows
    working_capital: WorkingCapitalRows
    long_term: LoanRows
    short_term: ShortLoanRows
    owners: OwnerRows
    cash_kept: Row
    sold_mwh: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The schedules with what their reader needs besides.

    `loans` are the single loans of one project; `discharged_mwh` is None where not every project stores energy.
    """

    schedules: Schedules
    loans: tuple[LoanRows, ...]
    discharged_mwh: Row | None
    investors: tuple[InvestorCells, ...]
    hurdle: HurdleCells
    options: OptionCells


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Rows of what stands at each year's end, while the years of one project are funded."""

    balances: tuple[Row, ...]
    short: Row
    cash: Row
    capital: Row
    undistributed: Row
    reserve: Row


def vat_inside(yuan: Formula, vat: Formula) -> Formula:
    """Return the VAT inside an amount that includes it."""
    return yuan * vat / (1.0 + vat)
