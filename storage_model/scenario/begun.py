"""Sections a change begins: keys the records know, which no file has written yet."""

from storage_model.scenario.model import Case
from storage_model.scenario.shape import holds_keys, record_at
from storage_model.scenario.tree import Branch, Items, KeyPath, Node, children, find


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
        found = _with(found, way, Branch(children={}, place=place))
    return found if isinstance(found, Branch) else tree


def _with(tree: Node, path: KeyPath, node: Node) -> Node:
    """Return the tree with one node more, below those that are there."""
    below = dict(children(tree))
    below[path[0]] = node if len(path) == 1 else _with(below[path[0]], path[1:], node)
    if isinstance(tree, Items):
        return Items(items=tuple(below.values()), place=tree.place)
    return Branch(children=below, place=tree.place)
