"""Every input of a case with its words, source and mark: assumed, or changed from the base."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from storage_model.facts import Fact, is_number
from storage_model.records import words_of
from storage_model.report.label import Label, Lang, text
from storage_model.scenario.model import Case
from storage_model.scenario.scenario import Scenario

_CHANGED = ("delta ", "--set")
_BY_NAME = ("assets", "projects", "policies")
FRACTION = "0–1"
"""is no unit: the value says it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One number of the input; `section` is the first part of its key, or two where things are named."""

    fact: Fact
    section: str
    label: Label
    unit: str

    @property
    def changed(self) -> bool:
        """Whether a delta or the command line set it."""
        return self.fact.origin.startswith(_CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCount:
    """How many numbers a case rests on, and how many of them no document stands behind."""

    all: int
    assumed: int


def count_inputs(scenario: Scenario) -> InputCount:
    """Return the count of numbers and of assumed numbers."""
    numbers = [fact for fact in scenario.facts.values() if is_number(fact.value)]
    return InputCount(all=len(numbers), assumed=sum(fact.assumed for fact in numbers))


def assumptions(scenario: Scenario) -> tuple[Assumption, ...]:
    """Return every number of the input in the order of the files, with the words of its field."""
    return tuple(_assumption(scenario, key, fact) for key, fact in scenario.facts.items() if is_number(fact.value))


def input_words(scenario: Scenario, key: str) -> tuple[Label, str]:
    """Return what an input is called and the unit its field names; one that no field describes is called by its key."""
    path = key.split(".")
    words, unit = _split_unit(_described(scenario, path) or key)
    zh, _, en = words.partition(" / ")
    place = "".join(f" · {int(part) + 1}" for part in path[-2:] if part.isdigit())
    label = Label(
        zh=_row_title(scenario, path, "zh") + zh + place,
        en=_row_title(scenario, path, "en") + (en or zh) + place,
        unit="none",
    )
    return label, unit


def section_of(key: str) -> str:
    """Return the first part of a key, or two where things are named."""
    path = key.split(".")
    return ".".join(path[: 2 if path[0] in _BY_NAME and len(path) > 2 else 1])


def owner_of(scenario: Scenario, section: str) -> Label | None:
    """Return what a named asset, project or policy is called; None where a section is of nothing named."""
    head, _, name = section.partition(".")
    if not name:
        return None
    title = getattr(getattr(scenario, head).get(name), "title", None)
    return text(name) if title is None else text(title.zh, title.en)


def _assumption(scenario: Scenario, key: str, fact: Fact) -> Assumption:
    label, unit = input_words(scenario, key)
    return Assumption(fact=fact, section=section_of(key), label=label, unit=unit)


def _row_title(scenario: Scenario, path: list[str], lang: Lang) -> str:
    """Return the title of the row an entry belongs to (an investment, a cost, a loan), empty when it has none."""
    keys = [".".join([*path[:depth], "title", lang]) for depth in range(3, len(path))]
    return "".join(f"{scenario.facts[key].value} · " for key in keys if key in scenario.facts)


def _described(scenario: Scenario, path: list[str]) -> str:
    """Return the description of the last field along a key path; the scenario settles which kind an entry is."""
    found = ""
    record: type[BaseModel] | None = Case
    for depth, key in enumerate(path):
        if record is None or key not in record.model_fields:
            owner = getattr(scenario, path[0], {})
            if depth == 1 and isinstance(owner, Mapping) and isinstance(owner.get(key), BaseModel):
                record = type(owner[key])
            continue
        found = words_of(record).get(key, found)
        record = _record_in(record.model_fields[key].annotation)
    return found


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record a field holds, directly, as the values of a mapping or a list, or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (dict, list):
        return _record_in(get_args(annotation)[-1])
    if get_origin(annotation) is Annotated:
        return _record_in(get_args(annotation)[0])
    if isinstance(annotation, UnionType):
        return next((found for part in get_args(annotation) if (found := _record_in(part))), None)
    return None


def _split_unit(words: str) -> tuple[str, str]:
    text, bracket, unit = words.rpartition("[")
    return (text.strip(), unit.rstrip("]").strip()) if bracket and unit.endswith("]") else (words, "")
