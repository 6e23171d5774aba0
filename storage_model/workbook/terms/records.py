"""The numbers of one project as cells: what `finance` reads as a record, the workbook reads from these places.

Money is in 万元, shares are fractions. A number is a cell of its own where nothing else in the workbook makes it.
"""

from dataclasses import dataclass
from typing import Literal

from storage_model.finance.terms.financing import RepaymentMethod
from storage_model.finance.terms.investment import AssetClass, Category, Method
from storage_model.finance.terms.operation import CostCategory
from storage_model.workbook.block import Course
from storage_model.workbook.formula import Formula
from storage_model.workbook.grid import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffCells:
    """How an asset is written off."""

    asset_class: AssetClass
    method: Method
    recovered_at_end: bool
    life: Formula
    residual: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentCells:
    """One row of the construction investment; `yuan` over the years of construction."""

    category: Category
    yuan: Row
    vat: Formula
    write_off: WriteOffCells


@dataclass(frozen=True, slots=True, kw_only=True)
class SustainingCells:
    """Money spent on the plant while it runs."""

    kind: Literal["sustaining", "decommissioning"]
    yuan: Row
    vat: Formula
    write_off: WriteOffCells | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCells:
    """Public money towards the investment, over all years of the project."""

    yuan: Row
    treatment: Literal["reduces_base", "deferred"]
    spread: Formula
    taxable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueCells:
    """Sales of one kind."""

    key: str
    yuan: Row
    vat: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCells:
    """One running cost."""

    category: CostCategory
    yuan: Row
    vat: Formula
    variable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyCells:
    """Support paid in operating years."""

    yuan: Row
    taxable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCells:
    """One long-term loan; `yuan` over construction, `rate` over all years of the project."""

    share: Formula
    yuan: Row | None
    rate: Row
    years: Formula
    grace: Formula
    dscr_target: Formula
    method: RepaymentMethod
    evenly: bool
    capitalised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCapitalCells:
    """Money tied up: amounts over operation, days of turnover, equity's share, rate of the loan."""

    yuan: Row
    receivable_days: Formula
    stock_days: Formula
    cash_days: Formula
    payable_days: Formula
    own_share: Row
    rate: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTaxCells:
    """A tax that is a cost of its year."""

    yuan: Row
    share_of_revenue: Formula
    share_of_fixed_assets: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCells:
    """All taxes; `income_rate` and `refund_on_levy` over operation, `credit_refund` over all years of the project."""

    income_rate: Row
    loss_years: Formula
    exempt_years: Formula
    half_years: Formula
    holiday_from: Literal["operation", "first_profit"]
    credit_refund: Row
    refund_on_levy: Row
    refund_taxable: bool
    surtax: Formula
    others: tuple[OtherTaxCells, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionCells:
    """What becomes of profit."""

    statutory: Formula
    reserve_cap: Formula
    discretionary: Formula
    payout: Formula
    while_in_debt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestorCells:
    """One owner."""

    capital_share: Formula
    profit_share: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class HurdleCells:
    """Returns asked for."""

    project_pre_tax: Formula
    project_after_tax: Formula
    equity: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCells:
    """Conventions; only a new run changes them."""

    first_t: float
    without_construction_interest: bool
    vat_in_lines: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Everything one project's accounts are kept from."""

    course: Course
    investment: tuple[InvestmentCells, ...]
    sustaining: tuple[SustainingCells, ...]
    grants: tuple[GrantCells, ...]
    revenue: tuple[RevenueCells, ...]
    costs: tuple[CostCells, ...]
    subsidies: tuple[SubsidyCells, ...]
    loans: tuple[LoanCells, ...]
    short_term_rate: Row | None
    working_capital: WorkingCapitalCells
    tax: TaxCells
    distribution: DistributionCells
    investors: tuple[InvestorCells, ...]
    hurdle: HurdleCells
    options: OptionCells
    sold_mwh: Row
    discharged_mwh: Row | None
