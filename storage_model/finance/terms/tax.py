"""What the state takes and gives back."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.timeline import Amount, Timeline

VatCredit = Literal["carried", "refunded_at_start", "refunded_yearly"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTax:
    """Income tax: `rate_frac` by operating year or one number, before the holiday.

    A loss is set against profit of the next `loss_years` years, oldest first, and lost after them. The holiday is
    `exempt_years` without tax, then `half_years` at half the rate, counted from the first operating year or from the
    first year with taxable profit.
    """

    rate_frac: Amount
    loss_years: int = 5
    exempt_years: int = 0
    half_years: int = 0
    holiday_from: Literal["operation", "first_profit"] = "operation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat:
    """What happens beyond output less input; the rates stand beside each revenue and cost.

    `credit_refund_frac` of the credit that stands at a year's end is paid out, shape (…, periods) or one number.
    `refund_on_levy_frac` of the VAT paid is given back the same year as a subsidy, shape (…, operating) or one
    number. Where only some revenue is refunded, `refunded_share_frac` is its share of the output VAT, which
    `refund_on_levy_frac` counts already.
    """

    credit_refund_frac: Amount = 0.0
    refund_on_levy_frac: Amount = 0.0
    refund_on_levy_taxable: bool = True
    refunded_share_frac: Amount = 1.0


def credit_refund_frac(credit: VatCredit, timeline: Timeline) -> FloatArray:
    """Return the share of the credit that is paid out at each year's end, shape (periods,)."""
    period = np.arange(timeline.periods)
    paid = {
        "carried": period < 0,
        "refunded_at_start": period == timeline.construction_years - 1,
        "refunded_yearly": period >= 0,
    }
    return np.where(paid[credit], 1.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTax:
    """A tax that is a cost of its year: yearly `yuan`, shape (…, operating), plus shares.

    Shares are of revenue without VAT and of the original value of fixed assets.
    """

    yuan: Amount = 0.0
    share_of_revenue_frac: float = 0.0
    share_of_fixed_assets_frac: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """All taxes of a project; `surtax_frac` is a share of the VAT paid, less the credit refunded before."""

    income: IncomeTax
    vat: Vat = field(default_factory=Vat)
    surtax_frac: float = 0.0
    others: tuple[OtherTax, ...] = ()
