"""The base of every record that people write in a file: strict, frozen, no unknown keys, no infinite numbers."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler


class InputRecord(BaseModel):
    """A frozen record read from an input file; a docstring under a field is what editors show."""

    # Most records are parts of another, which checks them: a checker of their own is made when first asked for.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the record's JSON Schema, each field with its words."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, words in words_of(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = words
        return schema


@cache
def words_of(record: type[BaseModel]) -> Mapping[str, str]:
    """Return the words under each field of a record that has some.

    They are read from the source when first asked for: messages and the schema want them, and pydantic's own way would
    parse every record whenever the program starts.
    """
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if issubclass(kind, InputRecord):
            found |= dict.fromkeys(inspect.get_annotations(kind), "") | dict(_written_in(kind))
    return {name: words for name, words in found.items() if words and name in record.model_fields}


def _written_in(record: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield each field of a class and the string that stands under it."""
    (definition,) = ast.parse(dedent(inspect.getsource(record))).body
    for field, below in pairwise(definition.body if isinstance(definition, ast.ClassDef) else ()):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield field.target.id, inspect.cleandoc(below.value.value)


def _day(text: str) -> str:
    """Return a day as it is written; Python would take `20260131` too, and numpy that for a year."""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise ValueError("a date like 2026-01-31")
    return text


Day = Annotated[str, AfterValidator(_day)]
Positive = Annotated[float, Field(gt=0)]
NonNegative = Annotated[float, Field(ge=0)]
Frac = Annotated[float, Field(ge=0, le=1)]
PositiveFrac = Annotated[float, Field(gt=0, le=1)]
EachMonth = Annotated[list[float], Field(min_length=12, max_length=12)]
CalendarYear = Annotated[int, Field(ge=2000, le=2100)]
LifeYears = Annotated[int, Field(ge=1, le=60)]
Years = Annotated[int, Field(ge=0, le=60)]
