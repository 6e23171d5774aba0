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
            *(net_operating_cash_flow, revenue_ex_vat, output_vat, subsidy_income, vat_credit_refunded),
            *(operating_cost_ex_vat, running_input_vat, vat_payable, taxes_and_surcharges, income_tax),
            *(net_investing_cash_flow, recovered_fixed_assets, recovered_other_assets, recovered_working_capital),
            *(construction_investment, sustaining_investment, decommissioning_cost, working_capital_increase),
            *(net_financing_cash_flow, equity_contributed, long_term_loan_drawn, working_capital_loan_drawn),
            *(short_term_loan_drawn, capital_grants, all_interest_paid, principal_repaid, dividends),
            *(net_cash_flow, cumulative_cash),
        ),
    )


def net_operating_cash_flow(a: Accounts) -> FloatArray:
    """Revenue + output VAT + subsidies + VAT credit refunded − operating cost − input VAT − VAT paid − taxes."""
    received = revenue_ex_vat(a) + output_vat(a) + subsidy_income(a) + vat_credit_refunded(a)
    spent = operating_cost_ex_vat(a) + running_input_vat(a) + vat_payable(a) + taxes_and_surcharges(a)
    return received - spent - income_tax(a)


def running_input_vat(a: Accounts) -> FloatArray:
    """VAT inside operating cost."""
    return a.running.input_vat


def net_investing_cash_flow(a: Accounts) -> FloatArray:
    """Assets and working capital recovered − construction, sustaining investment, decommissioning, working capital."""
    recovered = recovered_fixed_assets(a) + recovered_other_assets(a) + recovered_working_capital(a)
    spent = construction_investment(a) + sustaining_investment(a) + decommissioning_cost(a)
    return recovered - spent - working_capital_increase(a)


def net_financing_cash_flow(a: Accounts) -> FloatArray:
    """Equity + loans drawn + grants − interest − principal − dividends."""
    drawn = long_term_loan_drawn(a) + working_capital_loan_drawn(a) + short_term_loan_drawn(a)
    paid = all_interest_paid(a) + principal_repaid(a) + dividends(a)
    return equity_contributed(a) + drawn + capital_grants(a) - paid


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
