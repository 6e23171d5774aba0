"""From the terms people write and the streams of the operating years to the numbers an evaluation reads."""

from collections.abc import Iterator, Mapping
from typing import cast

import numpy as np

from storage_model.assets.catalogue import ASSETS
from storage_model.blocks import FloatArray
from storage_model.cases.financing_numbers import distribution, hurdle, investors, loans, options, tax
from storage_model.finance.terms.investment import Grant, InvestmentLine, SustainingLine, WriteOff
from storage_model.finance.terms.operation import CostCategory, OperatingCost, Revenue, Subsidy, WorkingCapital
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import Timeline
from storage_model.lifetime.record import Lifetime
from storage_model.policies.catalogue import POLICIES
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.finance_terms.investment import SustainingItem
from storage_model.units import KW_PER_MW

# What policies charge whatever energy is metered, and the element of cost it is.
FIXED_COSTS: Mapping[str, CostCategory] = {
    key: cast(CostCategory, element) for policy in POLICIES.values() for key, element in policy.fixed_costs.items()
}
# What assets and fees charge by the meter is bought energy and fuel, except what an asset calls its upkeep.
STREAM_CATEGORY: Mapping[str, CostCategory] = {
    **{key: "repairs" for asset in ASSETS.values() for key in asset.upkeep},
    **FIXED_COSTS,
}


def project_numbers(terms: ProjectTerms, lifetime: Lifetime, rated_mw: float, stores: bool) -> Project:
    """Return the numbers of one project.

    `rated_mw` is the power of its assets, `stores` whether all of them store energy.
    """
    timeline = Timeline(construction_years=terms.construction_years, operating_years=terms.operating_years)
    out_mwh = sum((operating(terms, lifetime, lifetime.out_mwh[name]) for name in terms.assets), np.zeros(()))
    revenue = tuple(_revenue(terms, lifetime))
    return Project(
        timeline=timeline,
        investment=tuple(_investment(terms)),
        revenue=revenue,
        costs=(*_metered(terms, lifetime), *_yearly(terms, rated_mw, out_mwh)),
        tax=tax(terms, timeline, revenue),
        hurdle=hurdle(terms),
        loans=loans(terms),
        working_capital=_working_capital(terms, rated_mw),
        sustaining=(*_sustaining(terms), *_purchases(terms, lifetime)),
        subsidies=tuple(_subsidies(terms)),
        grants=tuple(_grants(terms, timeline.periods)),
        short_term_rate_frac=None if terms.short_term_loan is None else terms.short_term_loan.rate_frac,
        distribution=distribution(terms),
        investors=investors(terms),
        options=options(terms),
        sold_mwh=out_mwh,
        discharged_mwh=out_mwh if stores else None,
    )


def operating(terms: ProjectTerms, lifetime: Lifetime, by_calendar_year: FloatArray) -> FloatArray:
    """Return the years in which the project operates, of an array (…, years) over all operating years of the site."""
    first = lifetime.calendar_years.index(terms.first_operating_year)
    return by_calendar_year[..., first : first + terms.operating_years]


def _investment(terms: ProjectTerms) -> Iterator[InvestmentLine]:
    phases = np.array(terms.phases_frac)
    for item in terms.investment.values():
        yield InvestmentLine(
            category=item.category,
            yuan=item.amount_yuan * phases,
            vat_frac=item.vat_frac,
            write_off=WriteOff(
                asset_class=item.asset_class,
                life_years=item.life_years,
                residual_frac=item.residual_frac,
                method=item.method,
                recovered_at_end=item.recovered_at_end,
            ),
        )
    if terms.contingency is not None:
        yield InvestmentLine(
            category="contingency",
            yuan=np.array(terms.contingency_yuan),
            vat_frac=0.0,
            write_off=WriteOff(
                asset_class="fixed",
                life_years=terms.contingency.life_years,
                residual_frac=terms.contingency.residual_frac,
            ),
        )


def _revenue(terms: ProjectTerms, lifetime: Lifetime) -> Iterator[Revenue]:
    for stream in lifetime.of_assets(terms.assets):
        if stream.side == "revenue":
            yield Revenue(key=stream.key, yuan=operating(terms, lifetime, stream.yuan), vat_frac=stream.vat_frac)


def _metered(terms: ProjectTerms, lifetime: Lifetime) -> Iterator[OperatingCost]:
    """Yield what markets, policies and assets charge; a stream is negative money, a cost a positive row."""
    for stream in lifetime.of_assets(terms.assets):
        if stream.side == "cost":
            yield OperatingCost(
                category=STREAM_CATEGORY.get(stream.key, "fuel_and_power"),
                yuan=-operating(terms, lifetime, stream.yuan),
                vat_frac=stream.vat_frac,
                variable=stream.key not in FIXED_COSTS,
            )


