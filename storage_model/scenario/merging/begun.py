"""Sections a change begins: keys the records know, which no file has written yet."""

from storage_model.scenario.model import Case
from storage_model.scenario.reading.tree import Branch, KeyPath, Node, find, put
from storage_model.scenario.validation.shape import holds_keys, record_at


def begun(tree: Branch, path: KeyPath, place: str) -> Branch:
    """Return the tree with the sections on the way to a key, empty where nobody wrote them.

    As it stands where the records do not know the whole way: a name that was misspelt begins nothing.
    """
    found: Node = tree
    for depth in range(1, len(path)):
        way = path[:depth]
        if find(found, way) is not None:
            continue
        record = record_at(Case, found, way[:-1])
        known = record.model_fields.get(way[-1]) if record else None
        if known is None or not holds_keys(known.annotation):
            return tree
        found = put(found, way, Branch(children={}, place=place))
    return found if isinstance(found, Branch) else tree
