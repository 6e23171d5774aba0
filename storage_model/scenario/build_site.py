"""The site of one calendar year: assets with their series, every product and policy term at that year's prices."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from storage_model.blocks import SeriesByField
from storage_model.horizon import Horizon
from storage_model.markets.demand_charge import DemandCharge
from storage_model.markets.energy_adder import EnergyAdder
from storage_model.markets.market import Market, MarketData
from storage_model.policies.terms import AssetFacts, DemandTerm, EnergyTerm, Term, YearlyTerm
from storage_model.prices.series import Series
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site


def operating_years(scenario: Scenario) -> tuple[int, ...]:
    """Return the calendar years from the first operating year of any project to the last of any."""
    spans = [(terms.first_operating_year, terms.operating_years) for terms in scenario.projects.values()]
    return tuple(range(min(first for first, _ in spans), max(first + years for first, years in spans)))


def build_site(scenario: Scenario, calendar_year: int) -> Site:
    """Return the site as it meets the market in a calendar year."""
    return Site(
        horizon=scenario.horizon,
        assets=scenario.assets,
        series={name: _values(scenario.series[name]) for name in scenario.assets},
        markets=(*_products(scenario, calendar_year), *_metered_terms(scenario)),
        connection=scenario.connection,
    )


def yearly_terms(scenario: Scenario) -> tuple[YearlyTerm, ...]:
    """Return what policies pay or charge by the year."""
    return tuple(term for _, term in _terms(scenario) if isinstance(term, YearlyTerm))


def _products(scenario: Scenario, calendar_year: int) -> Iterator[Market]:
    """Yield the market products at the prices of a calendar year; the series are those of the year they begin in."""
    years_later = calendar_year - scenario.horizon.start.year
    prices = {
        name: scenario.price_path.prices_after(years_later, series.values) for name, series in scenario.prices.items()
    }
    data = MarketData(
        horizon=scenario.horizon,
        prices=prices,
        own={},
        rated_mw={name: asset.rated_power_mw for name, asset in scenario.assets.items()},
        out_mw={name: asset.most_out_mw for name, asset in scenario.assets.items()},
        in_mw={name: asset.most_in_mw for name, asset in scenario.assets.items()},
    )
    for key, market in scenario.markets.items():
        yield market.product(key, replace(data, own=_values(scenario.market_series[key])))


def _metered_terms(scenario: Scenario) -> Iterator[Market]:
    for role, term in _terms(scenario):
        key = f"{role}_{term.key}_{term.asset}"
        if isinstance(term, EnergyTerm):
            yield energy_adder(key, term, scenario.horizon)
        elif isinstance(term, DemandTerm):
            yield demand_charge(key, term)


def energy_adder(key: str, term: EnergyTerm, horizon: Horizon) -> EnergyAdder:
    """Return the product of a term paid by the MWh, its rate of each month spread over the steps."""
    return EnergyAdder(
        key=key,
        stream=term.key,
        participants=(term.asset,),
        flow=term.flow,
        yuan_per_mwh=np.array(term.yuan_per_mwh_by_month)[horizon.month_of_step() - 1],
        side=term.side,
        vat_frac=term.vat_frac,
    )


def demand_charge(key: str, term: DemandTerm) -> DemandCharge:
    """Return the product of a term paid on each month's highest drawn power."""
    return DemandCharge(
        key=key,
        stream=term.key,
        participant=term.asset,
        yuan_per_kw_month=term.yuan_per_kw_month,
        share_frac=term.share_frac,
        vat_frac=term.vat_frac,
    )


def _terms(scenario: Scenario) -> Iterator[tuple[str, Term]]:
    """Yield every term of every policy for each asset it names, with the policy's role."""
    for role, policy in scenario.policies.items():
        for name in policy.assets:
            for term in policy.terms(_facts_of(scenario, name)):
                yield role, term


def _facts_of(scenario: Scenario, name: str) -> AssetFacts:
    asset = scenario.assets[name]
    owner = next(terms for terms in scenario.projects.values() if name in terms.assets)
    return AssetFacts(
        name=name,
        power_mw=asset.rated_power_mw,
        duration_h=asset.duration_h,
        first_operating_year=owner.first_operating_year,
    )


def _values(series: Mapping[str, Series]) -> SeriesByField:
    return {field: one.values for field, one in series.items()}
