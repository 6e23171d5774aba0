"""Every field that takes a series says in which unit, in brackets a file's unit can be held against."""

from collections.abc import Iterator
from typing import get_args

import pytest

import storage_model.scenario.model  # noqa: F401 - every kind of record exists once the catalogues are read
from storage_model.prices.ref import SeriesRef
from storage_model.records import InputRecord, words_of
from storage_model.scenario.series.fitting import asked_unit


def fields(record: type[InputRecord]) -> Iterator[tuple[type[InputRecord], str]]:
    """Yield the fields of a record and of all that follow from it that take a series."""
    for name, field in record.model_fields.items():
        if SeriesRef in (field.annotation, *get_args(field.annotation)):
            yield record, name
    for below in record.__subclasses__():
        yield from fields(below)


FIELDS = {f"{record.__name__}.{name}": words_of(record)[name] for record, name in fields(InputRecord)}


def test_series_are_found() -> None:
    """A search that finds nothing would pass below."""
    assert {"GasPlant.pure_flow", "Prices.day_ahead", "Heat.demand"} <= FIELDS.keys()


@pytest.mark.parametrize("words", FIELDS.values(), ids=FIELDS.keys())
def test_a_series_says_its_unit(words: str) -> None:
    """Words without brackets, or with a unit no file can be in, would let a series in any unit through."""
    assert asked_unit(words) is not None, words


@pytest.mark.parametrize(
    ("written", "unit"),
    [("MW", "mw"), ("0–1", "frac"), ("m³/h", "m3_per_h"), ("yuan/MW·h", "yuan_per_mw_h"), ("°C", None)],
)
def test_brackets_are_units_of_the_model(written: str, unit: str | None) -> None:
    """As people write it, as the model calls it; nothing for what no series is in."""
    assert asked_unit(f"words / words [{written}]") == unit


def test_words_without_brackets_ask_for_nothing() -> None:
    """A file and a column have no unit."""
    assert asked_unit("path of the data file") is None
