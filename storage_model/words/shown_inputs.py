"""The inputs as the page shows them, each with its source and its mark."""

from dataclasses import dataclass

from storage_model.cases.answer import CaseAnswer
from storage_model.words.assumptions import FRACTION, Assumption, assumptions, owner_of
from storage_model.words.format import UNITS, field_unit
from storage_model.words.label import Label, noted, origin_words, text
from storage_model.words.labels.lookup import section_label


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """One number of the input with its source."""

    label: Label
    key: str
    value: str
    unit: Label
    assumed: bool
    changed: bool
    source: Label
    note: Label
    origin: Label
    date: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One series of the input: prices, gas, a demand."""

    key: str
    unit: Label
    mean: str
    source: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the input: an asset, a policy, a project."""

    title: Label
    counts: Label
    rows: tuple[InputRow, ...]


def series_rows(answer: CaseAnswer) -> tuple[SeriesRow, ...]:
    """Return every series a case reads, by the key path that names it; one without a source is assumed."""
    scenario = answer.scenario
    groups = [("prices", scenario.prices), ("foresight.forecast", scenario.forecast)]
    groups += [(f"prices_by_year.{year}", prices) for year, prices in scenario.prices_of_year.items()]
    groups += [(f"assets.{name}", by_field) for name, by_field in scenario.series.items()]
    groups += [(f"markets.{name}", by_field) for name, by_field in scenario.market_series.items()]
    return tuple(
        SeriesRow(
            key=f"{group}.{key}",
            unit=UNITS.get(series.unit, text(series.unit)),  # or a unit the file names itself
            mean=f"{series.values.mean() * (100.0 if series.unit == 'frac' else 1.0):,.5g}",
            source=series.source.removeprefix("source:").strip(),
            file=series.file,
        )
        for group, by_key in groups
        for key, series in by_key.items()
    )


def sections(answer: CaseAnswer) -> tuple[Section, ...]:
    """Return the parts of the input in the order of the files."""
    parts: dict[str, list[Assumption]] = {}
    for assumption in assumptions(answer.scenario):
        parts.setdefault(assumption.section, []).append(assumption)
    return tuple(_section(answer, name, rows) for name, rows in parts.items())


def changed_inputs(answer: CaseAnswer) -> tuple[InputRow, ...]:
    """Return the numbers that a delta or the command line set."""
    return tuple(_input(row) for row in assumptions(answer.scenario) if row.changed)


def _section(answer: CaseAnswer, name: str, rows: list[Assumption]) -> Section:
    assumed, changed = sum(row.fact.assumed for row in rows), sum(row.changed for row in rows)
    title, owner = section_label(name.partition(".")[0]), owner_of(answer.scenario, name)
    return Section(
        title=title if owner is None else text(f"{title.zh} · {owner.zh}", f"{title.en} · {owner.en}"),
        counts=text(
            f"{len(rows)} 个，假设 {assumed}，已改动 {changed}", f"{len(rows)}, assumed {assumed}, changed {changed}"
        ),
        rows=tuple(_input(row) for row in rows),
    )


def _input(row: Assumption) -> InputRow:
    fact = row.fact
    return InputRow(
        label=row.label,
        key=fact.key,
        value=str(fact.value) if row.calendar_year else f"{fact.value:,.10g}",
        unit=field_unit(row.unit.removeprefix(FRACTION).strip()),
        assumed=fact.assumed,
        changed=row.changed,
        source=noted(fact.source, fact.source_zh),
        note=noted(fact.note, fact.note_zh),
        origin=origin_words(fact.origin),
        date=fact.date,
        confidence=fact.confidence,
    )
