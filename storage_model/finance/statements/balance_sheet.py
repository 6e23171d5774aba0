"""资产负债表: what the company owns and owes at each year's end.

In the last year assets are recovered and loans repaid, so what is left is cash and equity.
"""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators.coverage import liability_by_year
from storage_model.finance.lines.profit import net_profit
from storage_model.finance.statements.statement import Statement, arranged, cumulative

KEY = "balance_sheet"


def balance_sheet(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(total_assets, current_assets, cash, working_capital_assets, vat_credit),
            *(construction_in_progress, fixed_assets, intangible_and_other_assets),
            *(total_liabilities_and_equity, current_liabilities, short_term_loan, payables, long_term_loan),
            *(working_capital_loan, deferred_income, total_liabilities),
            *(total_equity, paid_in_capital, reserves, undistributed_profit, liability_ratio),
        ),
    )


def total_assets(a: Accounts) -> FloatArray:
    """Current assets + construction in progress + fixed assets + intangible and other assets."""
    return current_assets(a) + construction_in_progress(a) + fixed_assets(a) + intangible_and_other_assets(a)


def current_assets(a: Accounts) -> FloatArray:
    """Cash + working capital before payables + VAT credit."""
    return cash(a) + working_capital_assets(a) + vat_credit(a)


def cash(a: Accounts) -> FloatArray:
    """Cash left after dividends, running total."""
    return cumulative(a.cash_kept)


def working_capital_assets(a: Accounts) -> FloatArray:
    """Receivables, stocks, cash on hand and the lump sum; set free in the last year."""
    book = a.working_capital
    return book.tied_up + book.payables - book.recovered - book.settled_payables


def vat_credit(a: Accounts) -> FloatArray:
    """Input VAT not yet set against output VAT (留抵税额)."""
    return a.vat.closing_credit


def construction_in_progress(a: Accounts) -> FloatArray:
    """Investment without deductible VAT + interest during construction − grants that lower asset values.

    Moves to the assets when construction ends.
    """
    formed = a.investment.formed["fixed"] + a.investment.formed["intangible"] + a.investment.formed["other"]
    interest = a.long_term.capitalised + a.long_term.paid_by_owners
    return cumulative(formed + interest - a.investment.grants_reducing_base - a.assets.from_construction)


def fixed_assets(a: Accounts) -> FloatArray:
    """Book value of fixed assets: original value − depreciation so far; recovered in the last year."""
    return a.assets.fixed.closing


def intangible_and_other_assets(a: Accounts) -> FloatArray:
    """Book value of intangible and other assets: original value − amortisation so far; recovered in the last year."""
    return a.assets.intangible.closing + a.assets.other.closing


def total_liabilities_and_equity(a: Accounts) -> FloatArray:
    """Liabilities + equity; equals total assets."""
    return total_liabilities(a) + total_equity(a)


def total_liabilities(a: Accounts) -> FloatArray:
    """Current liabilities + long-term loans + working-capital loan + deferred income."""
    return current_liabilities(a) + long_term_loan(a) + working_capital_loan(a) + deferred_income(a)


def current_liabilities(a: Accounts) -> FloatArray:
    """Short-term loan + payables."""
    return short_term_loan(a) + payables(a)


def short_term_loan(a: Accounts) -> FloatArray:
    """Loan that bridges a year short of cash."""
    return a.short_term.closing


def payables(a: Accounts) -> FloatArray:
    """What suppliers are owed; settled in the last year."""
    return a.working_capital.payables - a.working_capital.settled_payables


def working_capital_loan(a: Accounts) -> FloatArray:
    """Lent part of the working capital; repaid in the last year."""
    return a.working_capital.closing_loan


def long_term_loan(a: Accounts) -> FloatArray:
    """Long-term debt, interest capitalised during construction included."""
    return a.long_term.closing


def deferred_income(a: Accounts) -> FloatArray:
    """Grants received and not yet income."""
    return a.income.deferred


def total_equity(a: Accounts) -> FloatArray:
    """Capital + reserves + undistributed profit."""
    return paid_in_capital(a) + reserves(a) + undistributed_profit(a)


def paid_in_capital(a: Accounts) -> FloatArray:
    """All equity paid in so far."""
    return cumulative(a.owners.paid_in)


def reserves(a: Accounts) -> FloatArray:
    """Statutory and discretionary reserves so far."""
    return cumulative(a.owners.statutory_reserve + a.owners.discretionary_reserve)


def undistributed_profit(a: Accounts) -> FloatArray:
    """Net profit so far − reserves − dividends; negative after losses."""
    kept = net_profit(a) - a.owners.statutory_reserve - a.owners.discretionary_reserve - a.owners.dividends
    return cumulative(kept)


def liability_ratio(a: Accounts) -> FloatArray:
    """Liabilities / assets; no value in a year without assets."""
    return liability_by_year(total_liabilities(a), total_assets(a))
