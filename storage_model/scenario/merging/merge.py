"""Laying one tree over another, and setting single nodes."""

from storage_model.problems import Problem
from storage_model.scenario.merging.misplaced import misplaced
from storage_model.scenario.reading.tree import Branch, KeyPath, Leaf, Node, put


def merged(base: Branch, over: Branch) -> Branch:
    """Return `base` with `over` on top: mappings key by key, lists and scalars replaced, `null` removes."""
    result = dict(base.children)
    for key, child in over.children.items():
        below = result.get(key)
        if isinstance(child, Leaf) and child.value is None:
            result.pop(key, None)
        elif isinstance(below, Branch) and isinstance(child, Branch):
            result[key] = merged(below, child)
        else:
            result[key] = child
    return Branch(children=result, place=over.place)


def placed(tree: Branch, path: KeyPath, node: Node, place: str, problems: list[Problem]) -> Branch:
    """Return the tree with one node set, `null` removes it; the tree as it stands where the way to it is a slip."""
    slip = misplaced(tree, path, node, place)
    if slip is not None:
        problems.append(slip)
        return tree
    changed = put(tree, path, None if isinstance(node, Leaf) and node.value is None else node)
    return changed if isinstance(changed, Branch) else tree
