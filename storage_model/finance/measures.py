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
from storage_model.finance.statements.investor_cash_flow import flows_of, net_investor_cash_flow

Measures = Mapping[str, IndicatorArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """What the indicators are made of, shape (…, periods) each [yuan]: flows by year, profit, what debt asks for."""

    pre_tax: FloatArray
    after_tax: FloatArray
    equity: FloatArray
    ebit: FloatArray
    interest: FloatArray
    net_profit: FloatArray
    for_debt_service: FloatArray

    @classmethod
    def of(cls, a: Accounts) -> "Yearly":
        """Return the yearly amounts of the statements, each computed once."""
        pre_tax = project_cash_flow.net_cash_flow_pre_tax(a)
        ebitda, interest = profit.ebitda(a), profit.interest_expense(a)
        ebit = ebitda - profit.depreciation(a) - profit.amortisation(a)
        return cls(
            pre_tax=pre_tax,
            after_tax=pre_tax - a.taxes.adjusted,
            equity=equity_cash_flow.net_cash_flow_after_tax(a),
            ebit=ebit,
            interest=interest,
            net_profit=ebit - interest - a.taxes.income,
            for_debt_service=ebitda - a.taxes.income - a.running.capitalised - a.income.grants_released,
        )


def measures(a: Accounts) -> Measures:
    """Return every indicator, shape (…), in the order a reader meets them."""
    yearly = Yearly.of(a)
    return {
        **_amounts(a),
        **_returns(a, yearly),
        **_paybacks(a, yearly),
        **_coverage(a, yearly),
        **_ratios(a, yearly),
    }


def _amounts(a: Accounts) -> Measures:
    return {
        "total_investment_yuan": IndicatorArray.of(_invested(a)),
        "static_investment_yuan": IndicatorArray.of(a.investment.total.sum(axis=-1)),
        "interest_during_construction_yuan": IndicatorArray.of(interest_during_construction(a).sum(axis=-1)),
        "working_capital_yuan": IndicatorArray.of(a.working_capital.increase.sum(axis=-1)),
    }


def _invested(a: Accounts) -> FloatArray:
    """Return 项目总投资: construction investment, interest during construction, working capital."""
    interest, working_capital = interest_during_construction(a), a.working_capital.increase
    invested: FloatArray = a.investment.total.sum(axis=-1) + interest.sum(axis=-1) + working_capital.sum(axis=-1)
    return invested


def _returns(a: Accounts, yearly: Yearly) -> Measures:
    first_t, hurdle = a.options.first_t, a.hurdle
    after_tax_frac = hurdle.project_after_tax_frac
    return {
        "irr_project_pre_tax_frac": rates.irr(yearly.pre_tax),
        "irr_project_after_tax_frac": rates.irr(yearly.after_tax),
        "irr_equity_frac": rates.irr(yearly.equity),
        "npv_project_pre_tax_yuan": IndicatorArray.of(rates.npv(yearly.pre_tax, hurdle.project_pre_tax_frac, first_t)),
        "npv_project_after_tax_yuan": IndicatorArray.of(rates.npv(yearly.after_tax, after_tax_frac, first_t)),
        "npv_equity_yuan": IndicatorArray.of(rates.npv(yearly.equity, hurdle.equity_frac, first_t)),
        "mirr_project_after_tax_frac": rates.mirr(yearly.after_tax[..., a.own_years], after_tax_frac, after_tax_frac),
        **_of_investors(a, first_t),
    }


def _of_investors(a: Accounts, first_t: float) -> Measures:
    """Return rate and present value of each owner where there are several; one owner has those of the dividends."""
    if len(a.investors) < 2:
        return {}
    found: dict[str, IndicatorArray] = {}
    for number, investor in enumerate(a.investors, 1):
        net = net_investor_cash_flow(flows_of(a, investor))
        found[f"irr_investor_{number}_frac"] = rates.irr(net)
        found[f"npv_investor_{number}_yuan"] = IndicatorArray.of(rates.npv(net, a.hurdle.equity_frac, first_t))
    return found


def _paybacks(a: Accounts, yearly: Yearly) -> Measures:
    """Return the paybacks after tax, counted from the start of construction and of operation; before tax the static.

    Construction is the project's own, whenever the site's calendar begins.
    """
    after_tax, built = yearly.after_tax[..., a.own_years], a.construction_years - a.years_before
    static = payback.payback(after_tax)
    discounted = payback.payback_discounted(after_tax, a.hurdle.project_after_tax_frac)
    return {
        "payback_static_years": static,
        "payback_discounted_years": discounted,
        "payback_static_from_operation_years": payback.since_operation(static, built),
        "payback_discounted_from_operation_years": payback.since_operation(discounted, built),
        "payback_static_pre_tax_years": payback.payback(yearly.pre_tax[..., a.own_years]),
    }


def _coverage(a: Accounts, yearly: Yearly) -> Measures:
    service = a.long_term.principal + a.short_term.principal + yearly.interest
    long_term = a.long_term.principal + a.long_term.interest
    operating, debt, own = slice(a.construction_years, None), a.long_term.closing, a.own_years
    funds = yearly.net_profit + profit.depreciation(a) + profit.amortisation(a)
    return {
        "dscr_min": coverage.lowest_coverage(coverage.dscr_by_year(yearly.for_debt_service, service)),
        "icr_min": coverage.lowest_coverage(coverage.icr_by_year(yearly.ebit, yearly.interest)),
        "llcr": coverage.llcr(
            yearly.for_debt_service[..., operating],
            long_term[..., operating],
            debt[..., a.construction_years - 1],
            _loan_rate(a)[..., operating],
            drawn=(debt + a.long_term.principal)[..., operating] - debt[..., a.construction_years - 1 : -1],
        ),
        "liability_ratio_max_frac": coverage.highest_liability(balance_sheet.liability_ratio(a)),
        "loan_repayment_years": coverage.repayment_years(
            debt[..., own], funds[..., own], (a.short_term.closing + _lent_by_owners(a))[..., own]
        ),
    }


def _lent_by_owners(a: Accounts) -> FloatArray:
    """Return what lenders got that the project never earned: owners' top-ups and assets sold, less what owners had.

    At each year's end, shape (…, periods), never below zero.
    """
    recovered = a.assets.fixed.recovered + a.assets.intangible.recovered + a.assets.other.recovered
    put_in = a.owners.top_up + recovered + a.working_capital.recovered - a.working_capital.repaid
    had = a.owners.dividends + a.owners.liquidated
    return np.maximum(np.cumsum(put_in - had, axis=-1), 0.0)


def _loan_rate(a: Accounts) -> FloatArray:
    """Return the mean rate of the long-term debt by year: interest / debt at its start, 0 without debt."""
    opening = a.long_term.closing + a.long_term.principal
    return np.divide(a.long_term.interest, opening, out=np.zeros_like(opening), where=opening > 0)


def _ratios(a: Accounts, yearly: Yearly) -> Measures:
    """Return ROI and ROE on the mean operating year, break-even of the mean year, cost per MWh, benefit over cost."""
    operating = a.operating_years

    def mean(values: FloatArray) -> FloatArray:
        """Return the mean operating year, shape (…)."""
        return np.asarray(values[..., operating].mean(axis=-1))

    revenue, variable, taxes = mean(a.income.revenue), mean(a.running.variable), mean(taxes_and_surcharges(a))
    fixed = mean(profit.total_cost(a)) - variable
    share_taxed = np.divide(taxes, revenue, out=np.zeros(np.broadcast(taxes, revenue).shape), where=revenue > 0)
    inflow = project_cash_flow.cash_inflow_with_vat(a)
    return {
        "roi_frac": profitability.roi(yearly.ebit[..., operating], _invested(a)),
        "roe_frac": profitability.roe(yearly.net_profit[..., operating], a.owners.paid_in.sum(axis=-1)),
        "bep_utilisation_frac": break_even.break_even_utilisation(fixed, revenue, variable, taxes),
        "bep_price_yuan_per_mwh": break_even.break_even_price(fixed, variable, mean(a.sold_mwh), share_taxed),
        "lcos_yuan_per_mwh": _lcos(a, yearly.pre_tax),
        "benefit_cost_ratio": levelised.benefit_cost(
            inflow, inflow - yearly.pre_tax, a.hurdle.project_pre_tax_frac, a.options.first_t
        ),
    }


def _lcos(a: Accounts, pre_tax: FloatArray) -> IndicatorArray:
    """Return the levelised cost: what keeps the flow before tax below revenue and support, per MWh discharged."""
    if a.discharged_mwh is None:
        nothing = np.zeros(pre_tax.shape[:-1])
        return IndicatorArray.of(nothing, (State.NOT_APPLICABLE, np.ones(nothing.shape, dtype=np.bool_)))
    support = a.income.subsidy + a.income.grants_in_operation + a.vat.refunded_on_levy + a.investment.grants
    cost = a.income.revenue + support - pre_tax
    return levelised.lcos(cost, a.discharged_mwh, a.hurdle.project_pre_tax_frac, a.options.first_t)
