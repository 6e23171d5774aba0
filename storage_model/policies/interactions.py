"""Which policies exclude each other for one asset, and which may stand side by side."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Final

from storage_model.policies.document import Document

# Kinds of which an asset may have several; of every other kind, one at a time.
SEVERAL: Final = frozenset({"capex_grant", "regulation_rules"})
# What excludes each other by its nature; a document's own `not_with` comes on top.
EXCLUSIVE: Final = frozenset({frozenset({"feed_in_tariff", "production_premium"})})
# What may pay the same capacity twice, unless one document says that it is paid beside others.
AGAIN: Final = frozenset(
    {frozenset({"capacity_price", "discharge_subsidy"}), frozenset({"capacity_price", "guaranteed_cycles"})}
)

Clash = tuple[str, str, str]


def clashes(policies: Sequence[tuple[str, Document]], owned: Sequence[Collection[str]]) -> Iterator[Clash]:
    """Yield pairs of roles that an asset may not have at once, with the asset; policies of other years do not clash.

    `owned` are the assets of each project: what changes the finance of a project reaches all of them.
    """
    for clash, first, second in _together(policies, owned):
        if _exclude(first, second):
            yield clash


def paid_again(policies: Sequence[tuple[str, Document]], owned: Sequence[Collection[str]]) -> Iterator[Clash]:
    """Yield pairs of roles that may pay one capacity twice, with the asset; a document may say that both are paid."""
    for clash, first, second in _together(policies, owned):
        allowed = any(getattr(one, "paid_beside_other_guarantees", False) for one in (first, second))
        if frozenset({first.kind, second.kind}) in AGAIN and not allowed:
            yield clash


def _together(
    policies: Sequence[tuple[str, Document]], owned: Sequence[Collection[str]]
) -> Iterator[tuple[Clash, Document, Document]]:
    """Yield pairs of policies that reach one asset in a common year."""
    for (one, first), (two, second) in combinations(policies, 2):
        others = reached(second, owned)
        shared = [name for name in reached(first, owned) if name in others]
        if shared and overlapping(first, second):
            yield (one, two, shared[0]), first, second


def reached(policy: Document, owned: Sequence[Collection[str]]) -> tuple[str, ...]:
    """Return the assets a policy applies to, named or owned by a project whose finance it changes."""
    if type(policy).project_terms is Document.project_terms:
        return tuple(policy.assets)
    with_it = (name for assets in owned if not set(assets).isdisjoint(policy.assets) for name in assets)
    return tuple(dict.fromkeys((*policy.assets, *with_it)))


def overlapping(first: Document, second: Document) -> bool:
    """Whether two policies hold in a common calendar year."""
    (begin, end), (other_begin, other_end) = span(first), span(second)
    return begin <= other_end and other_begin <= end


def span(policy: Document) -> tuple[float, float]:
    """Return the first and last calendar year of a policy; unbounded where it names none."""
    return getattr(policy, "first_year", float("-inf")), getattr(policy, "last_year", float("inf"))


def _exclude(first: Document, second: Document) -> bool:
    if first.kind == second.kind:
        return first.kind not in SEVERAL
    declared = second.kind in first.not_with or first.kind in second.not_with
    return declared or frozenset({first.kind, second.kind}) in EXCLUSIVE
