"""A rule between several keys that is broken: what stands at those keys, where, and the slip that it may be."""

import re
from collections.abc import Iterable

from storage_model.facts import is_number
from storage_model.scenario.reading.tree import Branch, Node, leaves, measure
from storage_model.scenario.validation.slips import is_fraction, percent_slip

_WORD = re.compile(r"\w+")


def named_by(rule: str, node: Node | None) -> dict[str, Node]:
    """Return what stands at the keys a broken rule names."""
    words = set(_WORD.findall(rule))
    return {key: child for key, child in node.children.items() if key in words} if isinstance(node, Branch) else {}


def place_of(record: Node, named: Iterable[Node]) -> str:
    """Return where to look: at the one value a rule names, or at the first from another file than the record's."""
    places = [leaf.place for node in named for _, leaf in leaves(node)]
    elsewhere = [place for place in places if place.rpartition(":")[0] != record.place.rpartition(":")[0]]
    return next(iter(elsewhere), places[0] if len(places) == 1 else record.place)


def percent_among(node: Node | None) -> str:
    """Return the likely slip where one value among several is a hundred times the size of the others.

    What has a unit in its name (`least_mw`, `hold_h`) is no fraction and is left out, and so are years.
    """
    found = [(measure(path), leaf.value) for path, leaf in leaves(node)] if node else []
    alike = [value for key, value in found if is_fraction(key) or ("_" not in key and key != "years")]
    values = [value for value in alike if is_number(value)]
    large = [value for value in values if 2 <= value <= 100]
    others = [value for value in values if value not in large]
    return (
        percent_slip("", large[0]).likely.partition(";")[0]
        if len(large) == 1 and any(0 < v <= 2 for v in others)
        else ""
    )
