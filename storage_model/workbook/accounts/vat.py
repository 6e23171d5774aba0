"""Value-added tax: output less input, a credit carried until it is used or refunded."""

from storage_model.workbook.accounts.books import IncomeRows, InvestmentRows, RunningRows, VatRows
from storage_model.workbook.block import Block
from storage_model.workbook.functions import most
from storage_model.workbook.terms.records import TaxCells


def settle_vat(
    block: Block, tax: TaxCells, investment: InvestmentRows, income: IncomeRows, running: RunningRows
) -> VatRows:
    """Return the rows; the same as `finance.schedules.vat.settle_vat`."""
    block.head("增值税", "Value-added tax")
    credit = block.own("留抵税额（退税后）", "Credit carried on")
    balance = block.own(
        "销项 − 进项 − 期初留抵",
        "Output − input − credit before",
        income.output_vat - running.input_vat - running.sustaining_input_vat - investment.input_vat - credit.before,
    )
    payable = block.own("应纳增值税", "VAT payable", most(balance, 0.0))
    refunded = block.own("留抵退税", "Credit refunded", tax.credit_refund * most(0.0 - balance, 0.0))
    credit.formula = most(0.0 - balance, 0.0) - refunded
    to_deduct = block.own("留抵退税尚未抵减计税依据", "Credit refunded, not yet off what bears surcharges")
    surcharged = block.own("附加税费计税依据", "VAT that bears surcharges", most(payable - to_deduct.before, 0.0))
    to_deduct.formula = to_deduct.before - payable + surcharged + refunded
    return VatRows(
        payable=payable,
        surcharged=surcharged,
        refunded_credit=refunded,
        refunded_on_levy=block.running("即征即退", "Refunded on levy", payable * tax.refund_on_levy),
    )
