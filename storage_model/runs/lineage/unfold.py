"""What follows from many numbers is shown once: where a reader comes to it first, nearest to the top."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from storage_model.runs.lineage.node import Node
from storage_model.words.label import text

ELSEWHERE = text("见别处", "shown elsewhere")
Path = tuple[int, ...]


def unfolded(top: Node) -> Node:
    """Return the tree in which every number stands with what is below it once, and alone wherever else it comes up.

    A sum of one thing only is that thing: its own parts take its place.
    """
    return unfolded_all([top])[0]


def unfolded_all(tops: Sequence[Node]) -> tuple[Node, ...]:
    """Return such trees of several numbers: the first is whole, what a later one shares with those before it alone.

    A number that an earlier tree holds has no tree of its own.
    """
    done: dict[str, Node] = {}
    straight = [_straightened(top, done) for top in tops]
    owner: dict[str, Path] = {}
    for number, top in enumerate(straight):
        waiting: deque[tuple[Node, Path]] = deque([(top, (number,))])
        while waiting:
            node, path = waiting.popleft()
            if node.key not in owner:
                owner[node.key] = path
                waiting.extend((child, (*path, place)) for place, child in enumerate(node.children))
    return tuple(_shown(top, (number,), owner) for number, top in enumerate(straight) if owner[top.key] == (number,))


def _shown(node: Node, path: Path, owner: dict[str, Path]) -> Node:
    if not node.children:
        return node
    if owner.get(node.key) != path:
        return replace(node, children=(), note=ELSEWHERE)
    below = tuple(_shown(child, (*path, place), owner) for place, child in enumerate(node.children))
    if node.kind == "rest":
        # An input that only words tie to this number is not said again.
        below = tuple(
            child for place, child in enumerate(below)
            if not child.key.startswith("input:") or owner[child.key] == (*path, place)
            or owner[child.key][0] != path[0]
        )  # fmt: skip
    return replace(node, children=below)


def _straightened(node: Node, done: dict[str, Node]) -> Node:
    """Return the node with every sum of a single part replaced by that part's own way back."""
    if node.key in done:
        return replace(done[node.key], sign=node.sign)
    children = tuple(_straightened(child, done) for child in node.children)
    found = replace(node, children=children)
    if node.kind == "sum" and len(children) == 1 and children[0].sign > 0 and children[0].children:
        only = children[0]
        if only.value == node.value:
            found = replace(
                found,
                kind=only.kind,
                formula=only.formula or node.formula,
                children=only.children,
                note=node.note or only.note,
                by_year=node.by_year or only.by_year,
            )
    done[node.key] = found
    return found
