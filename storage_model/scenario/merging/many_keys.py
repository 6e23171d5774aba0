"""Changes of several numbers at once, or by a factor: `*` is every name, `times` behind a number multiplies it."""

from dataclasses import replace

from storage_model.facts import is_number
from storage_model.problems import Problem
from storage_model.scenario.reading.tree import Branch, KeyPath, Leaf, Node, children, dotted, find, shown

EVERY, TIMES = "*", "times"


def spelled_out(
    tree: Branch, path: KeyPath, node: Node, place: str, problems: list[Problem]
) -> list[tuple[KeyPath, Node]]:
    """Return what one change sets in the tree as it stands; nothing after noting a problem."""
    multiplied = path[-1] == TIMES and find(tree, path) is None
    wanted = path[:-1] if multiplied else path
    ways = _matching(tree, wanted) if EVERY in wanted else [wanted]
    if not ways:
        fix = f"write a key path that exists, `{EVERY}` in place of one name of it"
        problems.append(
            Problem(code="E111", place=place, key=dotted(path), got=f"no key that fits {dotted(wanted)!r}",
                    expected="a key path with at least one match", fix=fix)
        )  # fmt: skip
    if not multiplied:
        return [(way, node) for way in ways]
    found = [(way, _times(find(tree, way), node)) for way in ways]
    wrong = [way for way, product in found if product is None]
    problems += [_no_product(tree, path, way, node, place) for way in wrong]
    return [] if wrong else [(way, product) for way, product in found if product is not None]


def covers(change: str, key: str) -> bool:
    """Say whether a change, as its key path is written, sets every number that another key path means, or part of it.

    `assets.*.power_mw` covers `assets.station.power_mw`, and so does the name alone what lies below it.
    """
    asked, there = (path.removesuffix(f".{TIMES}").split(".") for path in (change, key))
    return len(asked) <= len(there) and all(step in (name, EVERY) for step, name in zip(asked, there, strict=False))


def _matching(tree: Branch, path: KeyPath) -> list[KeyPath]:
    """Return the key paths of the tree that fit one with `*` in it."""
    ways: list[tuple[KeyPath, Node]] = [((), tree)]
    for step in path:
        ways = [((*way, key), child) for way, here in ways for key, child in children(here) if step in (key, EVERY)]
    return [way for way, _ in ways]


def _times(there: Node | None, factor: Node) -> Leaf | None:
    """Return a number times a factor, with the sum in its note; None where one of them is no number."""
    if not isinstance(there, Leaf) or not isinstance(factor, Leaf):
        return None
    old, times = there.value, factor.value
    if not is_number(old) or not is_number(times):
        return None
    words = factor.sourcing
    note, zh = (_joined(f"{old:.12g} × {times:.12g}", word) for word in (words.note, words.note_zh or words.note))
    return replace(
        factor, value=float(f"{old * times:.12g}"), sourcing=replace(words, note=note, note_zh=words.note_zh and zh)
    )


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _no_product(tree: Branch, path: KeyPath, way: KeyPath, node: Node, place: str) -> Problem:
    """Return the problem of a factor on something that is no number, or of a factor that is none."""
    there = find(tree, way)
    fits = isinstance(there, Leaf) and is_number(there.value)
    return Problem(
        code="E114",
        place=place,
        key=dotted(path),
        got=shown(node) if fits else f"{dotted(way)}: {shown(there)}",
        expected="a factor, e.g. 1.08" if fits else "a number that can be multiplied",
        fix=f"write `{dotted(path)}: 1.08`" if fits else f"name a number before `.{TIMES}`",
    )
