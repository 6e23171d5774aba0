"""One quantity of a project moved, everything else held, the dispatch too: for goal seek and sensitivity.

A held dispatch earns no more than a new one would, so a price or support found this way is on the safe side. A factor
may be an array: one variant of the project for each.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.indicators.crossing import IndicatorAt
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.measures import measures
from storage_model.finance.terms.investment import InvestmentLine
from storage_model.finance.terms.operation import OperatingCost, Revenue, Subsidy
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import Amount, by_variant

Lever = Callable[[Project, Amount], Project]
"""setting of shape (…): one number, or one for each variant to be valued together"""

_Line = TypeVar("_Line", InvestmentLine, Revenue, OperatingCost)


def indicator_under(terms: Project, lever: Lever, key: str) -> IndicatorAt:
    """Return the map from a lever's setting to one indicator of the project."""
    return lambda setting: measures(keep_accounts(lever(terms, setting)))[key].one()


def scale_investment(terms: Project, factor: Amount) -> Project:
    """Multiply the construction investment; loans that pay a share of it follow, loans of a fixed sum do not."""
    return replace(terms, investment=_times(terms.investment, factor))


def scale_revenue(terms: Project, factor: Amount) -> Project:
    """Multiply all sales, as a change of every price does."""
    return replace(terms, revenue=_times(terms.revenue, factor))


def scale_operating_cost(terms: Project, factor: Amount) -> Project:
    """Multiply the running cost, energy bought included."""
    return replace(terms, costs=_times(terms.costs, factor))


def scale_sales_of(key: str) -> Lever:
    """Return the lever that multiplies the sales of one kind."""

    def lever(terms: Project, factor: Amount) -> Project:
        moved = tuple(_times([line], factor)[0] if line.key == key else line for line in terms.revenue)
        return replace(terms, revenue=moved)

    return lever


def scale_cost_of(variable: bool) -> Lever:
    """Return the lever that multiplies the cost that moves with output, or all the other running cost."""

    def lever(terms: Project, factor: Amount) -> Project:
        moved = tuple(_times([line], factor)[0] if line.variable is variable else line for line in terms.costs)
        return replace(terms, costs=moved)

    return lever


def scale_output(terms: Project, factor: Amount) -> Project:
    """Multiply sales, the cost that moves with them and the energy, as the break-even utilisation does."""
    each, moved = by_variant(factor), scale_cost_of(variable=True)(scale_revenue(terms, factor), factor)
    discharged = None if terms.discharged_mwh is None else terms.discharged_mwh * each
    return replace(moved, sold_mwh=terms.sold_mwh * each, discharged_mwh=discharged)


def scale_interest(terms: Project, factor: Amount) -> Project:
    """Multiply the interest rate of every loan: long-term, working-capital and short-term."""
    each, periods = by_variant(factor), terms.timeline.periods

    def by_period(rate: Amount) -> FloatArray:
        """Return the rate of every period, shape (…, periods)."""
        given = np.asarray(rate, dtype=np.float64)
        return np.broadcast_to(given, (*given.shape[:-1], periods)) * each

    short = terms.short_term_rate_frac
    return replace(
        terms,
        loans=tuple(replace(loan, rate_frac=by_period(loan.rate_frac)) for loan in terms.loans),
        working_capital=replace(terms.working_capital, rate_frac=terms.working_capital.rate_frac * each),
        short_term_rate_frac=None if short is None else by_period(short),
    )


def support(units: Amount, *, taxable: bool = True) -> Lever:
    """Return the lever of a subsidy: so many yuan for each unit, no VAT inside.

    `units` by operating year, shape (operating,): MWh sold or discharged, kW of firm capacity; zero once it has run
    out.
    """

    def lever(terms: Project, yuan_per_unit: Amount) -> Project:
        more = Subsidy(yuan=units * by_variant(yuan_per_unit), taxable=taxable)
        return replace(terms, subsidies=(*terms.subsidies, more))

    return lever


def _times(lines: Sequence[_Line], factor: Amount) -> tuple[_Line, ...]:
    return tuple(replace(line, yuan=np.asarray(line.yuan) * by_variant(factor)) for line in lines)
