"""Cash of operation and recovery, as the cash-flow statements show it."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts


def in_lines(a: Accounts) -> bool:
    """Return whether amounts include VAT and its payment is a line of its own."""
    return a.options.vat_shown == "in_lines"


def revenue(a: Accounts) -> FloatArray:
    """All sales of the year, including output VAT; without it where VAT is shown net."""
    return a.income.with_vat if in_lines(a) else a.income.revenue


def subsidy_income(a: Accounts) -> FloatArray:
    """Subsidies of the year − what is given back above a return + grants received in operating years + VAT refunded on
    levy; no VAT inside.
    """
    return a.income.subsidy + a.income.grants_in_operation + a.vat.refunded_on_levy


def vat_credit_refunded(a: Accounts) -> FloatArray:
    """Input VAT paid out of the credit that stood at the year's end (留抵退税)."""
    return a.vat.refunded_credit


def input_vat_recovered(a: Accounts) -> FloatArray:
    """Output VAT received − input VAT of operating cost − VAT paid: what earlier input VAT saves.

    Only where VAT is shown net.
    """
    return a.vat.output - a.running.input_vat - a.vat.payable


def recovered_fixed_assets(a: Accounts) -> FloatArray:
    """Book value of fixed assets when the project ends, in its last year; sold at book value, so no tax on it."""
    return a.assets.fixed.recovered


def recovered_other_assets(a: Accounts) -> FloatArray:
    """Book value of intangible and other assets when the project ends, in its last year.

    At book value, no tax on it.
    """
    return a.assets.intangible.recovered + a.assets.other.recovered


def recovered_working_capital(a: Accounts) -> FloatArray:
    """Working capital set free in the last year, the lent part included."""
    return a.working_capital.recovered


def operating_cost(a: Accounts) -> FloatArray:
    """Running cost of the year including deductible input VAT; without it where VAT is shown net."""
    return a.running.operating_cost + a.running.input_vat if in_lines(a) else a.running.operating_cost


def vat_payable(a: Accounts) -> FloatArray:
    """Output VAT − input VAT − credit carried from earlier years, never below zero; paid the same year."""
    return a.vat.payable


def taxes_and_surcharges(a: Accounts) -> FloatArray:
    """Surcharges on the VAT paid + stamp duty, property tax, land-use tax and other taxes that are costs."""
    return a.taxes.surtax + a.taxes.other


def sustaining_investment(a: Accounts) -> FloatArray:
    """Replacement and other investment in operation, including VAT, in the year it is spent."""
    return a.running.sustaining_with_vat


def decommissioning_cost(a: Accounts) -> FloatArray:
    """Taking the plant down, including VAT, less what scrap brings."""
    return a.running.decommissioning_with_vat
