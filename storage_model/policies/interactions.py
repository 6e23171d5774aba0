"""Which policies exclude each other for one asset, and which may stand side by side."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from storage_model.policies.catalogue import Policy

# Kinds of which an asset may have several; of every other kind, one at a time.
SEVERAL: Final = frozenset({"capex_grant", "regulation_rules"})
# What excludes each other by its nature; a document's own `not_with` comes on top.
EXCLUSIVE: Final = frozenset({frozenset({"feed_in_tariff", "production_premium"})})

Clash = tuple[str, str, str]


def clashes(policies: Sequence[tuple[str, Policy]]) -> Iterator[Clash]:
    """Yield pairs of roles that an asset may not have at once, with the asset; policies of other years do not clash."""
    for (one, first), (two, second) in combinations(policies, 2):
        shared = [name for name in first.assets if name in second.assets]
        if shared and overlapping(first, second) and _exclude(first, second):
            yield one, two, shared[0]


def overlapping(first: Policy, second: Policy) -> bool:
    """Whether two policies hold in a common calendar year."""
    (begin, end), (other_begin, other_end) = span(first), span(second)
    return begin <= other_end and other_begin <= end


def span(policy: Policy) -> tuple[float, float]:
    """Return the first and last calendar year of a policy; unbounded where it names none."""
    return getattr(policy, "first_year", float("-inf")), getattr(policy, "last_year", float("inf"))


def _exclude(first: Policy, second: Policy) -> bool:
    if first.kind == second.kind:
        return first.kind not in SEVERAL
    declared = second.kind in first.not_with or first.kind in second.not_with
    return declared or frozenset({first.kind, second.kind}) in EXCLUSIVE
