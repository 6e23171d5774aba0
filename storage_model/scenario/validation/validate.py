"""From a tree to a checked record, a case unless another is asked for; every slip with its place and its fix."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from storage_model.facts import is_number
from storage_model.problems import Problem
from storage_model.records import InputRecord, words_of
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.tree import (
    Branch,
    KeyPath,
    Leaf,
    children,
    deepest,
    dotted,
    find,
    leaves,
    measure,
    plain,
    shown,
)
from storage_model.scenario.validation.example import fix_of
from storage_model.scenario.validation.other_unit import times_in
from storage_model.scenario.validation.shape import kinds_below, record_at
from storage_model.scenario.validation.slips import Slip, is_fraction, percent_slip, slip_of
from storage_model.scenario.validation.wrong_value import MANY, RANGE, wrong_value

_UNREAD = {"E101", "E102", "E103", "E104", "E105", "E106", "E108", "E109", "E110", "E126", "E127", "E128"}
_KIND = {"union_tag_invalid", "union_tag_not_found"}

Record = TypeVar("Record", bound=InputRecord)


def validated(tree: Branch, shape: type[Record], problems: list[Problem]) -> Record | None:
    """Return the record, or None after noting every problem of its shape; slips of unit are noted either way.

    Keys a file would have brought are not called missing when that file could not be read.
    """
    unread = not all_read(problems)
    slips = {path: slip for path, leaf in leaves(tree) if (slip := slip_of(measure(path), leaf.value))}
    noted = _told(slips, tree)
    record: Record | None = None
    try:
        record = shape.model_validate(plain(tree))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = _path(details["loc"], tree)
            if unread and details["type"] == "missing" and len(path) == 1:
                continue
            if path not in slips or not slips[path].severe or details["type"] not in RANGE:
                noted[path] = _of_error(path, details, tree, shape)
    problems.extend(noted.values())
    return None if any(problem.severity == "error" for problem in noted.values()) else record


def all_read(problems: list[Problem]) -> bool:
    """Whether every file named so far could be read."""
    return not any(problem.code in _UNREAD for problem in problems)


def _path(loc: tuple[int | str, ...], tree: Branch) -> KeyPath:
    """Return the key path of a pydantic location, which also names the kind it chose."""
    path: list[str] = []
    for step in map(str, loc):
        here = dict(children(deepest(tree, tuple(path))))
        kind = here.get("kind")
        if not (isinstance(kind, Leaf) and kind.value == step and step not in here):
            path.append(step)
    return tuple(path)


def _told(slips: Mapping[KeyPath, Slip], tree: Branch) -> dict[KeyPath, Problem]:
    """Return a problem for each slip; many alike in one list, as twelve months in another unit, are told once."""
    alike = Counter((path[:-1], slip.code) for path, slip in slips.items() if path[-1].isdigit())
    noted: dict[KeyPath, Problem] = {}
    for path, slip in slips.items():
        one = _of_slip(path, slip, tree)
        if not path[-1].isdigit() or alike[path[:-1], slip.code] < MANY:
            noted[path] = one
        elif path[:-1] not in noted:
            fix = f"{one.fix}; so for {alike[path[:-1], slip.code]} values of the list"
            noted[path[:-1]] = replace(one, key=dotted(path[:-1]), got=shown(find(tree, path[:-1])), fix=fix)
    return noted


def _of_slip(path: KeyPath, slip: Slip, tree: Branch) -> Problem:
    return Problem(
        code=slip.code,
        place=_place(tree, path),
        key=dotted(path),
        got=shown(find(tree, path)),
        expected=slip.expected,
        likely=slip.likely,
        fix=slip.fix,
        severity="error" if slip.severe else "warning",
    )


def _of_error(path: KeyPath, details: ErrorDetails, tree: Branch, shape: type[InputRecord]) -> Problem:
    kind = details["type"]
    if kind == "missing":
        return _missing(path, tree, shape)
    if kind == "extra_forbidden":
        return _unknown(path, tree, shape)
    if kind in _KIND:
        return _unknown_kind(path, tree, shape)
    return wrong_value(path, details, tree, shape)


def _missing(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> Problem:
    record = record_at(shape, tree, path[:-1])
    meaning = words_of(record).get(path[-1], "") if record else ""
    field = record.model_fields.get(path[-1]) if record else None
    return Problem(
        code="E113",
        place=_place(tree, path),
        key=dotted(path),
        got="nothing",
        expected=" ".join(meaning.split()) or path[-1],
        fix=fix_of(path[-1], field),
    )


def _unknown(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> Problem:
    record = record_at(shape, tree, path[:-1])
    fields = record.model_fields if record else {}
    known = list(fields)
    written = [key for key, _ in children(find(tree, path[:-1]) or tree)]
    forgotten = [key for key, field in fields.items() if field.is_required() and key not in written]
    near = nearest(path[-1], forgotten) or nearest(path[-1], known)
    node = find(tree, path)
    value = node.value if isinstance(node, Leaf) else None
    likely, example = _in_known_unit(path[-1], near, value)
    fix = " and ".join(f"`{key}: {example}`" for key in near.split(" or ") if key)
    if " or " in near and "efficiency" in near:
        fix = f"write one-way values whose product is {example}: " + fix.replace(example, "…")
    elif fix:
        fix = f"write {fix}"
    elif above := _level_above(path, tree, shape):
        fix = f"move it up: `{dotted(above)}`"
    return Problem(
        code="E111",
        place=_place(tree, path),
        key=dotted(path),
        got=f"unknown key {path[-1]!r}" + ("" if node is None or value is None else f" with {shown(node)}"),
        expected=near or ("one of " + ", ".join(known) if known else "a known key"),
        likely=likely,
        fix=fix or "remove it, or use a key listed here",
    )


def _level_above(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> KeyPath | None:
    """Return where a key belongs that stands too deep, None where no record above it knows the key."""
    for depth in range(len(path) - 2, -1, -1):
        record = record_at(shape, tree, path[:depth])
        if record and path[-1] in record.model_fields:
            return (*path[:depth], path[-1])
    return None


def _in_known_unit(written: str, near: str, value: object) -> tuple[str, str]:
    """Return the likely slip of unit and the number as it is to be written at the known key, `…` where it has none."""
    number = value if is_number(value) else None
    times = times_in(written, near)
    if times is not None:
        likely = f"another unit: a number in {written} times {times:g} is one in {near}"
        return likely, "…" if number is None else f"{number * times:.12g}"
    if number is not None and is_fraction(near) and 1 < number <= 100:
        return percent_slip(near, number).likely, f"{number / 100:g}"
    return "", "…" if number is None else f"{number:g}"


def _unknown_kind(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> Problem:
    known = list(kinds_below(shape, tree, path))
    node = find(tree, (*path, "kind"))
    given = node.value if isinstance(node, Leaf) else node
    near = nearest(str(given), known) if isinstance(node, Leaf) else ""
    return Problem(
        code="E113" if node is None else "E114",
        place=_place(tree, (*path, "kind")),
        key=dotted((*path, "kind")),
        got="nothing" if node is None else shown(node),
        expected="one of " + ", ".join(known),
        fix=f"write `kind: {near}`" if near else f"{'add' if given is None else 'write'} `kind:` with one of these",
    )


def _place(tree: Branch, path: KeyPath) -> str:
    return deepest(tree, path).place
