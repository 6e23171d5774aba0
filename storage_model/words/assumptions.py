"""Every input of a case with its words, source and mark: assumed, or changed from the base."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from storage_model.facts import Fact, is_number
from storage_model.records import words_of
from storage_model.scenario.model import Case
from storage_model.scenario.scenario import Scenario
from storage_model.words.label import Label, Lang, text

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

    @property
    def calendar_year(self) -> bool:
        """Whether it is a date, which no thousands are parted in; 22 yuan per kW and year is none."""
        field = self.fact.key.rpartition(".")[2]
        return isinstance(self.fact.value, int) and field.endswith("_year") and not self.unit


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
    """Return every number of the input in the order of the files, with the words of its field, no two alike."""
    rows = [_assumption(scenario, key, fact) for key, fact in scenario.facts.items() if is_number(fact.value)]
    often = Counter((row.section, row.label.zh) for row in rows)
    return tuple(_told_apart(scenario, row) if often[row.section, row.label.zh] > 1 else row for row in rows)


def input_words(scenario: Scenario, key: str) -> tuple[Label, str]:
    """Return what an input is called and the unit its field names; one that no field describes is called by its key."""
    path = key.split(".")
    words, unit = _split_unit(" ".join(_described(scenario, path).split()) or key)
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
    """Return the title of the row an entry belongs to (an investment, a cost, a loan), or its name without one.

    What a section is called by already is not said again.
    """
    known = len(section_of(".".join(path)).split("."))
    words = list(_words_along(scenario, path))
    named = [depth for depth in range(known, len(path) - 1) if words[depth] is None and not path[depth].isdigit()]
    titles = [scenario.facts.get(".".join([*path[: depth + 1], "title", lang])) for depth in named]
    found = (path[depth] if title is None else title.value for depth, title in zip(named, titles, strict=True))
    return "".join(f"{one} · " for one in found)


def _told_apart(scenario: Scenario, row: Assumption) -> Assumption:
    """Return a row with what it stands in before its words (供热 · 增值税率), or its date behind them."""
    path, label = row.fact.key.split("."), row.label
    if [*_words_along(scenario, path)][-1] is None:
        zh, en = f"{label.zh} · {path[-1]}", f"{label.en} · {path[-1]}"
    else:
        above, _, within = _split_unit(_described(scenario, path[:-1]))[0].partition(" / ")
        zh, en = f"{above} · {label.zh}", f"{re.split('[;,]', within)[0]} · {label.en}"
    return replace(row, label=replace(label, zh=zh, en=en))


def _described(scenario: Scenario, path: list[str]) -> str:
    """Return the description of the last field along a key path."""
    return next((words for words in reversed(list(_words_along(scenario, path))) if words), "")


def _words_along(scenario: Scenario, path: list[str]) -> Iterator[str | None]:
    """Yield the description of each part of a key path, None for a name.

    The scenario settles which kind an entry is.
    """
    record: type[BaseModel] | None = Case
    for depth, key in enumerate(path):
        if record is None or key not in record.model_fields:
            owner = getattr(scenario, path[0], {})
            if depth == 1 and isinstance(owner, Mapping) and isinstance(owner.get(key), BaseModel):
                record = type(owner[key])
            yield None
            continue
        yield words_of(record).get(key, "")
        record = _record_in(record.model_fields[key].annotation)


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
