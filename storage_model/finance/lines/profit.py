"""Profit before and after what financing costs; amounts without VAT."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.cash import taxes_and_surcharges


def other_income(a: Accounts) -> FloatArray:
    """Subsidies of the year − what is given back above a return + deferred grants released + VAT refunded on levy;
    counts as profit.
    """
    return a.income.subsidy + a.income.grants_released + a.vat.refunded_on_levy


def depreciation(a: Accounts) -> FloatArray:
    """Yearly charge on fixed assets, interest during construction in their value.

    From the year after they are put in use.
    """
    return a.assets.fixed.charge


def amortisation(a: Accounts) -> FloatArray:
    """Yearly charge on intangible and other assets; from the year after they are put in use."""
    return a.assets.intangible.charge + a.assets.other.charge


def interest_expense(a: Accounts) -> FloatArray:
    """Interest of the operating years on long-term, working-capital and short-term loans."""
    return a.long_term.interest + a.working_capital.interest + a.short_term.interest


def total_cost(a: Accounts) -> FloatArray:
    """Operating cost + depreciation + amortisation + interest + expensed sustaining investment; no VAT."""
    written_off = depreciation(a) + amortisation(a)
    return a.running.operating_cost + written_off + interest_expense(a) + a.running.expensed


def ebitda(a: Accounts) -> FloatArray:
    """Revenue without VAT + other income − operating cost − expensed sustaining investment − taxes and surcharges."""
    spent = a.running.operating_cost + a.running.expensed + taxes_and_surcharges(a)
    return a.income.revenue + other_income(a) - spent


def ebit(a: Accounts) -> FloatArray:
    """Profit before interest and income tax: EBITDA − depreciation − amortisation."""
    return ebitda(a) - depreciation(a) - amortisation(a)


def profit_before_tax(a: Accounts) -> FloatArray:
    """Profit of the year: EBIT − interest."""
    return ebit(a) - interest_expense(a)


def income_tax(a: Accounts) -> FloatArray:
    """Taxable profit × rate of the year, holidays included; paid the same year."""
    return a.taxes.income


def net_profit(a: Accounts) -> FloatArray:
    """Profit − income tax."""
    return profit_before_tax(a) - income_tax(a)


def repayment_funds(a: Accounts) -> FloatArray:
    """What a year earns towards repayment: net profit + depreciation + amortisation."""
    return net_profit(a) + depreciation(a) + amortisation(a)


def cash_for_debt_service(a: Accounts) -> FloatArray:
    """EBITDA − income tax − capitalised sustaining investment; deferred grants released are not cash and left out."""
    return ebitda(a) - income_tax(a) - a.running.capitalised - a.income.grants_released


def debt_service(a: Accounts) -> FloatArray:
    """Principal of long-term and short-term loans + all interest of the operating years.

    The working-capital loan is repaid from the working capital it pays for and left out.
    """
    return a.long_term.principal + a.short_term.principal + interest_expense(a)
