"""The indicators of a project from its accounts, by the key under which reports know them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators import break_even, coverage, levelised, payback, profitability, rates
from storage_model.finance.indicators.indicator import IndicatorArray, State
from storage_model.finance.lines import profit
from storage_model.finance.lines.building import interest_during_construction
from storage_model.finance.lines.cash import taxes_and_surcharges
from storage_model.finance.statements import balance_sheet, equity_cash_flow, project_cash_flow

Measures = Mapping[str, IndicatorArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """The flows the indicators of return are made of, shape (…, periods) each [yuan]."""

    pre_tax: FloatArray
    after_tax: FloatArray
    equity: FloatArray

    @classmethod
    def of(cls, a: Accounts) -> "Flows":
        """Return the flows of the two cash-flow statements."""
        pre_tax = project_cash_flow.net_cash_flow_pre_tax(a)
        return cls(
            pre_tax=pre_tax,
            after_tax=pre_tax - a.taxes.adjusted,
            equity=equity_cash_flow.net_cash_flow_after_tax(a),
        )


def measures(a: Accounts) -> Measures:
    """Return every indicator, shape (…), in the order a reader meets them."""
    flows = Flows.of(a)
    return {**_amounts(a), **_returns(a, flows), **_paybacks(a, flows), **_coverage(a), **_ratios(a, flows)}


def _amounts(a: Accounts) -> Measures:
    static, interest = a.investment.total.sum(axis=-1), interest_during_construction(a).sum(axis=-1)
    working_capital = a.working_capital.increase.sum(axis=-1)
    return {
        "total_investment_yuan": IndicatorArray.of(static + interest + working_capital),
        "static_investment_yuan": IndicatorArray.of(static),
        "interest_during_construction_yuan": IndicatorArray.of(interest),
        "working_capital_yuan": IndicatorArray.of(working_capital),
    }


def _returns(a: Accounts, flows: Flows) -> Measures:
    first_t, hurdle = a.options.first_t, a.hurdle
    return {
        "irr_project_pre_tax_frac": rates.irr(flows.pre_tax),
        "irr_project_after_tax_frac": rates.irr(flows.after_tax),
        "irr_equity_frac": rates.irr(flows.equity),
        "npv_project_pre_tax_yuan": IndicatorArray.of(rates.npv(flows.pre_tax, hurdle.project_pre_tax_frac, first_t)),
        "npv_project_after_tax_yuan": IndicatorArray.of(
            rates.npv(flows.after_tax, hurdle.project_after_tax_frac, first_t)
        ),
        "npv_equity_yuan": IndicatorArray.of(rates.npv(flows.equity, hurdle.equity_frac, first_t)),
        "mirr_project_after_tax_frac": rates.mirr(
            flows.after_tax, hurdle.project_after_tax_frac, hurdle.project_after_tax_frac
        ),
    }


def _paybacks(a: Accounts, flows: Flows) -> Measures:
    """Return the paybacks after tax, from the start of construction and from the start of operation.

    Before tax the static one.
    """
    static = payback.payback(flows.after_tax)
    discounted = payback.payback_discounted(flows.after_tax, a.hurdle.project_after_tax_frac)
    return {
        "payback_static_years": static,
        "payback_discounted_years": discounted,
        "payback_static_from_operation_years": payback.since_operation(static, a.construction_years),
        "payback_discounted_from_operation_years": payback.since_operation(discounted, a.construction_years),
        "payback_static_pre_tax_years": payback.payback(flows.pre_tax),
    }


def _coverage(a: Accounts) -> Measures:
    ebit, interest = profit.ebit(a), profit.interest_expense(a)
    available, service = profit.cash_for_debt_service(a), profit.debt_service(a)
    operating = slice(a.construction_years, None)
    debt = a.long_term.closing
    return {
        "dscr_min": coverage.lowest_coverage(coverage.dscr_by_year(available, service)),
        "icr_min": coverage.lowest_coverage(coverage.icr_by_year(ebit, interest)),
        "llcr": coverage.llcr(
            available[..., operating],
            (a.long_term.principal + a.long_term.interest)[..., operating],
            debt[..., a.construction_years - 1],
            _loan_rate(a)[..., operating],
        ),
        "liability_ratio_max_frac": coverage.highest_liability(balance_sheet.liability_ratio(a)),
        "loan_repayment_years": coverage.repayment_years(debt + a.short_term.closing, profit.repayment_funds(a)),
    }


def _loan_rate(a: Accounts) -> FloatArray:
    """Return the mean rate of the long-term debt by year: interest / debt at its start, 0 without debt."""
    opening = a.long_term.closing + a.long_term.principal
    return np.divide(a.long_term.interest, opening, out=np.zeros_like(opening), where=opening > 0)


def _ratios(a: Accounts, flows: Flows) -> Measures:
    """Return ROI and ROE on the mean operating year, break-even of the mean year, cost per MWh, benefit over cost."""
    operating = slice(a.construction_years, None)
    invested = a.investment.total.sum(axis=-1) + interest_during_construction(a).sum(axis=-1)
    invested = invested + a.working_capital.increase.sum(axis=-1)
    revenue, variable, taxes = (
        values[..., operating].mean(axis=-1)
        for values in (a.income.revenue, a.running.variable, taxes_and_surcharges(a))
    )
    fixed = (profit.total_cost(a) - a.running.variable)[..., operating].mean(axis=-1)
    sold = a.sold_mwh[..., operating].mean(axis=-1)
    share_taxed = np.divide(taxes, revenue, out=np.zeros_like(revenue), where=revenue > 0)
    rate, first_t = a.hurdle.project_pre_tax_frac, a.options.first_t
    return {
        "roi_frac": profitability.roi(profit.ebit(a)[..., operating], invested),
        "roe_frac": profitability.roe(profit.net_profit(a)[..., operating], a.owners.paid_in.sum(axis=-1)),
        "bep_utilisation_frac": break_even.break_even_utilisation(fixed, revenue, variable, taxes),
        "bep_price_yuan_per_mwh": break_even.break_even_price(fixed, variable, sold, share_taxed),
        "lcos_yuan_per_mwh": _lcos(a, flows),
        "benefit_cost_ratio": levelised.benefit_cost(
            project_cash_flow.cash_inflow(a), project_cash_flow.cash_outflow(a), rate, first_t
        ),
    }


def _lcos(a: Accounts, flows: Flows) -> IndicatorArray:
    """Return the levelised cost: what keeps the flow before tax below revenue and support, per MWh discharged."""
    if a.discharged_mwh is None:
        nothing = np.zeros(flows.pre_tax.shape[:-1])
        return IndicatorArray.of(nothing, (State.NOT_APPLICABLE, np.ones(nothing.shape, dtype=np.bool_)))
    support = a.income.subsidy + a.income.grants_in_operation + a.vat.refunded_on_levy + a.investment.grants
    cost = a.income.revenue + support - flows.pre_tax
    return levelised.lcos(cost, a.discharged_mwh, a.hurdle.project_pre_tax_frac, a.options.first_t)
