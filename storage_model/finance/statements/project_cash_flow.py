"""项目投资现金流量表: the project as if owners paid for everything."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.building import (
    capital_grants,
    construction_investment,
    working_capital_increase,
)
from storage_model.finance.lines.cash import (
    decommissioning_cost,
    in_lines,
    input_vat_recovered,
    operating_cost,
    recovered_other_assets,
    recovered_working_capital,
    revenue,
    subsidy_income,
    sustaining_investment,
    taxes_and_surcharges,
    vat_credit_refunded,
    vat_payable,
)
from storage_model.finance.statements.statement import Line, Statement, arranged, cumulative

KEY = "project_cash_flow"


def project_cash_flow(a: Accounts) -> Statement:
    """Return the statement; VAT inside the lines or net of it, as the option says."""
    return arranged(KEY, a, _lines(a))


def _lines(a: Accounts) -> tuple[Line, ...]:
    vat_in, vat_out = ((), (vat_payable,)) if in_lines(a) else ((input_vat_recovered,), ())
    return (
        *(cash_inflow, revenue, subsidy_income, capital_grants, vat_credit_refunded, *vat_in),
        *(recovered_fixed_assets, recovered_other_assets, recovered_working_capital),
        *(cash_outflow, construction_investment, working_capital_increase, operating_cost, *vat_out),
        *(taxes_and_surcharges, sustaining_investment, decommissioning_cost),
        *(net_cash_flow_pre_tax, cumulative_pre_tax, adjusted_income_tax),
        *(net_cash_flow_after_tax, cumulative_after_tax),
    )


def cash_inflow(a: Accounts) -> FloatArray:
    """Sum of the inflows below."""
    received = revenue(a) + subsidy_income(a) + capital_grants(a) + vat_credit_refunded(a)
    received = received if in_lines(a) else received + input_vat_recovered(a)
    return received + recovered_fixed_assets(a) + recovered_other_assets(a) + recovered_working_capital(a)


def cash_inflow_with_vat(a: Accounts) -> FloatArray:
    """The inflow as it stands with VAT inside the lines, however the statement shows it: what ratios rest on."""
    return cash_inflow(a) if in_lines(a) else cash_inflow(a) - input_vat_recovered(a) + a.vat.output


def recovered_fixed_assets(a: Accounts) -> FloatArray:
    """Book value of fixed assets when the project ends, in its last year, without the interest during construction.

    With that interest where the option asks for values after financing. Sold at book value, so no tax on it.
    """
    strict = a.options.pre_financing_values == "without_construction_interest"
    return (a.assets.fixed_before_interest if strict else a.assets.fixed).recovered


def cash_outflow(a: Accounts) -> FloatArray:
    """Sum of the outflows below."""
    spent = construction_investment(a) + working_capital_increase(a) + operating_cost(a) + taxes_and_surcharges(a)
    spent = spent + vat_payable(a) if in_lines(a) else spent
    return spent + sustaining_investment(a) + decommissioning_cost(a)


def net_cash_flow_pre_tax(a: Accounts) -> FloatArray:
    """Cash inflow − cash outflow, before income tax."""
    return cash_inflow(a) - cash_outflow(a)


def cumulative_pre_tax(a: Accounts) -> FloatArray:
    """Running sum of the net cash flow before income tax."""
    return cumulative(net_cash_flow_pre_tax(a))


def adjusted_income_tax(a: Accounts) -> FloatArray:
    """Income tax on profit before interest, at the project's rates, losses and holidays.

    Depreciation is that of assets without the interest during construction, or with it where the option says so.
    """
    return a.taxes.adjusted


def net_cash_flow_after_tax(a: Accounts) -> FloatArray:
    """Net cash flow before income tax − adjusted income tax."""
    return net_cash_flow_pre_tax(a) - adjusted_income_tax(a)


def cumulative_after_tax(a: Accounts) -> FloatArray:
    """Running sum of the net cash flow after income tax."""
    return cumulative(net_cash_flow_after_tax(a))
