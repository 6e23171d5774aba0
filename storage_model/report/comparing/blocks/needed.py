"""The support that is needed, and the map over two numbers."""

from storage_model.cases.compare.break_even import BreakEven, IsoReturn
from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, indicator, money, plain, precise
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.report.format import state_label
from storage_model.report.label import Label, text
from storage_model.report.labels import summary_label

_HEADS = ("case", "parameter", "now", "needs", "met", "missed", "per_kw", "first_year", "present", "anew")


def needed_block(comparison: Comparison) -> Block:
    """Return each number that was solved for, with its certificate and its cost."""
    titles = {column.scenario.name: column.scenario.title for column in comparison.columns}
    return Block(
        key="needed",
        title=WORDS["needed"],
        note=WORDS["needed_note"],
        heads=tuple(WORDS[key] for key in _HEADS),
        rows=tuple(_row(one, text(titles[one.case].zh, titles[one.case].en)) for one in comparison.break_evens),
    )


def _row(found: BreakEven, case: Label) -> Cells:
    goal, needed = found.goal, found.needed
    unit = summary_label(found.aim.key).unit
    return (
        case,
        text(parameter_words(found.parameter.path)),
        plain(found.now, ",g"),
        state_label(goal.state) if goal.value is None else plain(goal.value, ",.4g" if goal.value < 1 else ",.2f"),
        NOTHING if goal.met is None else precise(goal.met.indicator, unit),
        NOTHING if goal.missed is None else precise(goal.missed.indicator, unit),
        plain(None if needed is None else needed.per_kw_yuan),
        money(None if needed is None else needed.first_year_yuan),
        money(None if needed is None else needed.present_yuan),
        WORDS["yes" if found.dispatched else "no"],
    )


def parameter_words(path: str) -> str:
    """Return a key path as the page shows it: a policy's without the word before it."""
    return path.removeprefix("policies.")


def map_block(found: IsoReturn | None) -> Block | None:
    """Return the map as a table, None where none was asked for."""
    if found is None:
        return None
    unit = summary_label(found.aim.key).unit
    names = (parameter_words(found.first.parameter.path), parameter_words(found.second.parameter.path))
    note = WORDS["map_note"]
    return Block(
        key="map",
        title=WORDS["map"],
        note=text(f"{note.zh} {names[0]} × {names[1]}", f"{note.en} {names[0]} × {names[1]}"),
        heads=(text(names[0]), *(text(f"{value:,g}") for value in found.second.values), WORDS["needed_second"]),
        rows=tuple(
            (plain(value, ",g"), *(indicator(one, unit) for one in row), plain(needed))
            for value, row, needed in zip(found.first.values, found.indicators, found.line, strict=True)
        ),
        parted=True,
    )
