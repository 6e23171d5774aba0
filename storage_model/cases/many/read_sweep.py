"""A sweep file read like a case: as data only, every problem at once and in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from storage_model.cases.many.points import count_of, size_of
from storage_model.cases.many.sweep_file import DRAWN, MOST_EVER, Axis, SweepFile, Value
from storage_model.problems import InputError, Problem
from storage_model.scenario.checks.finding import error, in_place
from storage_model.scenario.merging.many_keys import TIMES, covers
from storage_model.scenario.reading.file_kinds import SWEEP, refuse_another
from storage_model.scenario.reading.nearest import near_file
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.tree import Branch, Items, Leaf, Node, shown
from storage_model.scenario.reading.workspace import Workspace, root_of
from storage_model.scenario.validation.validate import validated

AXES = "axes"
_AN_AXIS = "a list of values, or low and high with a count or a step"
_A_VALUE = "a number, a word, true, false or null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A sweep file, checked; `tree` knows where everything stands, `base` is the case file it starts from."""

    name: str
    base: Path
    said: SweepFile
    tree: Branch


def read_sweep(path: Path) -> Sweep:
    """Return a sweep file; raises InputError with every problem of it. The base case is not opened yet."""
    workspace = Workspace(root=root_of(path))
    read = read_yaml(path, str(path), workspace, "command line")
    if read is not None:
        refuse_another(read, SWEEP, str(path))
    tree = None if read is None else _with_lists_named(read, workspace)
    said = None if tree is None else validated(tree, SweepFile, workspace.problems)
    base = None if tree is None else _base(tree, workspace)
    if said is not None and tree is not None:
        workspace.problems += [placed(problem, tree) for problem in _checked(said)]
    if said is None or tree is None or base is None or workspace.problems:
        raise InputError(workspace.problems)
    return Sweep(name=path.stem, base=base, said=said, tree=tree)


def placed(problem: Problem, tree: Branch) -> Problem:
    """Return a problem with the place of its key in a sweep file; the keys of axes hold dots themselves."""
    axes, key = tree.children.get(AXES), problem.key.removeprefix(f"{AXES}.")
    if isinstance(axes, Branch) and key in axes.children:
        return replace(problem, place=axes.children[key].place)
    return in_place(problem, tree)


def _with_lists_named(tree: Branch, workspace: Workspace) -> Branch:
    """Return the tree with every bare list of an axis below the key `values`; what no axis can take is noted."""
    axes = tree.children.get(AXES)
    if not isinstance(axes, Branch):
        return tree
    named = {key: _named(_listed(node, key, workspace)) for key, node in axes.children.items()}
    return Branch(children={**tree.children, AXES: Branch(children=named, place=axes.place)}, place=tree.place)


def _listed(node: Node, key: str, workspace: Workspace) -> Node:
    """Return an axis after noting a single value where a list belongs, and values that are lists or keys themselves."""
    if isinstance(node, Leaf):
        fix = f"write `{key}: [{'…' if node.value is None else node.value}]`"
        workspace.note("E114", node.place, f"{AXES}.{key}", shown(node), expected=_AN_AXIS, fix=fix)
        return Items(items=(node,), place=node.place)
    if isinstance(node, Branch) and isinstance(values := node.children.get("values"), Items):
        return Branch(children={**node.children, "values": _listed(values, key, workspace)}, place=node.place)
    if not isinstance(node, Items):
        return node
    for number, item in enumerate(node.items):
        if not isinstance(item, Leaf):
            fix = "move a key below it, or write a case file for each and compare them"
            workspace.note("E114", item.place, f"{AXES}.{key}.{number}", shown(item), expected=_A_VALUE, fix=fix)
    words = (Leaf(value=shown(item), place=node.place, folder=workspace.root) for item in node.items)
    items = (item if isinstance(item, Leaf) else word for item, word in zip(node.items, words, strict=True))
    return Items(items=tuple(items), place=node.place)


def _named(node: Node) -> Node:
    return Branch(children={"values": node}, place=node.place) if isinstance(node, Items) else node


def _base(tree: Branch, workspace: Workspace) -> Path | None:
    """Return the case file a sweep starts from, or None after noting why there is none."""
    leaf = tree.children.get("base")
    if not isinstance(leaf, Leaf) or not isinstance(leaf.value, str):
        return None
    file = workspace.confined(leaf.value, leaf.folder, leaf.place, "base")
    if file is None or file.is_file():
        return file
    fix = f"{near_file(file)}check the name; paths start at the folder of the sweep file"
    workspace.note("E101", leaf.place, "base", leaf.value, expected="an existing file", fix=fix)
    return None


