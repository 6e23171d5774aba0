"""From a tree to a checked record, a case unless another is asked for; every slip with its place and its fix."""

from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from storage_model.problems import Problem
from storage_model.records import InputRecord
from storage_model.scenario.nearest import nearest
from storage_model.scenario.shape import kinds_below, record_at
from storage_model.scenario.slips import Slip, in_unit_of, is_fraction, number_in, percent_slip, slip_of, unit_of
from storage_model.scenario.tree import Branch, KeyPath, Leaf, children, deepest, dotted, find, leaves, plain, shown

_RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}
_UNREAD = {"E101", "E102", "E103", "E104", "E105", "E106", "E108", "E109", "E110", "E126", "E127", "E128"}
_KIND = {"union_tag_invalid", "union_tag_not_found"}

Record = TypeVar("Record", bound=InputRecord)


def validated(tree: Branch, shape: type[Record], problems: list[Problem]) -> Record | None:
    """Return the record, or None after noting every problem of its shape; slips of unit are noted either way.

    Keys a file would have brought are not called missing when that file could not be read.
    """
    unread = any(problem.code in _UNREAD for problem in problems)
    slips = {path: slip for path, leaf in leaves(tree) if (slip := slip_of(path[-1], leaf.value))}
    noted = {path: _of_slip(path, slip, tree) for path, slip in slips.items()}
    record: Record | None = None
    try:
        record = shape.model_validate(plain(tree))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = _path(details["loc"], tree)
            if unread and details["type"] == "missing" and len(path) == 1:
                continue
            if path not in slips or details["type"] not in _RANGE:
                noted[path] = _of_error(path, details, tree, shape)
    problems.extend(noted.values())
    return None if any(problem.severity == "error" for problem in noted.values()) else record


def _path(loc: tuple[int | str, ...], tree: Branch) -> KeyPath:
    """Return the key path of a pydantic location, which also names the kind it chose."""
    path: list[str] = []
    for step in map(str, loc):
        here = dict(children(deepest(tree, tuple(path))))
        kind = here.get("kind")
        if not (isinstance(kind, Leaf) and kind.value == step and step not in here):
            path.append(step)
    return tuple(path)


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
    return _wrong_value(path, details, tree, shape)


def _missing(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> Problem:
    record = record_at(shape, tree, path[:-1])
    field = record.model_fields.get(path[-1]) if record else None
    meaning = (field.description or "") if field else ""
    fix = f"add `{path[-1]}: …`"
    return Problem(
        code="E113", place=_place(tree, path), key=dotted(path), got="nothing", expected=meaning or path[-1], fix=fix
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
    likely, example = "", "…"
    if isinstance(value, int | float) and not isinstance(value, bool):
        example = f"{value:g}"
        if is_fraction(near) and 1 < value <= 100:
            likely, example = percent_slip(near, value).likely, f"{value / 100:g}"
    fix = " and ".join(f"`{key}: {example}`" for key in near.split(" or ") if key)
    if " or " in near and "efficiency" in near:
        fix = f"write one-way values whose product is {example}: " + fix.replace(example, "…")
    elif fix:
        fix = f"write {fix}"
    return Problem(
        code="E111",
        place=_place(tree, path),
        key=dotted(path),
        got=f"unknown key {path[-1]!r}" + ("" if node is None or value is None else f" with {shown(node)}"),
        expected=near or ("one of " + ", ".join(known) if known else "a known key"),
        likely=likely,
        fix=fix or "remove it, or use a key listed here",
    )


def _unknown_kind(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> Problem:
    known = list(kinds_below(shape, tree, path))
    node = find(tree, (*path, "kind"))
    near = nearest(str(node.value), known) if isinstance(node, Leaf) else ""
    return Problem(
        code="E113" if node is None else "E114",
        place=_place(tree, (*path, "kind")),
        key=dotted((*path, "kind")),
        got="nothing" if node is None else shown(node),
        expected="one of " + ", ".join(known),
        fix=f"write `kind: {near}`" if near else "add `kind:` with one of these",
    )


def _wrong_value(path: KeyPath, details: ErrorDetails, tree: Branch, shape: type[InputRecord]) -> Problem:
    node, key, kind = find(tree, path), path[-1] if path else "", details["type"]
    allowed = details["msg"].removeprefix("Input should be ").removeprefix("a valid ").removeprefix("Value error, ")
    unit = unit_of(key)
    code = _range_code(key, node) if kind in _RANGE else "E114"
    likely, fix = "", f"write {allowed}" if kind == "value_error" else f"write a value that is {allowed}"
    if isinstance(node, Leaf) and isinstance(node.value, str) and kind.startswith(("float", "int")):
        found = number_in(node.value)
        if found:
            number, behind = found
            likely = f"a number with {behind!r} behind it" if behind else "a number inside quotes or with separators"
            fix = f"write {in_unit_of(key, number, behind)}" + (", the unit is in the key" if behind else "")
    if kind == "literal_error":
        words = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        near = nearest(str(plain(node)) if node else "", words)
        allowed = "one of " + ", ".join(words)
        fix = f"write `{key}: {near}`" if near else f"write `{key}:` with one of these"
    if kind == "list_type" and isinstance(node, Leaf):
        fix = f"write `{key}: [{node.value}]`"
    if kind == "model_type" and (record := record_at(shape, tree, path)):
        allowed = "several values: " + ", ".join(record.model_fields)
        fix = f"write `{key}: {{{', '.join(f'{field}: …' for field in record.model_fields)}}}`"
    return Problem(
        code=code,
        place=_place(tree, path),
        key=dotted(path),
        got=shown(node),
        expected=f"{allowed} [{unit}]" if unit and unit not in allowed else allowed,
        likely=likely,
        fix=fix,
    )


def _range_code(key: str, node: object) -> str:
    """Return the code for a number out of range: zero or negative power, energy, money, lives, shares, the rest."""
    if key.endswith("power_mw"):
        return "E116"
    if key.endswith("energy_mwh"):
        return "E117"
    if key.endswith("amount_yuan") and isinstance(node, Leaf):
        return "E118"
    if key in ("first_year", "last_year", "years") or key.endswith("_years"):
        return "E121"
    return "E123" if "share_frac" in key else "E115"


def _place(tree: Branch, path: KeyPath) -> str:
    return deepest(tree, path).place
