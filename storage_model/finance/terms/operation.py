"""What the project earns and spends while it runs; arrays over the operating years, VAT-inclusive, all positive."""

from dataclasses import dataclass
from typing import Literal

from storage_model.finance.timeline import Amount

CostCategory = Literal["materials", "fuel_and_power", "staff", "repairs", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revenue:
    """Sales of one kind, shape (…, operating); `vat_frac` is the rate of the output VAT inside."""

    key: str
    yuan: Amount
    vat_frac: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingCost:
    """One cost, shape (…, operating).

    `vat_frac` is the rate of the deductible VAT inside; `variable` moves with output.
    """

    category: CostCategory
    yuan: Amount
    vat_frac: float
    variable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """Support paid in cash in operating years, shape (…, operating), no VAT inside."""

    yuan: Amount
    taxable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCapital:
    """Money tied up in running the project, recovered in the last year.

    `yuan` is the amount tied up in each operating year, shape (…, operating). Days of turnover add to it from yearly
    cost: receivables from operating cost, stocks and payables from materials and fuel, cash on hand from staff and
    other cost (360 days a year). `own_share_frac` of every increase is equity, shape (…, operating); the rest is lent
    at the start of the year and repaid when recovered.
    """

    yuan: Amount = 0.0
    receivable_days: float = 0.0
    stock_days: float = 0.0
    cash_days: float = 0.0
    payable_days: float = 0.0
    own_share_frac: Amount = 1.0
    rate_frac: Amount = 0.0
