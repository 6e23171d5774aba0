"""Outlooks on small sites from numbers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

import numpy as np

from storage_model.assets.battery import Battery
from storage_model.blocks import FloatArray
from storage_model.foresight.outlook import Outlook
from storage_model.markets.market import Market
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.prices.forecasts.actual import ActualPrices
from storage_model.prices.forecasts.forecast import Forecast, PricesByName
from storage_model.scenario.site import Site
from tests.products import data, product
from tests.sites import MARKET_TIME, battery, horizon, site, spot

ACTUAL = ActualPrices(kind="actual")
Products = Callable[[PricesByName], list[Market]]


def outlook(
    actual: Mapping[str, Sequence[float] | FloatArray],
    *,
    forecast: Forecast = ACTUAL,
    own: PricesByName | None = None,
    station: Battery | None = None,
    products: Products | None = None,
    step_h: float = 1.0,
    start: str = "2026-01-01T00:00",
    zone: tzinfo = MARKET_TIME,
    **terms: int | None,
) -> Outlook:
    """Return the outlook of a battery at spot prices, unless its products are given; `own` is the user's forecast."""
    prices = {name: np.asarray(values, float) for name, values in actual.items()}
    over = horizon(len(prices["day_ahead"]), step_h, start, zone)

    def site_of(seen: PricesByName) -> Site:
        markets = [spot(seen["day_ahead"])] if products is None else products(seen)
        return site({"battery": battery() if station is None else station}, markets, over)

    whole = {"step": over.count, "look_ahead": over.count, **terms}
    ahead = forecast.ahead(prices, own or {}, over)
    return Outlook(site_of=site_of, actual_site=site_of(prices), actual=prices, ahead=ahead, **whole)  # type: ignore[arg-type]


def settled_twice(over_hours: int, **fields: object) -> Products:
    """Return energy settled day-ahead and in real time, at whatever prices are seen."""

    def products(seen: PricesByName) -> list[Market]:
        given = data(horizon(over_hours), **seen)
        terms = {"kind": "two_settlement", "position": "plan", **fields}
        return [product(TwoSettlementMarket, given, "energy", **terms)]

    return products
