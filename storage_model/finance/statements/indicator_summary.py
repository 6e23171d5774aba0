"""财务指标汇总表: what is invested, earned and paid over the life, and every indicator; one figure each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators.indicator import Indicator, State
from storage_model.finance.indicators.ratios import quotient
from storage_model.finance.lines import profit
from storage_model.finance.lines.building import long_term_loan_drawn
from storage_model.finance.lines.cash import taxes_and_surcharges
from storage_model.finance.lines.sales import operating_cost_ex_vat, revenue_ex_vat
from storage_model.finance.statements.funding_plan import total_investment

KEY: Final = "indicator_summary"
_INVESTED: Final = (
    "static_investment_yuan",
    "interest_during_construction_yuan",
    "working_capital_yuan",
    "total_investment_yuan",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row: a value, or the state that says why there is none."""

    key: str
    found: Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSummary:
    """The statement: its rows in order."""

    key: str
    rows: tuple[Figure, ...]


def indicator_summary(a: Accounts, indicators: Mapping[str, Indicator]) -> IndicatorSummary:
    """Return the statement: investment and its sources, sums over the life, then the indicators."""
    first = {key: indicators[key] for key in _INVESTED}
    found = {**first, **_sources(a), **_sums(a), **indicators}
    return IndicatorSummary(key=KEY, rows=tuple(Figure(key=key, found=one) for key, one in found.items()))


def _sources(a: Accounts) -> Mapping[str, Indicator]:
    """Return what owners and lenders bring by plan; 资本金比例 is what the capital rules for projects ask for."""
    equity, invested = whole(a.owners.planned), whole(total_investment(a))
    return {
        "equity_planned_yuan": Indicator(equity, State.OK),
        "equity_share_frac": quotient(equity, invested, State.NO_INVESTMENT).one(),
        "long_term_debt_yuan": Indicator(whole(long_term_loan_drawn(a) + a.long_term.capitalised), State.OK),
    }


def _sums(a: Accounts) -> Mapping[str, Indicator]:
    """Return sums over all years [yuan], and the energy sold in the mean operating year [MWh]."""
    sums = {
        "sold_mean_year_mwh": float(a.sold_mwh[..., a.operating_years].mean()),
        "revenue_all_years_yuan": whole(revenue_ex_vat(a)),
        "other_income_all_years_yuan": whole(profit.other_income(a)),
        "operating_cost_all_years_yuan": whole(operating_cost_ex_vat(a)),
        "total_cost_all_years_yuan": whole(profit.total_cost(a)),
        "taxes_and_surcharges_all_years_yuan": whole(taxes_and_surcharges(a)),
        "vat_paid_all_years_yuan": whole(a.vat.payable),
        "profit_all_years_yuan": whole(profit.profit_before_tax(a)),
        "income_tax_all_years_yuan": whole(profit.income_tax(a)),
        "net_profit_all_years_yuan": whole(profit.net_profit(a)),
    }
    return {key: Indicator(value, State.OK) for key, value in sums.items()}


def whole(values: FloatArray) -> float:
    """Return the sum over all years."""
    return float(np.sum(values))
