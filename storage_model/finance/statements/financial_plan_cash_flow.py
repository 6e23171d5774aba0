"""财务计划现金流量表: all cash of the company, from operation, investment and financing."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.building import (
    capital_grants,
    construction_investment,
    long_term_loan_drawn,
    working_capital_increase,
    working_capital_loan_drawn,
)
from storage_model.finance.lines.cash import (
    decommissioning_cost,
    recovered_fixed_assets,
    recovered_other_assets,
    recovered_working_capital,
    subsidy_income,
    sustaining_investment,
    taxes_and_surcharges,
    vat_credit_refunded,
    vat_payable,
)
from storage_model.finance.lines.profit import income_tax, interest_expense
from storage_model.finance.lines.sales import operating_cost_ex_vat, output_vat, revenue_ex_vat
from storage_model.finance.statements.equity_cash_flow import principal_repaid, short_term_loan_drawn
from storage_model.finance.statements.profit_and_distribution import dividends
from storage_model.finance.statements.statement import Statement, arranged, cumulative

KEY = "financial_plan_cash_flow"


def financial_plan_cash_flow(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(net_operating_cash_flow, operating_inflow, revenue_ex_vat, output_vat, subsidy_income),
            *(vat_credit_refunded, operating_outflow, operating_cost_ex_vat, running_input_vat),
            *(taxes_and_surcharges, vat_payable, income_tax),
            *(net_investing_cash_flow, investing_inflow, recovered_fixed_assets, recovered_other_assets),
            *(recovered_working_capital, investing_outflow, construction_investment, sustaining_investment),
            *(decommissioning_cost, working_capital_increase),
            *(net_financing_cash_flow, financing_inflow, equity_contributed, long_term_loan_drawn),
            *(working_capital_loan_drawn, short_term_loan_drawn, capital_grants),
            *(financing_outflow, all_interest_paid, principal_repaid, dividends),
            *(net_cash_flow, cumulative_cash),
        ),
    )


def net_operating_cash_flow(a: Accounts) -> FloatArray:
    """Inflow of operation − its outflow."""
    return operating_inflow(a) - operating_outflow(a)


def operating_inflow(a: Accounts) -> FloatArray:
    """Revenue + output VAT + subsidies + VAT credit refunded."""
    return revenue_ex_vat(a) + output_vat(a) + subsidy_income(a) + vat_credit_refunded(a)


def operating_outflow(a: Accounts) -> FloatArray:
    """Operating cost + input VAT + taxes and surcharges + VAT paid + income tax."""
    spent = operating_cost_ex_vat(a) + running_input_vat(a) + taxes_and_surcharges(a)
    return spent + vat_payable(a) + income_tax(a)


def running_input_vat(a: Accounts) -> FloatArray:
    """VAT inside operating cost."""
    return a.running.input_vat


def net_investing_cash_flow(a: Accounts) -> FloatArray:
    """Inflow of investment − its outflow."""
    return investing_inflow(a) - investing_outflow(a)


def investing_inflow(a: Accounts) -> FloatArray:
    """Assets and working capital recovered in the last year."""
    return recovered_fixed_assets(a) + recovered_other_assets(a) + recovered_working_capital(a)


def investing_outflow(a: Accounts) -> FloatArray:
    """Construction + sustaining investment + decommissioning + increase of working capital."""
    spent = construction_investment(a) + sustaining_investment(a) + decommissioning_cost(a)
    return spent + working_capital_increase(a)


def net_financing_cash_flow(a: Accounts) -> FloatArray:
    """Inflow of financing − its outflow."""
    return financing_inflow(a) - financing_outflow(a)


def financing_inflow(a: Accounts) -> FloatArray:
    """Equity + loans drawn + grants towards the investment."""
    drawn = long_term_loan_drawn(a) + working_capital_loan_drawn(a) + short_term_loan_drawn(a)
    return equity_contributed(a) + drawn + capital_grants(a)


def financing_outflow(a: Accounts) -> FloatArray:
    """Interest + principal + dividends."""
    return all_interest_paid(a) + principal_repaid(a) + dividends(a)


def equity_contributed(a: Accounts) -> FloatArray:
    """Equity by plan + what owners add in a year short of cash that nobody lends to."""
    return a.owners.paid_in


def all_interest_paid(a: Accounts) -> FloatArray:
    """Interest of the operating years + interest during construction that owners pay."""
    return interest_expense(a) + a.long_term.paid_by_owners


def net_cash_flow(a: Accounts) -> FloatArray:
    """Cash flow of operation + investment + financing."""
    return net_operating_cash_flow(a) + net_investing_cash_flow(a) + net_financing_cash_flow(a)


def cumulative_cash(a: Accounts) -> FloatArray:
    """Running sum of the net cash flow (累计盈余资金); never below zero."""
    return cumulative(net_cash_flow(a))
