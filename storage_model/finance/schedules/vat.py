"""Value-added tax: output less input, a credit carried until it is used or refunded.

Surcharges are due on the VAT paid less the credit refunded before (城市维护建设税法第二条; 财政部、税务总局公告2021年
第28号 says the same of the education surcharges): VAT refunded first and paid later bears none, as VAT set off.
"""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.terms.tax import Vat
from storage_model.finance.timeline import YEARS_APART, Timeline


def vat_inside(yuan: FloatArray, vat_frac: float) -> FloatArray:
    """Return the VAT inside amounts that include it [yuan]: yuan × rate / (1 + rate)."""
    return yuan * (vat_frac / (1.0 + vat_frac))


@dataclass(frozen=True, slots=True, kw_only=True)
class VatAccount:
    """VAT by year, shape (…, periods) each [yuan].

    `input` is what running costs and later investment carry, `construction_input` what the construction carries;
    `refunded_credit` is paid out of the credit, `refunded_on_levy` given back from what was paid. `surcharged` is what
    of `payable` bears surcharges.
    """

    output: FloatArray
    input: FloatArray
    construction_input: FloatArray
    payable: FloatArray
    surcharged: FloatArray
    refunded_credit: FloatArray
    refunded_on_levy: FloatArray

    @property
    def closing_credit(self) -> FloatArray:
        """Input VAT not yet set against output VAT, at the year's end."""
        used = self.output - self.payable + self.refunded_credit
        return np.cumsum(self.input + self.construction_input - used, axis=-1)


def settle_vat(
    timeline: Timeline, terms: Vat, output: FloatArray, input_: FloatArray, construction_input: FloatArray
) -> VatAccount:
    """Return the account: payable = output − input − credit from before.

    What is below zero is the credit carried on.
    """
    due = output - input_ - construction_input
    refund_frac = np.broadcast_to(np.asarray(terms.credit_refund_frac, dtype=np.float64), due.shape)
    payable, surcharged, refunded = (np.zeros(due.shape, order=YEARS_APART) for _ in range(3))
    credit, to_deduct = (np.zeros(due.shape[:-1]) for _ in range(2))
    for year in range(timeline.periods):
        balance = due[..., year] - credit
        payable[..., year] = np.maximum(balance, 0.0)
        surcharged[..., year] = np.maximum(payable[..., year] - to_deduct, 0.0)
        credit = np.maximum(-balance, 0.0)
        refunded[..., year] = refund_frac[..., year] * credit
        credit = credit - refunded[..., year]
        to_deduct = to_deduct - (payable[..., year] - surcharged[..., year]) + refunded[..., year]
    return VatAccount(
        output=output,
        input=input_,
        construction_input=construction_input,
        payable=payable,
        surcharged=surcharged,
        refunded_credit=refunded,
        refunded_on_levy=payable * timeline.in_operation(terms.refund_on_levy_frac),
    )
