"""The site of one calendar year: assets with their series, every product and policy term at that year's prices."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from storage_model.blocks import SeriesByField
from storage_model.markets.market import Market, MarketData
from storage_model.policies.terms import MarginFloorTerm, YearlyTerm
from storage_model.prices.series import Series
from storage_model.scenario.policy_markets import policy_markets, ruled
from storage_model.scenario.policy_terms import asset_terms, operating_years
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site


def build_site(scenario: Scenario, calendar_year: int) -> Site:
    """Return the site as it meets the market in a calendar year."""
    return Site(
        horizon=scenario.horizon,
        assets=scenario.assets,
        series={name: _values(scenario.series[name]) for name in scenario.assets},
        markets=(*_products(scenario, calendar_year), *policy_markets(scenario, calendar_year)),
        connection=scenario.connection,
    )


def yearly_terms(scenario: Scenario) -> tuple[YearlyTerm, ...]:
    """Return what policies pay or charge by the year."""
    return tuple(term for _, term in asset_terms(scenario) if isinstance(term, YearlyTerm))


def margin_floors(scenario: Scenario) -> tuple[MarginFloorTerm, ...]:
    """Return the margins that policies guarantee."""
    return tuple(term for _, term in asset_terms(scenario) if isinstance(term, MarginFloorTerm))


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
    for key, market in ruled(scenario, calendar_year).items():
        yield market.product(key, replace(data, own=_values(scenario.market_series[key])))


def _values(series: Mapping[str, Series]) -> SeriesByField:
    return {field: one.values for field, one in series.items()}


__all__ = ["build_site", "margin_floors", "operating_years", "yearly_terms"]
