"""财务指标汇总表: what is invested, earned and paid over the life, and every indicator; one figure each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.lines import profit
from storage_model.finance.lines.building import long_term_loan_drawn
from storage_model.finance.lines.cash import taxes_and_surcharges
from storage_model.finance.lines.sales import operating_cost_ex_vat, revenue_ex_vat

KEY: Final = "indicator_summary"
_INVESTED: Final = (
    *("static_investment_yuan", "interest_during_construction_yuan", "working_capital_yuan", "total_investment_yuan"),
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
    rows = [Figure(key=key, found=indicators[key]) for key in _INVESTED]
    rows += [Figure(key=key, found=Indicator(value, "ok")) for key, value in _sums(a)]
    rows += [Figure(key=key, found=found) for key, found in indicators.items() if key not in _INVESTED]
    return IndicatorSummary(key=KEY, rows=tuple(rows))


def _sums(a: Accounts) -> Iterator[tuple[str, float]]:
    """Yield sums over all years [yuan], and the energy sold in the mean operating year [MWh]."""

    def whole(values: FloatArray) -> float:
        return float(np.sum(values))

    yield "equity_planned_yuan", whole(a.owners.planned)
    yield "long_term_debt_yuan", whole(long_term_loan_drawn(a) + a.long_term.capitalised)
    yield "sold_mean_year_mwh", float(a.sold_mwh[..., a.construction_years :].mean())
    yield "revenue_all_years_yuan", whole(revenue_ex_vat(a))
    yield "other_income_all_years_yuan", whole(profit.other_income(a))
    yield "operating_cost_all_years_yuan", whole(operating_cost_ex_vat(a))
    yield "total_cost_all_years_yuan", whole(profit.total_cost(a))
    yield "taxes_and_surcharges_all_years_yuan", whole(taxes_and_surcharges(a))
    yield "vat_paid_all_years_yuan", whole(a.vat.payable)
    yield "profit_all_years_yuan", whole(profit.profit_before_tax(a))
    yield "income_tax_all_years_yuan", whole(profit.income_tax(a))
    yield "net_profit_all_years_yuan", whole(profit.net_profit(a))
