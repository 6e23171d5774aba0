"""营业收入、税金及附加和增值税估算表: sales by stream, the VAT account, taxes that are costs."""

from dataclasses import replace

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.cash import taxes_and_surcharges, vat_credit_refunded, vat_payable
from storage_model.finance.lines.sales import input_vat, output_vat, revenue_ex_vat
from storage_model.finance.statements.investment_estimate import deductible_input_vat
from storage_model.finance.statements.statement import Row, Statement, arranged
from storage_model.finance.timeline import opening

KEY = "revenue_and_taxes"


def revenue_and_taxes(a: Accounts) -> Statement:
    """Return the statement; after the first row one for each stream, including VAT, called `revenue_<stream>`."""
    statement = arranged(
        KEY,
        a,
        (
            *(revenue_with_vat, revenue_ex_vat, taxes_and_surcharges, surcharges, other_taxes),
            *(output_vat, input_vat, deductible_input_vat, opening_vat_credit, vat_payable),
            *(vat_credit_refunded, closing_vat_credit, vat_refunded_on_levy),
        ),
    )
    streams = tuple(Row(key=f"revenue_{key}", values=values) for key, values in a.income.by_key.items())
    return replace(statement, rows=(statement.rows[0], *streams, *statement.rows[1:]))


def revenue_with_vat(a: Accounts) -> FloatArray:
    """All sales of the year including output VAT; the streams below add up to it."""
    return a.income.with_vat


def opening_vat_credit(a: Accounts) -> FloatArray:
    """Input VAT not used before the year."""
    return opening(a.vat.closing_credit)


def closing_vat_credit(a: Accounts) -> FloatArray:
    """Credit at the start + input VAT + VAT inside the investment − output VAT + VAT paid − credit refunded."""
    return a.vat.closing_credit


def surcharges(a: Accounts) -> FloatArray:
    """Urban construction tax and education surcharges: (VAT paid − VAT credit refunded in earlier years, until it is
    used up) × rate; nothing back on VAT refunded on levy.
    """
    return a.taxes.surtax


def other_taxes(a: Accounts) -> FloatArray:
    """Stamp duty, property tax, land-use tax and other taxes that are costs."""
    return a.taxes.other


def vat_refunded_on_levy(a: Accounts) -> FloatArray:
    """Share of the VAT paid that is given back the same year (即征即退), of named revenue only its share of the
    output VAT; counts as subsidy income.
    """
    return a.vat.refunded_on_levy
