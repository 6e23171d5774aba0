"""The parts of a case that are right by themselves: what lies between them is checked even when others are not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from storage_model.assets.asset import Asset
from storage_model.markets.market import MarketTerms
from storage_model.policies.document import Document
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.lifetime_terms import LifetimeTerms
from storage_model.scenario.model import AnyAsset, AnyMarket, AnyPolicy, ConnectionLimits, Prices
from storage_model.scenario.reading.tree import Branch, Node, find, plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Checked parts of a case; `names` are all assets the files name, right or not."""

    names: tuple[str, ...]
    assets: Mapping[str, Asset]
    policies: Mapping[str, Document]
    projects: Mapping[str, ProjectTerms]
    connection: ConnectionLimits | None
    markets: Mapping[str, MarketTerms]
    prices: Prices | None
    prices_by_year: Mapping[str, Prices]
    foresight: ForesightTerms | None
    lifetime: LifetimeTerms | None


def parts_of(tree: Branch) -> Parts:
    """Return whatever parts of a merged tree are right by themselves."""
    return Parts(
        names=tuple(_below(tree, "assets")),
        assets=_each(tree, "assets", _reader(AnyAsset)),
        policies=_each(tree, "policies", _reader(AnyPolicy)),
        projects=_each(tree, "projects", ProjectTerms.model_validate),
        connection=_read(find(tree, ("connection",)), ConnectionLimits.model_validate),
        markets=_each(tree, "markets", _reader(AnyMarket)),
        prices=_read(find(tree, ("prices",)), Prices.model_validate),
        prices_by_year=_each(tree, "prices_by_year", Prices.model_validate),
        foresight=_read(find(tree, ("foresight",)), ForesightTerms.model_validate),
        lifetime=_read(find(tree, ("lifetime",)), LifetimeTerms.model_validate),
    )


@cache
def _reader(annotation: Any) -> Callable[[object], Any]:
    return TypeAdapter(annotation).validate_python


def _below(tree: Branch, key: str) -> Mapping[str, Node]:
    node = find(tree, (key,))
    return node.children if isinstance(node, Branch) else {}


def _each(tree: Branch, key: str, read: Callable[[object], T]) -> dict[str, T]:
    found = {name: _read(node, read) for name, node in _below(tree, key).items()}
    return {name: part for name, part in found.items() if part is not None}


def _read(node: Node | None, read: Callable[[object], T]) -> T | None:
    try:
        return None if node is None else read(plain(node))
    except ValidationError:  # already told by the check of the whole case
        return None
