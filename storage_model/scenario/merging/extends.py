"""One file with everything it extends laid beneath it."""

from dataclasses import dataclass
from pathlib import Path

from storage_model.scenario.merging.merge import merged
from storage_model.scenario.merging.taken_out import nothing_there
from storage_model.scenario.reading.nearest import near_file
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.tree import Branch, Items, Leaf, Node, leaves, shown
from storage_model.scenario.reading.workspace import Workspace

MOST_LEVELS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file as somebody names it: the words, where they stand, the key they stand at."""

    typed: str
    place: str
    key: str = ""


def read_extended(path: Path, asked: Asked, workspace: Workspace) -> Branch | None:
    """Return a case or project file laid over those it extends; a cycle, a gap or more than 8 levels is a problem."""
    return _read(path, asked, workspace, ())


def _read(path: Path, asked: Asked, workspace: Workspace, below: tuple[Path, ...]) -> Branch | None:
    tree = read_yaml(path, asked.typed, workspace, asked.place, asked.key)
    if tree is None:
        return None
    own = Branch(children={k: v for k, v in tree.children.items() if k != "extends"}, place=tree.place)
    result: Branch | None = None
    for leaf in _bases(tree.children.get("extends"), workspace):
        base = _base(leaf, path, (*below, path), workspace)
        if base is None:
            return None
        result = base if result is None else merged(result, base)
    if result is None:
        return own
    taken_out = ((way, leaf) for way, leaf in leaves(own) if leaf.value is None)
    slips = (nothing_there(result, way, leaf.place) for way, leaf in taken_out)
    workspace.problems += [slip for slip in slips if slip is not None]
    return merged(result, own)


def _bases(node: Node | None, workspace: Workspace) -> list[Leaf]:
    if node is None:
        return []
    found = list(node.items) if isinstance(node, Items) else [node]
    leaves = [leaf for leaf in found if isinstance(leaf, Leaf) and isinstance(leaf.value, str)]
    if len(leaves) < len(found):
        expected, fix = "a file name or a list of them", "write `extends: base.yaml`"
        workspace.note("E114", node.place, "extends", shown(node), expected=expected, fix=fix)
    return leaves


def _base(leaf: Leaf, path: Path, chain: tuple[Path, ...], workspace: Workspace) -> Branch | None:
    typed = str(leaf.value)
    target = workspace.confined(typed, leaf.folder, leaf.place, "extends")
    if target is None:
        return None
    code, expected = "", ""
    if target in [link.resolve() for link in chain]:
        code, expected = "E125", "a chain of files that ends"
    elif not target.is_file():
        code, expected = "E126", "an existing file"
    elif len(chain) > MOST_LEVELS:
        code, expected = "E128", f"at most {MOST_LEVELS} files that extend one another"
    if code:
        way = " → ".join([*(link.name for link in chain), typed])
        there = f"{near_file(target)}paths start at the folder of {path.name}"
        fix = there if code == "E126" else "let the case extend its base directly"
        workspace.note(code, leaf.place, "extends", way, expected=expected, fix=fix)
        return None
    return _read(target, Asked(typed=typed, place=leaf.place), workspace, chain)
