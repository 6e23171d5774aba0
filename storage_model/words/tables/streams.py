"""streams.parquet: every kind of money of a run, where it comes from and where the statements show it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.blocks import Stream
from storage_model.cases.answer import CaseAnswer
from storage_model.cases.project_numbers import STREAM_CATEGORY
from storage_model.policies.terms import MarginFloorTerm, ReliefTerm, YearlyTerm
from storage_model.scenario.policy_terms import asset_terms

Columns = dict[str, npt.NDArray[Any]]
METERED_CATEGORY = "fuel_and_power"


def stream_columns(answer: CaseAnswer) -> Columns:
    """Return one row for each stream of each asset.

    `origin` is the part of the input that pays or charges it (`markets.day_ahead`, `policies.charging_fees`,
    `assets.station`), `category` the element of cost it belongs to, empty for revenue and for what is never paid.
    """
    rows = list(dict.fromkeys(_rows(answer)))
    names = ("asset", "stream", "side", "origin", "category", "cash", "vat_frac")
    kinds = (object, object, object, object, object, np.bool_, np.float64)
    columns = zip(*rows, strict=True)
    return {name: np.array(column, dtype=kind) for name, kind, column in zip(names, kinds, columns, strict=True)}


def _rows(answer: CaseAnswer) -> Iterator[tuple[str, str, str, str, str, bool, float]]:
    site, dispatch = answer.site, answer.dispatch
    flows, frames = site.flows(dispatch.schedules, dispatch.products), site.frames(dispatch.products)
    for market in site.markets:
        for stream in market.settle(flows, dispatch.products.get(market.key, {}), site.horizon):
            yield _row(stream, _origin_of_product(answer, market.key, stream))
    for name, asset in site.assets.items():
        for stream in asset.costs(name, dispatch.schedules[name], frames[name]):
            yield _row(stream, f"assets.{name}")
    for role, term in asset_terms(answer.scenario):
        if isinstance(term, YearlyTerm):
            category = _category(term.key) if term.side == "cost" else ""
            yield (term.asset, term.key, term.side, f"policies.{role}", category, True, term.vat_frac)
        elif isinstance(term, MarginFloorTerm):
            yield (term.asset, term.key, "revenue", f"policies.{role}", "", True, term.vat_frac)


def _row(stream: Stream, origin: str) -> tuple[str, str, str, str, str, bool, float]:
    category = _category(stream.key) if stream.side == "cost" and stream.cash else ""
    return (stream.asset, stream.key, stream.side, origin, category, stream.cash, stream.vat_frac)


def _category(stream: str) -> str:
    return STREAM_CATEGORY.get(stream, METERED_CATEGORY)


def _origin_of_product(answer: CaseAnswer, product: str, stream: Stream) -> str:
    """Return the market that is the product, or the policy whose term it was made from.

    A demand charge and what is waived of it are one product; the relief comes from the document that waives.
    """
    if product in answer.scenario.markets:
        return f"markets.{product}"
    for role, term in asset_terms(answer.scenario):
        waived = isinstance(term, ReliefTerm) and (term.key, term.asset) == (stream.key, stream.asset)
        if waived or product == f"{role}_{stream.key}_{stream.asset}":
            return f"policies.{role}"
    raise LookupError(f"nothing in the input says where the product {product!r} comes from")
