"""A market product as a document rules it."""

from collections.abc import Mapping
from typing import TypeVar

from storage_model.markets.market import MarketTerms

M = TypeVar("M", bound=MarketTerms)


def with_rules(market: M, values: Mapping[str, float]) -> M:
    """Return a product with some values taken over; raises pydantic's ValidationError where they do not fit."""
    written = {key: getattr(market, key) for key in market.model_fields_set}
    return type(market).model_validate({**written, **values})
