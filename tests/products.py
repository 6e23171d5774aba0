"""Market products from what a file would say, over small horizons."""

from collections.abc import Mapping, Sequence

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.horizon import Horizon
from storage_model.markets.market import Market, MarketData, MarketTerms

SERIES = {"file": "given.csv", "column": "given", "unit": "given"}


def data(
    over: Horizon,
    *,
    rated_mw: Mapping[str, float] | None = None,
    own: Mapping[str, Sequence[float] | FloatArray] | None = None,
    **prices: Sequence[float] | FloatArray,
) -> MarketData:
    """Return what a product is made from; a battery of 10 MW takes part unless ratings are given."""
    rating = {"battery": 10.0} if rated_mw is None else rated_mw
    return MarketData(
        horizon=over,
        prices={name: np.asarray(values, float) for name, values in prices.items()},
        own={field: np.asarray(values, float) for field, values in (own or {}).items()},
        rated_mw=rating,
        out_mw=rating,
        in_mw=rating,
    )


def product(record: type[MarketTerms], given: MarketData, key: str = "product", /, **fields: object) -> Market:
    """Return the product of a record; the battery takes part unless participants are named."""
    whole = {"participants": ["battery"], "vat_frac": 0.06, **fields}
    return record.model_validate(whole).product(key, given)
