"""The kinds of term a policy may return for a project: what the evaluation applies to investment, loans and taxes."""

from dataclasses import dataclass
from typing import Literal

WriteOffMethod = Literal["straight_line", "double_declining", "sum_of_years"]
Category = Literal["equipment", "civil", "other", "land", "contingency"]
GrantTreatment = Literal["reduces_base", "deferred"]
HolidayFrom = Literal["operation", "first_profit"]
CreditRefund = Literal["refunded_at_start", "refunded_yearly"]
RepaymentMethod = Literal["equal_principal", "equal_payment", "bullet", "sculpted", "as_able"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """What a policy may know of a project: size of the assets it names there, investment, years.

    `power_mw` and `energy_mwh` count the named assets, energy only of those with a store; `investment_yuan` is the
    project's whole construction investment, VAT-inclusive.
    """

    power_mw: float
    energy_mwh: float
    investment_yuan: float
    construction_years: int
    operating_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTerm:
    """Money towards the investment, received in `period` (1 is the first construction year) [yuan]."""

    yuan: float
    period: int
    treatment: GrantTreatment
    spread_years: int
    taxable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestTerm:
    """Percentage points taken off every long-term loan from one period to another, 1 the first construction year."""

    points_frac: float
    first_period: int
    last_period: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerm:
    """Other terms of the long-term loans; what is None stays."""

    share_frac: float | None
    rate_frac: float | None
    years: int | None
    grace_years: int | None
    method: RepaymentMethod | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTaxTerm:
    """A holiday, another rate from one operating year to another (1 is the first), more years to use a loss."""

    exempt_years: int
    half_years: int
    counted_from: HolidayFrom
    rate_frac: float | None
    first_operating: int
    last_operating: int
    loss_years: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VatTerm:
    """Input VAT paid out, and a share of the VAT paid given back in operating years from first to last."""

    credit: CreditRefund | None
    refund_on_levy_frac: float
    first_operating: int
    last_operating: int
    refund_taxable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffTerm:
    """Faster depreciation of some categories of the investment: a share of the life, another method."""

    categories: tuple[str, ...]
    life_share_frac: float
    method: WriteOffMethod | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClawbackTerm:
    """A share of what lies above a return after tax goes back, never more than the support received so far."""

    above_irr_frac: float
    share_frac: float


FinanceTerm = GrantTerm | InterestTerm | LoanTerm | IncomeTaxTerm | VatTerm | WriteOffTerm | ClawbackTerm
