"""Every market product that decides something, small and with numbers that are not round."""

from collections.abc import Callable, Sequence

import numpy as np

from storage_model.horizon import Horizon
from storage_model.markets.contract_for_difference import ContractMarket
from storage_model.markets.market import Market, MarketData
from storage_model.markets.own_supply import OwnSupplyMarket
from storage_model.markets.primary_regulation import PrimaryRegulationMarket
from storage_model.markets.secondary_regulation import SecondaryRegulationMarket
from storage_model.markets.two_settlement import TwoSettlementMarket
from storage_model.markets.up_down import UpDownMarket
from tests.products import SERIES, data, product


def small_products(names: Sequence[str], over: Horizon) -> dict[str, Market]:
    """Return the products by name; all but gas plants hold power ready."""
    given = _data(names, over)
    batteries = [name for name in names if name != "gas"]
    found = {key: make(list(names), given) for key, make in ENERGY.items()}
    return found | ({key: make(batteries, given) for key, make in HELD.items()} if batteries else {})


def _data(names: Sequence[str], over: Horizon) -> MarketData:
    steps = np.arange(over.count)
    return data(
        over,
        rated_mw={name: {"battery": 10.0, "second": 3.0}.get(name, 4.0) for name in names},
        own={"demand": 1.5 + steps % 2, "up.price": 11.0 + steps % 3, "available": 1.0 - 0.5 * (steps % 2)},
        day_ahead=100.0 + 50.0 * steps % 370,
        purchase=107.0 + 50.0 * steps % 370,
        real_time=90.0 + 70.0 * steps % 410,
        real_time_purchase=95.0 + 70.0 * steps % 410,
    )


Make = Callable[[list[str], MarketData], Market]
ENERGY: dict[str, Make] = {
    "two_settlement_free": lambda names, given: product(
        TwoSettlementMarket, given, "two", kind="two_settlement", participants=names, position="free"
    ),
    "two_settlement_plan": lambda names, given: product(
        TwoSettlementMarket, given, "two", kind="two_settlement", participants=names, position="plan"
    ),
    "two_settlement_close": lambda names, given: product(
        TwoSettlementMarket, given, "two", kind="two_settlement", participants=names, position="free",
        most_deviation_mw=3.0,
    ),
    "contract": lambda names, given: product(
        ContractMarket, given, "contract", kind="contract_for_difference", participants=names[:1],
        quantity_mw=[5.0] * 12, price_yuan_per_mwh=[350.0] * 12, reference="day_ahead",
    ),
    "own_supply": lambda names, given: product(
        OwnSupplyMarket, given, "mine", kind="own_supply", participants=names, demand=SERIES,
        price_yuan_per_mwh=[620.0] * 12,
    ),
}  # fmt: skip
HELD: dict[str, Make] = {
    "up_down": lambda names, given: product(
        UpDownMarket, given, "regulation", kind="up_down", service="regulation", participants=names, most_mw=9.0,
        up={"price": SERIES, "called_frac": 0.3, "sustain_h": 0.5},
        down={"price_yuan_per_mw_h": 7.0, "called_frac": 0.15, "sustain_h": 0.25}, called_energy="real_time",
        called_in_per_out=1.25,
    ),
    "reserve_least": lambda names, given: product(
        UpDownMarket, given, "reserve", kind="up_down", service="reserve", participants=names, least_mw=1.25,
        up={"price_yuan_per_mw_h": 9.0, "sustain_h": 1.0, "sides": ["out"]}, available=SERIES,
    ),
    "reserve_promised": lambda names, given: product(
        UpDownMarket, given, "reserve", kind="up_down", service="reserve", participants=names,
        up={"price_yuan_per_mw_h": 9.0, "sustain_h": 1.0, "sides": ["out"]},
    ).committed({}, {f"of[{name}].up_mw": 1.0 + np.arange(given.horizon.count) % 3 for name in names}),
    "primary": lambda names, given: product(
        PrimaryRegulationMarket, given, "primary", kind="primary_regulation", participants=names, most_mw=2.5,
        price_yuan_per_mw=6.0, blocks_per_day=120.0, day_k=4.6, won_days_per_year=365.0, mean_of_peak_frac=0.5,
        up_share_frac=0.4, sustain_h=0.25,
    ),
    "secondary": lambda names, given: product(
        SecondaryRegulationMarket, given, "secondary", kind="secondary_regulation", participants=names, most_mw=4.0,
        bid_yuan_per_mw=[8.0, 8.0, 10.0, 12.0, 6.0], mileage_per_mw_h=[2.4] * 5, k=4.0, best_k=5.0, beta_frac=0.8,
        won_days_per_year=[365.0] * 5, up_called_frac=0.2, down_called_frac=0.25, sustain_h=0.25,
        make_whole_efficiency_frac=0.85,
    ),
}  # fmt: skip
