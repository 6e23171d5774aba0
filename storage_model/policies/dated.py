"""Values by date of effect: the one that holds on a day, and what they come to over a calendar year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Annotated, Any, Self

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticKnownError

from storage_model.facts import is_number

_EXPECTED = "one number, or numbers by date of effect: {2026-01-01: 0.28}"


@dataclass(frozen=True, slots=True)
class Dated:
    """Amounts, each from its day on until the next one's, never negative; before the first day there is nothing.

    One plain number holds always.
    """

    steps: tuple[tuple[date, float], ...]

    @classmethod
    def always(cls, value: float) -> Self:
        """Return one value that never changes."""
        return cls(((date.min, value),))

    def on(self, day: date) -> float:
        """Return the value that holds on a day."""
        return next((value for begins, value in reversed(self.steps) if begins <= day), 0.0)

    def in_year(self, year: int) -> float:
        """Return the mean over the days of a calendar year."""
        first, beyond = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        begins = [day.toordinal() for day, _ in self.steps]
        ends = [*begins[1:], beyond]
        days = [max(0, min(end, beyond) - max(begin, first)) for begin, end in zip(begins, ends, strict=True)]
        if max(days) == beyond - first:
            return self.steps[days.index(max(days))][1]
        return sum(held * value for held, (_, value) in zip(days, self.steps, strict=True)) / (beyond - first)

    def written(self) -> float | dict[str, float]:
        """Return what a file would say."""
        if self.steps[0][0] == date.min:
            return self.steps[0][1]
        return {day.isoformat(): value for day, value in self.steps}


def _read(written: object) -> Dated:
    if isinstance(written, Dated):
        return written
    if isinstance(written, Mapping):
        if not written:
            raise ValueError(_EXPECTED)
        return Dated(tuple(sorted((_day(key), _amount(value)) for key, value in written.items())))
    return Dated.always(_amount(written))


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise ValueError(f"{_EXPECTED}; {text!r} is no date") from error


def _amount(written: object) -> float:
    if not is_number(written):
        raise PydanticKnownError("float_type")
    if not isfinite(written):
        raise PydanticKnownError("finite_number")
    if written < 0:
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    return float(written)


_NUMBER: dict[str, Any] = {"type": "number", "minimum": 0}
# Taken out of `anyOf` by the schema's own rule for scalars, which lets each number carry its source.
_SCHEMA = {"anyOf": [_NUMBER, {"type": "object", "additionalProperties": _NUMBER}]}

ByDate = Annotated[
    Dated, PlainValidator(_read), PlainSerializer(lambda value: value.written()), WithJsonSchema(_SCHEMA)
]
