"""Key paths that cannot be set: from elsewhere than the top, unknown, out of a list, one value for several."""

from storage_model.problems import Problem
from storage_model.scenario.reading.nearest import MOST_PATHS, nearest, whole_paths
from storage_model.scenario.reading.tree import Branch, Items, KeyPath, Leaf, Node, children, dotted, leaves


def misplaced(tree: Branch, path: KeyPath, node: Node, place: str) -> Problem | None:
    """Return the slip of setting a node; the way to it must exist, and a scalar never replaces a mapping."""
    if path[0] not in tree.children and (meant := whole_paths(path, _ways(tree))):
        return _short(path, meant, place)
    above: Node = tree
    for depth, key in enumerate(path):
        below = dict(children(above)).get(key)
        new = depth == len(path) - 1 and isinstance(above, Branch)
        if below is None:
            return None if new else _nowhere(above, path, depth, place)
        above = below
    several = isinstance(above, Branch) and isinstance(node, Leaf) and node.value is not None
    return _one_for_several(above, path, place) if several else None


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


def _nowhere(above: Node, path: KeyPath, depth: int, place: str) -> Problem:
    """Return the problem of a key that is not where the path looks for it."""
    if isinstance(above, Items):
        return _not_in_list(above, path, depth, place)
    key, known = path[depth], list(dict(children(above)))
    near = nearest(key, known)
    fix = "use a key listed here"
    if near:
        fix = f"write `{dotted((*path[:depth], near, *path[depth + 1 :]))}`"
    elif isinstance(above, Branch):  # a key that exists may not stand in the files yet
        fix += f"; what is new is written whole in a file, `{dotted(path[: depth + 1])}: {{{path[depth + 1]}: …}}`"
    return Problem(
        code="E111",
        place=place,
        key=dotted(path),
        got=f"unknown key {key!r}" + (f" below {dotted(path[:depth])}" if depth else ""),
        expected="one of " + ", ".join(known) if known else "nothing lies below this key",
        fix=fix,
    )


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


def _one_for_several(there: Node, path: KeyPath, place: str) -> Problem:
    """Return the problem of a scalar for a key that holds keys."""
    return Problem(
        code="E114",
        place=place,
        key=dotted(path),
        got="one value for a key that holds several",
        expected="a value for one of " + ", ".join(dotted((*path, key)) for key, _ in children(there)),
        fix="name the key below it",
    )
