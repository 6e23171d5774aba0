"""What an input file says before anyone judges it: leaves, branches and lists, each knowing where it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

KeyPath = tuple[str, ...]

# How many values below a key a message lists.
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourcing:
    """The document behind a leaf, as written beside it; empty where nothing was written."""

    source: str = ""
    date: str = ""
    confidence: str = ""
    note: str = ""
    source_zh: str = ""
    note_zh: str = ""

    def over(self, below: "Sourcing") -> "Sourcing":
        """Return these words; where they name no source, the heading below says what they leave open."""
        if self.source:
            return self
        return Sourcing(
            source=below.source,
            date=self.date or below.date,
            confidence=self.confidence or below.confidence,
            note=self.note or below.note,
            source_zh=below.source_zh,
            note_zh=self.note_zh if self.note else self.note_zh or below.note_zh,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One scalar; `place` is file:line, `folder` where relative paths start."""

    value: object
    place: str
    folder: Path
    sourcing: Sourcing = field(default_factory=Sourcing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list; replaced as a whole when files are merged."""

    items: tuple["Node", ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A mapping; merged key by key."""

    children: Mapping[str, "Node"]
    place: str


Node = Leaf | Items | Branch


def plain(node: Node) -> object:
    """Return the node as plain dictionaries, lists and scalars."""
    if isinstance(node, Branch):
        return {key: plain(child) for key, child in node.children.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return node.value


def leaves(node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Leaf]]:
    """Yield every scalar with its key path, in the order of the file."""
    if isinstance(node, Leaf):
        yield path, node
        return
    for key, child in children(node):
        yield from leaves(child, (*path, key))


def children(node: Node) -> list[tuple[str, Node]]:
    """Return what lies directly below a node, list items under their number."""
    if isinstance(node, Branch):
        return list(node.children.items())
    if isinstance(node, Items):
        return [(str(number), item) for number, item in enumerate(node.items)]
    return []


def find(node: Node, path: KeyPath) -> Node | None:
    """Return the node at a key path, or None."""
    for key in path:
        below = dict(children(node)).get(key)
        if below is None:
            return None
        node = below
    return node


def put(tree: Node, path: KeyPath, node: Node | None) -> Node:
    """Return the tree with one node set below nodes that are there, or taken out where it is None."""
    below = dict(children(tree))
    changed = node if len(path) == 1 else put(below[path[0]], path[1:], node)
    if changed is None:
        below.pop(path[0], None)
    else:
        below[path[0]] = changed
    if isinstance(tree, Items):
        return Items(items=tuple(below.values()), place=tree.place)
    return Branch(children=below, place=tree.place)


def deepest(node: Node, path: KeyPath) -> Node:
    """Return the deepest node that exists along a key path."""
    for key in path:
        below = dict(children(node)).get(key)
        if below is None:
            return node
        node = below
    return node


def measure(path: KeyPath) -> str:
    """Return the key that says what a number measures: the last that is no date of effect and no place in a list."""
    return next((key for key in reversed(path) if not key[:1].isdigit()), "")


def dotted(path: KeyPath) -> str:
    """Return a key path as it is written in `--set`."""
    return ".".join(path)


def shown(node: Node | None) -> str:
    """Return a node as a message shows what came."""
    if isinstance(node, Leaf):
        return "nothing" if node.value is None else repr(node.value)
    words = [] if node is None else figures(node)
    return "several values: " + ", ".join(words) if words else "nothing"


def figures(node: Node, name: str = "") -> list[str]:
    """Return every value at and below a node with the keys above it, the first of many and how many there are."""
    words = [" ".join(filter(None, (_called(name, path), shown(leaf)))) for path, leaf in leaves(node)]
    return words if len(words) <= MOST_SHOWN else [*words[:MOST_SHOWN], f"… ({len(words)} in all)"]


def _called(name: str, path: KeyPath) -> str:
    """Return the keys of a value; places in a plain list are not counted out."""
    return dotted(tuple(filter(None, (name, *(() if len(path) == 1 and path[0].isdigit() else path)))))
