"""Revenue without VAT and the VAT beside it."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts


def revenue_ex_vat(a: Accounts) -> FloatArray:
    """All sales of the year without output VAT."""
    return a.income.revenue


def output_vat(a: Accounts) -> FloatArray:
    """VAT inside the sales: amount × rate / (1 + rate), stream by stream."""
    return a.vat.output


def input_vat(a: Accounts) -> FloatArray:
    """VAT inside operating cost and sustaining investment, deductible the same year."""
    return a.vat.input


def operating_cost_ex_vat(a: Accounts) -> FloatArray:
    """Running cost without deductible VAT, depreciation, amortisation and interest."""
    return a.running.operating_cost
