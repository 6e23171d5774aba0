"""Laying one tree over another, and setting single leaves."""

from storage_model.problems import Problem
from storage_model.scenario.nearest import MOST_PATHS, nearest, whole_paths
from storage_model.scenario.tree import Branch, Items, KeyPath, Leaf, Node, children, dotted, leaves


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
    """Return the tree with one node set; the way to it must exist, and a scalar never replaces a mapping."""
    short = [] if path[0] in dict(children(tree)) else whole_paths(path, _ways(tree))
    if short:
        problems.append(_short(path, short, place))
        return tree
    changed = _placed(tree, path, 0, node, place, problems)
    return changed if isinstance(changed, Branch) else tree


def _ways(tree: Branch) -> list[KeyPath]:
    """Return every key path of the tree, mappings above what lies in them."""
    return list(dict.fromkeys(way[:depth] for way, _ in leaves(tree) for depth in range(1, len(way) + 1)))


def _short(path: KeyPath, meant: list[KeyPath], place: str) -> Problem:
    """Return the problem of a key path that does not begin at the top."""
    ways = " or ".join(f"`{dotted(way)}`" for way in meant[:MOST_PATHS]) + (" …" if len(meant) > MOST_PATHS else "")
    return Problem(
        code="E111",
        place=place,
        key=dotted(path),
        got=f"a key path that begins with {path[0]!r}",
        expected="a path from the top of the case",
        fix=f"write {ways}",
    )


def _placed(tree: Node, path: KeyPath, depth: int, node: Node, place: str, problems: list[Problem]) -> Node:  # noqa: PLR0917
    key, known = path[depth], dict(children(tree))
    last = depth == len(path) - 1
    if key not in known and (not last or not isinstance(tree, Branch)):
        if isinstance(tree, Items):
            problems.append(_not_in_list(tree, path, depth, place))
            return tree
        near = nearest(key, known)
        fix = "use a key listed here"
        if near:
            fix = f"write `{dotted((*path[:depth], near, *path[depth + 1 :]))}`"
        elif isinstance(tree, Branch):  # a key that exists may not stand in the files yet
            fix += f"; what is new is written whole in a file, `{dotted(path[: depth + 1])}: {{{path[depth + 1]}: …}}`"
        problems.append(
            Problem(
                code="E111",
                place=place,
                key=dotted(path),
                got=f"unknown key {key!r}" + (f" below {dotted(path[:depth])}" if depth else ""),
                expected="one of " + ", ".join(known) if known else "nothing lies below this key",
                fix=fix,
            )
        )
        return tree
    if last:
        if _mapping_for_scalar(known.get(key), node):
            problems.append(
                Problem(
                    code="E114",
                    place=place,
                    key=dotted(path),
                    got="one value for a key that holds several",
                    expected="a value for one of " + ", ".join(dotted((*path, k)) for k, _ in children(known[key])),
                    fix="name the key below it",
                )
            )
            return tree
        if isinstance(node, Leaf) and node.value is None:
            known.pop(key, None)
        else:
            known[key] = node
    else:
        known[key] = _placed(known[key], path, depth + 1, node, place, problems)
    if isinstance(tree, Items):
        return Items(items=tuple(known.values()), place=tree.place)
    return Branch(children=known, place=tree.place)


def _not_in_list(tree: Items, path: KeyPath, depth: int, place: str) -> Problem:
    """Return the problem of a key path that leaves out the place in a list, or names one that is not there."""
    key, known = path[depth], list(dict(children(tree)))
    below = list(dict.fromkeys(one for item in tree.items for one, _ in children(item)))
    places, above = " to ".join(dict.fromkeys((*known[:1], *known[-1:]))), path[:depth]
    expected = f"a place in the list, {places}" if known else "a list with something in it"
    meant = "" if key.isdigit() or " or " in (near := nearest(key, below)) else near
    whole = f"a list is written whole, in a file: `{dotted(above)}: [ … ]`"
    return Problem(
        code="E111",
        place=place,
        key=dotted(path),
        got=f"{key!r} below {dotted(above)}, which is a list",
        expected=expected + (f", and a key below it: {', '.join(below)}" if below else ""),
        fix=f"write `{dotted((*above, known[0], meant, *path[depth + 1 :]))}`" if meant else whole,
    )


def _mapping_for_scalar(there: Node | None, node: Node) -> bool:
    return isinstance(there, Branch) and isinstance(node, Leaf) and node.value is not None
