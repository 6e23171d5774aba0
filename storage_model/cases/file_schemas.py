"""The JSON Schema of every kind of file a user writes, by the word `storage-model schema` takes for it."""

from collections.abc import Callable, Mapping
from functools import partial

from storage_model.cases.many.sweep_file import SweepFile
from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.sizing.asked import Sizing
from storage_model.scenario.validation.schema import Schema, input_schema, record_schema
from storage_model.scenario.validation.schema_once import said_once


def sweep_schema() -> Schema:
    """Return the schema of a sweep file, in which an axis may be a bare list."""
    found = record_schema(SweepFile)
    values, axes = found["$defs"]["Axis"]["properties"]["values"], found["properties"]["axes"]
    listed = values["anyOf"][0]["anyOf"][0]
    axes["additionalProperties"] = {"anyOf": [listed, axes["additionalProperties"]]}
    return found


WHOLE: Mapping[str, Callable[[], Schema]] = {
    "inputs": input_schema,
    "sweep": sweep_schema,
    "uncertainty": partial(record_schema, Uncertainty),
    "sizing": partial(record_schema, Sizing),
}


def file_schema(kind: str) -> Schema:
    """Return the schema of a kind of file as it is shipped, every shape of a value said once."""
    return said_once(WHOLE[kind]())
