"""A value that is of another type or out of its range: what is allowed there, and what to write instead."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic_core import ErrorDetails

from storage_model.prices.ref import SeriesRef
from storage_model.problems import Problem
from storage_model.records import InputRecord
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.tree import (
    Branch,
    KeyPath,
    Leaf,
    children,
    deepest,
    dotted,
    figures,
    find,
    leaves,
    plain,
    shown,
)
from storage_model.scenario.validation.broken_rule import named_by, percent_among, place_of
from storage_model.scenario.validation.shape import record_at
from storage_model.scenario.validation.slips import in_unit_of, is_fraction, number_in, unit_of

MANY = 4
RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}
_NO_RECORD = "model_attributes_type"
_LENGTHS = {"too_short": ("at least", "min_length"), "too_long": ("at most", "max_length")}
_PLAIN_WORDS = {
    "number": "a number",
    "integer": "a whole number",
    "integer, got a number with a fractional part": "a whole number",
    "string": "a text",
    "boolean": "true or false",
    "list": "a list",
    "dictionary": "keys with values below it",
}
_BOUNDS = (
    ("gt", "greater than"),
    ("ge", "greater than or equal to"),
    ("lt", "less than"),
    ("le", "less than or equal to"),
)


def wrong_value(path: KeyPath, details: ErrorDetails, tree: Branch, shape: type[InputRecord]) -> Problem:
    """Return the problem of a value that its key does not take."""
    node, key, kind = find(tree, path), path[-1] if path else "", details["type"]
    allowed, unit = _allowed(path, details, tree, shape), unit_of(key)
    code = _range_code(key, node) if kind in RANGE else "E114"
    likely, fix = "", f"write {allowed}" if kind not in RANGE else f"write a value {allowed}"
    if isinstance(node, Leaf) and isinstance(node.value, str) and kind.startswith(("float", "int")):
        likely, fix = _decorated(key, node.value, allowed)
    if kind == "literal_error":
        words = allowed.removeprefix("one of ").split(", ")
        near = nearest(str(plain(node)) if node else "", words)
        fix = f"write `{key}: {near}`" if near else f"write `{key}:` with one of these"
    if kind == "list_type" and isinstance(node, Leaf):
        fix = _as_list(key, node, _limits(path, tree, shape))
    if kind == "model_type" and (record := record_at(shape, tree, path)):
        fix = f"write `{key}: {{{', '.join(f'{field}: …' for field in record.model_fields)}}}`"
    if kind == _NO_RECORD:
        fix = _whole_path(path, tree)
    if isinstance(node, Branch) and (series := _series_beside(path, tree, shape)):
        likely, fix = "a series where one number belongs", f"write `{series}: {{file: …}}`"
    if kind == "value_error":
        likely = percent_among(node)
    named = named_by(allowed, node)
    return Problem(
        code=code,
        place=place_of(deepest(tree, path), named.values()),
        key=dotted(path),
        got=", ".join(words for key in named for words in figures(named[key], key)) or shown(node),
        expected=f"{allowed} [{unit}]" if unit and unit not in allowed else allowed,
        likely=likely,
        fix=fix,
    )


def _allowed(path: KeyPath, details: ErrorDetails, tree: Branch, shape: type[InputRecord]) -> str:
    """Return what may stand at a key, in words of this project."""
    kind = details["type"]
    said = details["msg"].removeprefix("Input should be ").removeprefix("a valid ").removeprefix("Value error, ")
    if kind in RANGE:
        return _both_ends(path, tree, shape) or said
    if kind == "literal_error":
        return "one of " + str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    if kind == "model_type" and (record := record_at(shape, tree, path)):
        return "several values: " + ", ".join(record.model_fields)
    if kind == _NO_RECORD:
        return f"several values below {dotted(path)}"
    if kind in _LENGTHS:
        word, limit = _LENGTHS[kind]
        count = details.get("ctx", {}).get(limit)
        return f"{word} {count} {'value' if count == 1 else 'values'}"
    return _PLAIN_WORDS.get(said.partition(", unable to parse")[0], said)


def _both_ends(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> str:
    """Return every limit of a number, not the one alone that was broken."""
    limits = _limits(path, tree, shape)
    said = [f"{words} {getattr(limit, mark):g}" for mark, words in _BOUNDS for limit in limits if hasattr(limit, mark)]
    return " and ".join(said)


def _limits(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> Sequence[Any]:
    """Return what the record says of the values a key may hold, of those it need not hold too."""
    record = record_at(shape, tree, path[:-1])
    field = record.model_fields.get(path[-1]) if record and path else None
    if field is None:
        return ()
    said = (mark for kind in get_args(field.annotation) for mark in getattr(kind, "__metadata__", ()))
    return [*field.metadata, *(limit for mark in said for limit in getattr(mark, "metadata", ()))]


def _series_beside(path: KeyPath, tree: Branch, shape: type[InputRecord]) -> str:
    """Return the key beside this one that takes the same as a series: `price` for `price_yuan_per_mw_h`."""
    record, node = record_at(shape, tree, path[:-1]), find(tree, path)
    if record is None or node is None or "file" not in dict(children(node)):
        return ""
    fits = [
        name
        for name, field in record.model_fields.items()
        if path[-1].startswith(f"{name}_") and SeriesRef in get_args(field.annotation)
    ]
    return max(fits, key=len, default="")


def _as_list(key: str, leaf: Leaf, limits: Sequence[Any]) -> str:
    """Return how to write one value where a list belongs, as long as it has to be."""
    least = max((limit.min_length for limit in limits if hasattr(limit, "min_length")), default=1)
    if least < MANY:
        return f"write `{key}: [{', '.join([str(leaf.value)] * least)}]`"
    return f"write `{key}: [{leaf.value}, {leaf.value}, …]`, {least} values"


def _decorated(key: str, text: str, allowed: str) -> tuple[str, str]:
    """Return the likely slip and the fix for a text where a number belongs: a unit behind it, separators, quotes."""
    found = number_in(text)
    if found is None:
        return "", f"write {allowed}"
    number, behind = found
    if behind == "%" and unit_of(key) and not is_fraction(key):
        return "a percentage; this key takes the number itself", f"work it out and write it in {unit_of(key)}"
    likely = f"a number with {behind!r} behind it" if behind else "a number inside quotes or with separators"
    return likely, f"write {in_unit_of(key, number, behind)}" + (", the unit is in the key" if behind else "")


def _whole_path(path: KeyPath, tree: Branch) -> str:
    """Return the fix for one value where a name and keys below it are asked for."""
    above, word = path[:-1], path[-1]
    found = {way[-1]: way for way, _ in leaves(find(tree, above) or tree) if len(way) > 1}
    near = nearest(word, found)
    ways = [dotted((*above, *found[key])) for key in near.split(" or ") if key in found]
    names = ", ".join(key for key, child in children(find(tree, above) or tree) if not isinstance(child, Leaf))
    return "write " + " or ".join(f"`{way}`" for way in ways) if ways else f"name a key below one of {names}"


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