def _checked(said: SweepFile) -> Iterator[Problem]:
    """Yield what lies between the keys of a sweep."""
    for key, axis in said.axes.items():
        yield from _of_axis(said, key, axis)
    yield from _lost(list(said.axes))
    twice = [metric for number, metric in enumerate(said.metrics) if metric in said.metrics[:number]]
    if twice:
        yield error("E141", ("metrics",), f"the metric {twice[0]} twice", "each metric once", "write it once")
    sizes = {size_of(axis) for axis in said.axes.values()}
    if said.combine == "zip" and len(sizes) > 1:
        got = ", ".join(f"{key}: {size_of(axis)}" for key, axis in said.axes.items())
        yield error("E141", (AXES,), got, "as many values on every axis", "give each axis the same count, or use grid")
    yield from _of_samples(said)
    count = count_of(said)
    if count > said.max_cases:
        yield _too_many(said, count)


def _too_many(said: SweepFile, count: int) -> Problem:
    """Return the problem of more cases than are allowed, at the axis that has most values where it has too many."""
    sizes = {key: size_of(axis) for key, axis in said.axes.items()}
    most = max(sizes, key=lambda key: sizes[key])
    path = (AXES, most) if said.combine not in DRAWN and sizes[most] > said.max_cases else ("max_cases",)
    if count > MOST_EVER:
        got, fix = f"more than {MOST_EVER:,} cases", "use fewer values or a larger step, or draw them (`combine: lhs`)"
    else:
        got, fix = f"{count} cases", f"use fewer values, draw them (`combine: lhs`), or write `max_cases: {count}`"
    return error("E143", path, got, f"at most {said.max_cases}", fix)


def _lost(keys: Sequence[str]) -> Iterator[Problem]:
    """Yield every axis whose number a later one sets again, so that it moves nothing; a factor multiplies instead."""
    for number, key in enumerate(keys):
        depth = key.removesuffix(f".{TIMES}").count(".")
        later = (one for one in keys[number + 1 :] if not one.endswith(f".{TIMES}") and one.count(".") == depth)
        over = [one for one in later if covers(one, key)]
        if over:
            got, fix = f"a number that {over[0]} sets again", "leave one of the two out"
            yield error("E141", (AXES, key), got, "each number moved by one axis", fix)


def _of_axis(said: SweepFile, key: str, axis: Axis) -> Iterator[Problem]:
    drawn, path = said.combine in DRAWN, (AXES, key)
    open_range = axis.values is None and axis.count is None and axis.step is None
    if not all(key.split(".")):
        yield error("E111", path, repr(key), "a key path", "write key.path, for example assets.station.power_mw")
    twice = [] if drawn or said.combine == "zip" else _twice(axis)
    if twice:
        fix = "write it once; the same case would count twice in every mean"
        yield error("E141", path, f"the value {twice[0]} twice", "each value once", fix)
    if drawn and axis.values is None and not open_range:
        yield error("E141", path, "a range in parts", "low and high alone, or a list", "leave out count and step")
    if not drawn and open_range:
        yield error("E141", path, "a range without values", "a count or a step", "write `count: 5`")


def _twice(axis: Axis) -> list[Value]:
    """Return the values of a list that stand in it before; true is not 1, though Python takes it for that."""
    seen: set[tuple[bool, Value]] = set()
    found = []
    for value in axis.values or ():
        mark = (isinstance(value, bool), value)
        found += [value] if mark in seen else []
        seen.add(mark)
    return found


def _of_samples(said: SweepFile) -> Iterator[Problem]:
    samples = said.samples
    if said.combine not in DRAWN:
        if samples is not None:
            got, fix = f"samples beside `combine: {said.combine}`", "remove it, or write `combine: lhs`"
            yield error("E142", ("samples",), got, "samples where cases are drawn", fix)
    elif samples is None:
        yield error("E142", ("samples",), "nothing", "how many cases are drawn", "write `samples: 64`")
    elif said.combine == "sobol" and samples & (samples - 1):
        near = 1 << (samples.bit_length() - 1)
        fix = f"write `samples: {near}` or `samples: {2 * near}`"
        yield error("E142", ("samples",), str(samples), "a power of two, or the draws lose their balance", fix)
