"""How far the accounts are from the laws of bookkeeping, as a share of the investment; rounding leaves about 1e-15."""

from collections.abc import Mapping

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators import rates
from storage_model.finance.lines.profit import profit_before_tax
from storage_model.finance.measures import Measures, Yearly
from storage_model.finance.statements import balance_sheet, financial_plan_cash_flow, funding_plan


def residuals(a: Accounts, found: Measures) -> Mapping[str, FloatArray]:
    """Return each law's largest deviation over the years, shape (…); `found` are the indicators of these accounts."""
    yearly = Yearly.of(a)
    invested = np.abs(a.investment.total).sum(axis=-1)
    scale = np.where(invested > 0, invested, 1.0)
    deviations = {
        "balance_sheet": _largest(balance_sheet.total_assets(a) - balance_sheet.total_liabilities_and_equity(a)),
        "cash_reconciles": _largest(financial_plan_cash_flow.cumulative_cash(a) - balance_sheet.cash(a)),
        "funding_equals_uses": _largest(funding_plan.total_funding(a) - funding_plan.total_investment(a)),
        "project_minus_debt_equals_equity": _largest(_project_less_debt(a, yearly) - yearly.equity),
        "taxed_profit_is_profit": _largest(_taxed_otherwise(a)),
        "loans_close_at_zero": np.abs((a.long_term.closing + a.short_term.closing)[..., -1])
        + np.abs(a.working_capital.closing_loan[..., -1]),
        "depreciation_base": np.abs(_written_off(a)),
        "vat_credit_nonnegative": np.maximum(-a.vat.closing_credit.min(axis=-1), 0.0),
        "npv_at_irr": _npv_at_irr(yearly, found),
    }
    return {key: value / scale for key, value in deviations.items()}


def _largest(values: FloatArray) -> FloatArray:
    largest: FloatArray = np.abs(values).max(axis=-1)
    return largest


def _project_less_debt(a: Accounts, yearly: Yearly) -> FloatArray:
    """Return the project's flow before tax, less income tax really paid, plus what lenders pay less what they get
    back.

    Assets are recovered at the value the company's books hold, with interest during construction.
    """
    lenders = a.long_term.drawn + a.short_term.drawn + a.working_capital.lent
    lenders = lenders - a.long_term.principal - a.short_term.principal - a.working_capital.repaid
    lenders = lenders - a.long_term.interest - a.short_term.interest - a.working_capital.interest
    strict = a.options.pre_financing_values == "without_construction_interest"
    in_interest = a.assets.fixed.recovered - a.assets.fixed_before_interest.recovered if strict else 0.0
    return yearly.pre_tax - a.taxes.income - a.long_term.paid_by_owners + lenders + in_interest


def _taxed_otherwise(a: Accounts) -> FloatArray:
    """Return by how much profit as taxed (taxable, losses set against it, losses) differs from the statement's."""
    taxed = a.taxes.taxable + a.taxes.losses_used - a.taxes.loss
    return taxed + a.taxes.untaxed - profit_before_tax(a)


def _written_off(a: Accounts) -> FloatArray:
    """Return what of all assets was neither written off nor recovered when the project ended."""
    formed = a.investment.formed["fixed"] + a.investment.formed["intangible"] + a.investment.formed["other"]
    interest = a.long_term.capitalised + a.long_term.paid_by_owners
    base = formed + interest + a.running.capitalised - a.investment.grants_reducing_base
    books = (a.assets.fixed, a.assets.intangible, a.assets.other)
    gone = sum(book.charge + book.recovered for book in books)
    left: FloatArray = (base - gone).sum(axis=-1)
    return left


def _npv_at_irr(yearly: Yearly, found: Measures) -> FloatArray:
    """Return the largest present value at a rate of return, over the flows that have one.

    A rate far below zero multiplies late money a hundredfold, and its rounding with it: that much is divided out.
    """
    worst = np.zeros(yearly.equity.shape[:-1])
    of_flow = {"project_pre_tax": yearly.pre_tax, "project_after_tax": yearly.after_tax, "equity": yearly.equity}
    for name, flow in of_flow.items():
        irr = found[f"irr_{name}_frac"].values
        rate = np.where(np.isnan(irr), 0.0, irr)
        size = np.abs(flow)
        grown = rates.npv(size, rate) / np.maximum(size.sum(axis=-1), 1.0)
        value = np.abs(rates.npv(flow, rate)) / np.maximum(grown, 1.0)
        worst = np.maximum(worst, np.where(np.isnan(irr), 0.0, value))
    return worst
