"""项目资本金现金流量表: what owners put in and what is left for them after loans."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.cash import (
    decommissioning_cost,
    in_lines,
    input_vat_recovered,
    operating_cost,
    recovered_fixed_assets,
    recovered_other_assets,
    recovered_working_capital,
    revenue,
    subsidy_income,
    sustaining_investment,
    taxes_and_surcharges,
    vat_credit_refunded,
    vat_payable,
)
from storage_model.finance.lines.profit import income_tax, interest_expense
from storage_model.finance.statements.statement import Line, Statement, arranged, cumulative

KEY = "equity_cash_flow"


def equity_cash_flow(a: Accounts) -> Statement:
    """Return the statement; VAT inside the lines or net of it, as the option says."""
    return arranged(KEY, a, _lines(a))


def _lines(a: Accounts) -> tuple[Line, ...]:
    vat_in, vat_out = ((), (vat_payable,)) if in_lines(a) else ((input_vat_recovered,), ())
    return (
        *(cash_inflow, revenue, subsidy_income, vat_credit_refunded, *vat_in),
        *(recovered_fixed_assets, recovered_other_assets, recovered_working_capital, short_term_loan_drawn),
        *(cash_outflow, equity_paid_in, principal_repaid, interest_paid, operating_cost, *vat_out),
        *(taxes_and_surcharges, income_tax, sustaining_investment, decommissioning_cost),
        *(net_cash_flow_after_tax, cumulative_after_tax),
    )


def cash_inflow(a: Accounts) -> FloatArray:
    """Sum of the inflows below."""
    received = revenue(a) + subsidy_income(a) + vat_credit_refunded(a) + short_term_loan_drawn(a)
    received = received if in_lines(a) else received + input_vat_recovered(a)
    return received + recovered_fixed_assets(a) + recovered_other_assets(a) + recovered_working_capital(a)


def short_term_loan_drawn(a: Accounts) -> FloatArray:
    """Loan that bridges a year short of cash; repaid the year after."""
    return a.short_term.drawn


def cash_outflow(a: Accounts) -> FloatArray:
    """Sum of the outflows below."""
    spent = equity_paid_in(a) + principal_repaid(a) + interest_paid(a) + operating_cost(a) + taxes_and_surcharges(a)
    spent = spent + vat_payable(a) if in_lines(a) else spent
    return spent + income_tax(a) + sustaining_investment(a) + decommissioning_cost(a)


def equity_paid_in(a: Accounts) -> FloatArray:
    """Equity for investment, for interest owners pay during construction, and for working capital.

    What owners add in a year short of cash is no separate outflow: the year's negative net flow is that money.
    """
    return a.owners.planned


def principal_repaid(a: Accounts) -> FloatArray:
    """Principal of long-term and short-term loans, and of the working-capital loan in the last year."""
    return a.long_term.principal + a.short_term.principal + a.working_capital.repaid


def interest_paid(a: Accounts) -> FloatArray:
    """Interest of the operating years on all loans."""
    return interest_expense(a)


def net_cash_flow_after_tax(a: Accounts) -> FloatArray:
    """Cash inflow − cash outflow."""
    return cash_inflow(a) - cash_outflow(a)


def cumulative_after_tax(a: Accounts) -> FloatArray:
    """Running sum of the net cash flow."""
    return cumulative(net_cash_flow_after_tax(a))
