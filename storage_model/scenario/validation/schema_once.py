"""A JSON Schema in which every shape of a value is said once, under `$defs`, and referred to where a key takes it."""

import json
import re
from typing import Any

from storage_model.scenario.validation.schema import DEFINED, SOURCES, Schema

VALUE, WORDS = "Value.", "Sources"
_SAID_AT_THE_KEY = ("description", "default", "x-unit")


def said_once(schema: Schema) -> Schema:
    """Return the same rules, a fraction as long: hundreds of keys take the same number, bare or beside its source."""
    found: dict[str, Schema] = {}
    short = _shortened(schema, found)
    return {**short, "$defs": {**short["$defs"], WORDS: SOURCES, **dict(sorted(found.items()))}}


def _shortened(part: Any, found: dict[str, Schema]) -> Any:
    """Return a part with each value's shape in `found`; what its key says (words, unit) stays beside the reference."""
    if isinstance(part, list):
        return [_shortened(one, found) for one in part]
    if not isinstance(part, dict):
        return part
    if part == SOURCES:
        return {"$ref": DEFINED + WORDS}
    if not _sourced_value(part):
        return {key: _shortened(one, found) for key, one in part.items()}
    own = {key: part[key] for key in _SAID_AT_THE_KEY if key in part}
    name = VALUE + _plain(part["anyOf"][0])
    shape = {"anyOf": [part["anyOf"][0], _with_words(part["anyOf"][1])]}
    # Two shapes of one plain name: the second stays where it is.
    return {"$ref": DEFINED + name, **own} if found.setdefault(name, shape) == shape else {**shape, **own}


def _sourced_value(part: Schema) -> bool:
    """Return whether a part is a value that may also stand in a mapping beside its source."""
    ways = part.get("anyOf")
    if not isinstance(ways, list) or len(ways) != 2:
        return False
    return bool(ways[1].get("required") == ["value"] and ways[1]["properties"]["value"] == ways[0])


def _with_words(mapping: Schema) -> Schema:
    """Return the mapping of a value and its source, whose words are those of `sources`."""
    words = {word: {"$ref": f"{DEFINED}{WORDS}/properties/{word}"} for word in SOURCES["properties"]}
    return {**mapping, "properties": {"value": mapping["properties"]["value"], **words}}


def _plain(value: Schema) -> str:
    """Return the rules of a bare value as a name that needs no escape in a reference."""
    return re.sub(r"[^A-Za-z0-9_-]+", ".", json.dumps(value, sort_keys=True)).strip(".")
