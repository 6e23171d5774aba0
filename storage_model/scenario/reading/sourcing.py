"""Separating a value from the words about it: `{value: 200, source: …}` becomes 200 and its source."""

from storage_model.problems import Problem
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.tree import Branch, Items, Leaf, Node, Sourcing
from storage_model.scenario.reading.workspace import Workspace

HEADING = "sources"
WORDS = ("source", "date", "confidence", "note", "source_zh", "note_zh")
KEPT_BY_RESOLVED_FILES = "origin"
CONFIDENCES = ("H", "M", "L")


def unwrap(branch: Branch, workspace: Workspace) -> Branch:
    """Return a file with every `{value, source, …}` folded into one leaf, every `sources:` heading spread below it."""
    return _branch(branch, Sourcing(), workspace)


def _branch(branch: Branch, heading: Sourcing, workspace: Workspace) -> Branch:
    own = branch.children.get(HEADING)
    if isinstance(own, Branch):
        heading = _words(own, {}, workspace).over(heading)
    children = {
        key: _node(child, heading, workspace)
        for key, child in branch.children.items()
        if not (key == HEADING and isinstance(own, Branch))
    }
    return Branch(children=children, place=branch.place)


def _node(node: Node, heading: Sourcing, workspace: Workspace) -> Node:
    if isinstance(node, Leaf):
        return Leaf(value=node.value, place=node.place, folder=node.folder, sourcing=node.sourcing.over(heading))
    if isinstance(node, Items):
        return Items(items=tuple(_node(item, heading, workspace) for item in node.items), place=node.place)
    if "value" in node.children:
        value = node.children["value"]
        return _node(value, _words(node, {"value": value}, workspace).over(heading), workspace)
    return _branch(node, heading, workspace)


def _words(node: Branch, besides: dict[str, Node], workspace: Workspace) -> Sourcing:
    """Return the words beside a value; note what is neither a word about it nor the value."""
    found: dict[str, str] = {}
    for key, child in node.children.items():
        if key in WORDS and isinstance(child, Leaf):
            found[key] = str(child.value)
        elif key not in besides and key != KEPT_BY_RESOLVED_FILES:
            workspace.problems.append(_unknown(key, child, (*besides, *WORDS)))
    if found.get("confidence", "") not in ("", *CONFIDENCES):
        workspace.problems.append(
            Problem(
                code="E114",
                place=node.children["confidence"].place,
                key="confidence",
                got=repr(found.pop("confidence")),
                expected="H (official or two sources), M (one source) or L (weak)",
                fix="write `confidence: L` when in doubt",
            )
        )
    return Sourcing(**found)


def _unknown(key: str, child: Node, known: tuple[str, ...]) -> Problem:
    near = nearest(key, known)
    comma = isinstance(child, Leaf) and child.value is None
    fix = "put the text before it in quotes" if comma else f"write `{near}`" if near else "remove the key"
    return Problem(
        code="E111",
        place=child.place,
        key=key,
        got=f"unknown key {key!r} beside `value`",
        expected=near or ", ".join(known),
        likely="a text with a comma, inside braces and without quotes" if comma else "",
        fix=fix,
    )