def _yearly(terms: ProjectTerms, rated_mw: float, out_mwh: FloatArray) -> Iterator[OperatingCost]:
    """Yield every yearly cost in its fixed part, its part by energy, and its pay."""
    counted = _counted(terms)
    for cost in terms.operating_cost.values():
        growth: FloatArray = (1.0 + cost.escalation_frac_per_year) ** np.arange(terms.operating_years, dtype=np.float64)
        fixed = cost.yuan_per_year + cost.yuan_per_kw_year * rated_mw * KW_PER_MW
        fixed += cost.share_of_investment_frac_per_year * terms.investment_yuan
        planned = _padded(cost.yuan_by_year, terms.operating_years)
        yield OperatingCost(category=cost.category, yuan=fixed * growth * counted + planned, vat_frac=cost.vat_frac)
        if cost.yuan_per_mwh_out:
            yield OperatingCost(
                category=cost.category,
                yuan=cost.yuan_per_mwh_out * out_mwh * growth,
                vat_frac=cost.vat_frac,
                variable=True,
            )
        if cost.staff is not None:
            pay = cost.staff.count * cost.staff.yuan_per_person_year
            yield OperatingCost(category="staff", yuan=pay * growth * counted, vat_frac=0.0)


def _counted(terms: ProjectTerms) -> FloatArray:
    """Return the share of each operating year that counts: the first may begin in its course, shape (years,)."""
    share = np.ones(terms.operating_years)
    share[0] = terms.first_year_share_frac
    return share


def _working_capital(terms: ProjectTerms, rated_mw: float) -> WorkingCapital:
    own, turnover = terms.working_capital, terms.working_capital.turnover
    return WorkingCapital(
        yuan=np.full(terms.operating_years, own.yuan + own.yuan_per_kw * rated_mw * KW_PER_MW),
        receivable_days=0.0 if turnover is None else turnover.receivable_days,
        stock_days=0.0 if turnover is None else turnover.stock_days,
        cash_days=0.0 if turnover is None else turnover.cash_days,
        payable_days=0.0 if turnover is None else turnover.payable_days,
        own_share_frac=own.own_share_frac,
        rate_frac=own.rate_frac,
    )


def _sustaining(terms: ProjectTerms) -> Iterator[SustainingLine]:
    for item in terms.sustaining_investment.values():
        yuan = np.zeros(terms.operating_years)
        for year in item.operating_years:
            if year <= terms.operating_years:
                yuan[year - 1] += item.amount_yuan
        yield SustainingLine(yuan=yuan, vat_frac=item.vat_frac, write_off=_write_off(item))
    if terms.decommissioning is not None:
        down = terms.decommissioning
        yuan = np.zeros(terms.operating_years)
        yuan[-1] = down.amount_yuan - down.scrap_yuan
        yield SustainingLine(kind="decommissioning", yuan=yuan, vat_frac=down.vat_frac, write_off=None)


def _purchases(terms: ProjectTerms, lifetime: Lifetime) -> Iterator[SustainingLine]:
    """Yield what is paid for new cells as an asset, and what the old ones bring as income of the year."""
    for purchase in (one for name in terms.assets for one in lifetime.purchases.get(name, ())):
        year = np.arange(1, terms.operating_years + 1) == purchase.operating_year
        write_off = WriteOff(asset_class="fixed", life_years=purchase.life_years, residual_frac=purchase.residual_frac)
        yield SustainingLine(yuan=purchase.yuan * year, vat_frac=purchase.vat_frac, write_off=write_off)
        if purchase.salvage_yuan:
            yield SustainingLine(
                kind="decommissioning", yuan=-purchase.salvage_yuan * year, vat_frac=purchase.vat_frac, write_off=None
            )


def _write_off(item: SustainingItem) -> WriteOff | None:
    if item.write_off is None:
        return None
    return WriteOff(
        asset_class="fixed",
        life_years=item.write_off.life_years,
        residual_frac=item.write_off.residual_frac,
        method=item.write_off.method,
        recovered_at_end=item.write_off.recovered_at_end,
    )


def _subsidies(terms: ProjectTerms) -> Iterator[Subsidy]:
    for support in terms.subsidies.values():
        yield Subsidy(yuan=_padded(support.yuan_by_year, terms.operating_years), taxable=support.taxable)


def _grants(terms: ProjectTerms, periods: int) -> Iterator[Grant]:
    for grant in terms.grants.values():
        yield Grant(
            yuan=grant.amount_yuan * (np.arange(1, periods + 1) == grant.period),
            treatment=grant.treatment,
            spread_years=grant.spread_years,
            taxable=grant.taxable,
        )


def _padded(amounts: list[float], years: int) -> FloatArray:
    """Return amounts by year, zeros beyond the list, shape (years,)."""
    padded = np.zeros(years)
    padded[: len(amounts)] = amounts[:years]
    return padded
