"""The whole tree of a case: project beneath, policies fetched, deltas and `--set` on top."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from storage_model.scenario.merging.begun import begun
from storage_model.scenario.merging.extends import Asked, read_extended
from storage_model.scenario.merging.many_keys import spelled_out
from storage_model.scenario.merging.merge import merged, placed
from storage_model.scenario.merging.taken_out import nothing_there
from storage_model.scenario.reading.file_kinds import CASE, refuse_another
from storage_model.scenario.reading.names import key_problems
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.tree import Branch, Items, KeyPath, Leaf, Node, Sourcing, dotted, leaves, shown
from storage_model.scenario.reading.workspace import Workspace

Change = tuple[KeyPath, Node, str]
ON_THE_COMMAND_LINE = "--set"


def assembled(case: Path, typed: str, overrides: Mapping[str, object], workspace: Workspace) -> Branch | None:
    """Return the merged tree of a case, or None after noting why there is none."""
    tree = read_extended(case, Asked(typed=typed, place="command line"), workspace)
    if tree is None:
        return None
    refuse_another(tree, CASE, typed)
    changes = [*_deltas(tree, workspace), *_typed(overrides, case.parent)]
    tree = Branch(children={key: node for key, node in tree.children.items() if key != "deltas"}, place=tree.place)
    for path, node, place in changes:
        if _names_a_file(path):
            tree = _changed(tree, path, node, place, workspace)
    tree = _with_project(tree, workspace)
    workspace.problems += key_problems(tree)
    named = _policies(tree)
    tree = _with_policies(tree, workspace)
    # Of a project or policy that could not be read no key is known: what that file lacks is all there is to say.
    lost = {("policies", name) for name in named.keys() - _policies(tree).keys()}
    for path, node, place in changes if "assets" in tree.children else ():
        if not _names_a_file(path) and path[:2] not in lost:
            for way, new in spelled_out(tree, path, node, place, workspace.problems):
                tree = _changed(begun(tree, way, place), way, new, place, workspace)
    return tree


def _changed(tree: Branch, path: KeyPath, node: Node, place: str, workspace: Workspace) -> Branch:
    """Return the tree with one change made, as it stands where the change is a slip."""
    slip = nothing_there(tree, path, place) if isinstance(node, Leaf) and node.value is None else None
    if slip is not None:
        workspace.problems.append(slip)
        return tree
    return placed(tree, path, node, place, workspace.problems)


def _names_a_file(path: KeyPath) -> bool:
    """Whether a change picks another project or policy file, which has to happen before the files are read."""
    return path == ("project",) or (len(path) == 2 and path[0] == "policies")


def _deltas(tree: Branch, workspace: Workspace) -> list[Change]:
    deltas = tree.children.get("deltas", Branch(children={}, place=tree.place))
    changes: list[Change] = []
    for name, changed in (deltas.children if isinstance(deltas, Branch) else {"": deltas}).items():
        if not isinstance(changed, Branch):
            expected, fix = "`name: {key.path: value}`", "give each delta a name, below it key paths with values"
            workspace.note("E114", changed.place, "deltas", shown(changed), expected=expected, fix=fix)
            continue
        for key, node in changed.children.items():
            place = f"delta {name} · {node.place}"
            changes.append((tuple(key.split(".")), _moved(node, place), place))
    return changes


def _moved(node: Node, place: str) -> Node:
    if isinstance(node, Leaf):
        return replace(node, place=place)
    if isinstance(node, Items):
        return Items(items=tuple(_moved(item, place) for item in node.items), place=place)
    return Branch(children={key: _moved(child, place) for key, child in node.children.items()}, place=place)


def _typed(overrides: Mapping[str, object], folder: Path) -> list[Change]:
    place = ON_THE_COMMAND_LINE
    return [(tuple(key.split(".")), _as_node(value, folder), f"{place} {key}") for key, value in overrides.items()]


def _as_node(value: object, folder: Path) -> Node:
    if isinstance(value, Mapping):
        below = {str(key): _as_node(child, folder) for key, child in value.items()}
        return Branch(children=below, place=ON_THE_COMMAND_LINE)
    if isinstance(value, list | tuple):
        return Items(items=tuple(_as_node(item, folder) for item in value), place=ON_THE_COMMAND_LINE)
    return Leaf(value=value, place=ON_THE_COMMAND_LINE, folder=folder)


def _fetched(node: Node, key: str, workspace: Workspace, *, extends: bool = False) -> Branch | None:
    """Return the file a node names, laid over those it extends where its kind of file may."""
    if not isinstance(node, Leaf) or not isinstance(node.value, str):
        expected, fix = "the name of a YAML file", "write the file's path"
        workspace.note("E114", node.place, key, shown(node), expected=expected, fix=fix)
        return None
    path = workspace.confined(node.value, node.folder, node.place, key)
    if path is None:
        return None
    if extends:
        return read_extended(path, Asked(typed=node.value, place=node.place, key=key), workspace)
    return read_yaml(path, node.value, workspace, node.place, key)


def _with_project(tree: Branch, workspace: Workspace) -> Branch:
    """Lay the project file beneath the case; a case without `project:` holds its keys itself."""
    own = {key: node for key, node in tree.children.items() if key != "project"}
    if "project" not in tree.children:
        return tree
    project = _fetched(tree.children["project"], "project", workspace, extends=True)
    if project is None:
        return Branch(children=own, place=tree.place)
    for key in sorted(own.keys() & project.children.keys() - {"title"}):
        got, expected = f"{key!r}, a key of the project file, in a case", "a delta"
        fix = f"write `deltas: {{name: {{{key}.…: value}}}}`"
        workspace.note("E111", own.pop(key).place, key, got, expected=expected, fix=fix)
    return merged(project, Branch(children=own, place=tree.place))


def _with_policies(tree: Branch, workspace: Workspace) -> Branch:
    """Replace each policy's file name by what the file says; leaves without a source take the document's."""
    named = tree.children.get("policies")
    if not isinstance(named, Branch):
        return tree
    policies: dict[str, Node] = {}
    for name, node in _policies(tree).items():
        policy = node if isinstance(node, Branch) else _fetched(node, dotted(("policies", name)), workspace)
        if policy is not None:
            policies[name] = _documented(policy)
    children = {**tree.children, "policies": Branch(children=policies, place=named.place)}
    return Branch(children=children, place=tree.place)


def _policies(tree: Branch) -> Mapping[str, Node]:
    named = tree.children.get("policies")
    return named.children if isinstance(named, Branch) else {}


def _documented(policy: Branch) -> Branch:
    head = {path[0]: str(leaf.value) for path, leaf in leaves(policy) if len(path) == 1}
    words = " · ".join(word for word in (head.get("document", ""), head.get("source", "")) if word)
    zh = " · ".join(word for word in (head.get("document", ""), head.get("source_zh", "")) if word)
    own = Sourcing(source=words, date=head.get("date_read", ""), source_zh=zh if head.get("source_zh") else "")
    return _filled(policy, own)  # type: ignore[return-value]  # a branch stays a branch


def _filled(node: Node, own: Sourcing) -> Node:
    if isinstance(node, Leaf):
        if node.sourcing.source:
            return node
        return replace(node, sourcing=replace(node.sourcing, source=own.source, date=own.date, source_zh=own.source_zh))
    if isinstance(node, Items):
        return Items(items=tuple(_filled(item, own) for item in node.items), place=node.place)
    return Branch(children={key: _filled(child, own) for key, child in node.children.items()}, place=node.place)
