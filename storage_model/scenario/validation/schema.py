"""The JSON Schema of input files, composed from the records and their catalogues; editors complete and check by it."""

import json
from typing import Any

from storage_model.prices.ref import SeriesRef
from storage_model.records import InputRecord
from storage_model.scenario.model import Case, ProjectFile
from storage_model.scenario.reading.sourcing import CONFIDENCES, HEADING
from storage_model.scenario.validation.slips import unit_of

Schema = dict[str, Any]

_WORD: Schema = {"type": "string"}
_WORDS: Schema = {
    "source": {**_WORD, "description": "来源 / document behind the value; `assumed` when there is none"},
    "date": {**_WORD, "description": "日期 / date of effect or of reading, YYYY-MM-DD"},
    "confidence": {"enum": list(CONFIDENCES), "description": "可信度 / H official or two sources, M one, L weak"},
    "note": {**_WORD, "description": "备注 / what a reader should know"},
    "source_zh": {**_WORD, "description": "来源（中文） / the source in Chinese, where the wordings differ"},
    "note_zh": {**_WORD, "description": "备注（中文） / the note in Chinese, where the wordings differ"},
}
SOURCES: Schema = {
    "type": "object",
    "properties": _WORDS,
    "additionalProperties": False,
    "description": "来源 / source of every value below that names none",
}
_EXTENDS: Schema = {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DEFINED, PARTLY = "#/$defs/", "Part."
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_SCALARS = {"string", "number", "integer", "boolean", "null"}


def record_schema(shape: type[InputRecord]) -> Schema:
    """Return the schema of a file that is one record by itself."""
    whole = shape.model_json_schema(by_alias=True)
    definitions = {name: _sourced(definition) for name, definition in whole.pop("$defs", {}).items()}
    return {"$schema": DRAFT, **_sourced(whole), "$defs": definitions}


def input_schema() -> Schema:
    """Return one schema for the three kinds of file: policy (has `kind`), project (has `assets`), case (the rest)."""
    whole = Case.model_json_schema(by_alias=True)
    definitions = {name: _sourced(definition) for name, definition in whole["$defs"].items()}
    properties = {key: _sourced(value, key) for key, value in whole["properties"].items()}
    policy = whole["properties"]["policies"]["additionalProperties"]
    return {
        "$schema": DRAFT,
        "$defs": {
            **definitions,
            **{f"{PARTLY}{name}": _partly(definitions[name]) for name in sorted(_used(properties, definitions))},
            "Project": _project(properties),
            "Case": _case(properties, definitions),
        },
        "if": {"required": ["kind"]},
        "then": policy,
        "else": {
            "if": {"required": ["assets"], "not": {"required": ["prices"]}},
            "then": {"$ref": "#/$defs/Project"},
            "else": {"$ref": "#/$defs/Case"},
        },
    }


def _project(properties: Schema) -> Schema:
    """Return the schema of a project; one that extends others need not be whole, and null takes something out."""
    own = {key: properties[key] for key in ProjectFile.model_fields}
    partly = {key: _partly(value) for key, value in own.items()}
    for key in ("assets", "markets", "projects"):
        known = partly[key]["additionalProperties"]
        partly[key] = {**partly[key], "additionalProperties": {"anyOf": [known, {"type": "null"}]}}
    extends = {**_EXTENDS, "description": "基础项目 / project file to start from"}
    return {
        "if": {"required": ["extends"]},
        "then": _object({**partly, "extends": extends}),
        "else": {**_object(own), "required": list(own)},
        "description": ProjectFile.__doc__,
    }


def _used(properties: Schema, definitions: Schema) -> set[str]:
    """Return the names of the definitions that a project's keys lead to."""
    found: set[str] = set()
    ahead = [properties[key] for key in ProjectFile.model_fields]
    while ahead:
        text = json.dumps(ahead.pop())
        names = {name for name in definitions if f'"{DEFINED}{name}"' in text} - found
        found |= names
        ahead += [definitions[name] for name in names]
    return found


def _partly(schema: Any) -> Any:
    """Return a schema in which nothing is required at any depth, for what a file changes in the one it extends."""
    if isinstance(schema, list):
        return [_partly(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = ("required", "discriminator", "default")  # a key that is not written stays what the other file says
    kept = {key: _partly(value) for key, value in schema.items() if key not in left_out}
    if "value" in schema.get("required", ()):
        kept["required"] = ["value"]
    if "oneOf" in kept:
        kept["anyOf"] = kept.pop("oneOf")
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].replace(DEFINED, f"{DEFINED}{PARTLY}")
    return kept


def _case(properties: Schema, definitions: Schema) -> Schema:
    """Return the schema of a case; nothing is required, since a case may extend another."""
    prices = definitions["Prices"]["properties"]
    series = {key: value for key, value in definitions[SeriesRef.__name__].items() if key != "required"}
    partial = {key: {**series, "description": prices[key]["description"]} for key in prices if key != HEADING}
    policies = {"anyOf": [_WORD, {"type": "null"}, properties["policies"]["additionalProperties"]]}
    words = properties["policies"]["description"] + "; a file name, or null to take one out"
    own = {
        **properties,
        "extends": {**_EXTENDS, "description": "基础方案 / case to start from"},
        "project": {**_WORD, "description": "项目文件 / project file"},
        "prices": {**_object(partial), "description": properties["prices"]["description"]},
        "policies": {"type": "object", "additionalProperties": policies, "description": words},
        "deltas": {
            "type": "object",
            "additionalProperties": {"type": ["object", "null"]},
            "description": "变动 / named changes on top: `name: {key.path: value}`",
        },
    }
    return {**_object(own), "description": Case.__doc__}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": {**properties, HEADING: SOURCES}, "additionalProperties": False}


def _sourced(schema: Schema, key: str = "") -> Schema:
    """Return a schema in which every scalar may also be `{value, source, date, confidence, note}`."""
    described = {name: schema[name] for name in ("description", "default") if schema.get(name) not in _NOTHING}
    bare = {name: value for name, value in schema.items() if name not in {"title", "default", *described}}
    if unit := unit_of(key):
        described["x-unit"] = unit
    if bare.get("type") in _SCALARS or "enum" in bare:
        return {"anyOf": [bare, _with_words(bare)], **described}
    if "anyOf" in bare:
        return {**bare, "anyOf": [_sourced(part) for part in bare["anyOf"]], **described}
    if "const" in bare:
        return {**bare, **described}
    if "properties" in bare:
        inner = {name: _sourced(value, name) for name, value in bare["properties"].items()}
        return {**bare, **_object(inner), **described}
    if bare.get("type") == "array":
        listed = {**bare, "items": _sourced(bare["items"])}
        return {"anyOf": [listed, _with_words(bare)], **described}
    if isinstance(bare.get("additionalProperties"), dict):
        bare = {**bare, "additionalProperties": _sourced(bare["additionalProperties"])}
    return {**bare, **described}


def _with_words(value: Schema) -> Schema:
    properties = {"value": value, **_WORDS}
    return {"type": "object", "properties": properties, "required": ["value"], "additionalProperties": False}
