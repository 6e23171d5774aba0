"""The base of every record that people write in a file: strict, frozen, no unknown keys, no infinite numbers."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class InputRecord(BaseModel):
    """A frozen record read from an input file; a docstring under a field is what editors show."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


Positive = Annotated[float, Field(gt=0)]
NonNegative = Annotated[float, Field(ge=0)]
Frac = Annotated[float, Field(ge=0, le=1)]
PositiveFrac = Annotated[float, Field(gt=0, le=1)]
EachMonth = Annotated[list[float], Field(min_length=12, max_length=12)]
CalendarYear = Annotated[int, Field(ge=2000, le=2100)]
