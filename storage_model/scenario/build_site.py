"""The site of one calendar year: assets with their series, every product and policy term at that year's prices."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from storage_model.assets.asset import Asset
from storage_model.blocks import SeriesByField
from storage_model.markets.market import Market, MarketData
from storage_model.policies.terms import MarginFloorTerm, YearlyTerm
from storage_model.prices.series import Series
from storage_model.scenario.policy_markets import policy_markets, ruled
from storage_model.scenario.policy_terms import asset_terms
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site


def build_site(
    scenario: Scenario,
    calendar_year: int,
    assets: Mapping[str, Asset] | None = None,
    prices: SeriesByField | None = None,
) -> Site:
    """Return the site as it meets the market in a calendar year.

    `assets` as they stand then, as built unless given; at `prices` in place of those of the year where they are given.
    """
    years_later = calendar_year - scenario.horizon.start.year
    return Site(
        horizon=scenario.horizon,
        assets=assets or scenario.assets,
        series={name: _values(scenario.series[name], years_later) for name in scenario.assets},
        markets=(*_products(scenario, calendar_year, prices), *policy_markets(scenario, calendar_year)),
        connection=scenario.connection,
    )


def yearly_terms(scenario: Scenario) -> tuple[YearlyTerm, ...]:
    """Return what policies pay or charge by the year."""
    return tuple(term for _, term in asset_terms(scenario) if isinstance(term, YearlyTerm))


def margin_floors(scenario: Scenario) -> tuple[MarginFloorTerm, ...]:
    """Return the margins that policies guarantee."""
    return tuple(term for _, term in asset_terms(scenario) if isinstance(term, MarginFloorTerm))


def _products(scenario: Scenario, calendar_year: int, prices: SeriesByField | None) -> Iterator[Market]:
    """Yield the market products at the prices of a calendar year; the series are those of the year they begin in."""
    years_later = calendar_year - scenario.horizon.start.year
    data = MarketData(
        horizon=scenario.horizon,
        prices=prices_of(scenario, calendar_year) if prices is None else prices,
        own={},
        rated_mw={name: asset.rated_power_mw for name, asset in scenario.assets.items()},
        out_mw={name: asset.most_out_mw for name, asset in scenario.assets.items()},
        in_mw={name: asset.most_in_mw for name, asset in scenario.assets.items()},
    )
    for key, market in ruled(scenario, calendar_year).items():
        yield market.product(key, replace(data, own=_values(scenario.market_series[key], years_later)))


def prices_of(scenario: Scenario, calendar_year: int) -> SeriesByField:
    """Return the market prices of a calendar year: its own where it has them, else those the path leads to."""
    own = scenario.prices_of_year.get(calendar_year)
    if own is not None:
        return {name: series.values for name, series in own.items()}
    return _on_path(scenario, scenario.prices, calendar_year)


def forecast_of(scenario: Scenario, calendar_year: int) -> SeriesByField:
    """Return the user's own forecast of a calendar year, led along the same path as the prices."""
    return _on_path(scenario, scenario.forecast, calendar_year)


def _on_path(scenario: Scenario, prices: Mapping[str, Series], calendar_year: int) -> SeriesByField:
    years_later, path = calendar_year - scenario.horizon.start.year, scenario.price_path
    return {name: path.prices_after(years_later, series.after(years_later)) for name, series in prices.items()}


def _values(series: Mapping[str, Series], years_later: int) -> SeriesByField:
    return {field: one.after(years_later) for field, one in series.items()}
