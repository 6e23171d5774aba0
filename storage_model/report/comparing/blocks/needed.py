"""The support that is needed, and the map over two numbers."""

from storage_model.cases.compare.break_even import BreakEven
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.goal_seek import Goal
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, indicator, money, plain, precise, titled
from storage_model.report.comparing.blocks.parameters import map_labels, parameter_label
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.format import state_label
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import summary_label

_HEADS = ("case", "parameter", "now", "needs", "met", "missed", "per_kw", "first_year", "present", "anew")


def needed_block(comparison: Comparison) -> Block:
    """Return each number that was solved for, with its certificate and its cost."""
    return Block(
        key="needed",
        title=WORDS["needed"],
        note=WORDS["needed_note"],
        heads=tuple(WORDS[key] for key in _HEADS),
        rows=tuple(_row(comparison, one) for one in comparison.break_evens),
    )


def _row(comparison: Comparison, found: BreakEven) -> Cells:
    goal, needed = found.goal, found.needed
    # Out of reach: the return is that of the most the number may be; there is no step less of it to tell.
    there, less = (goal.missed, None) if goal.state == "unreachable" else (goal.met, goal.missed)
    unit = summary_label(found.aim.key).unit
    return (
        titled(comparison.case(found.case).scenario.title),
        parameter_label(comparison, found.case, found.parameter.path),
        plain(found.now, ",g"),
        _why_none(goal) if goal.value is None else plain(goal.value, ",.4g" if goal.value < 1 else ",.2f"),
        NOTHING if there is None else precise(there.indicator, unit),
        NOTHING if less is None else precise(less.indicator, unit),
        plain(None if needed is None else needed.per_kw_yuan),
        money(None if needed is None else needed.first_year_yuan),
        money(None if needed is None else needed.present_yuan),
        WORDS["yes" if found.dispatched else "no"],
    )


def _why_none(goal: Goal) -> Label:
    """Return why no value meets the target; out of reach, up to where it was looked for."""
    why = state_label(goal.state)
    if goal.state != "unreachable" or goal.missed is None:
        return why
    most = f"{goal.missed.value:,g}"
    return text(f"{why.zh}（至 {most}）", f"{why.en} (up to {most})")


def map_block(comparison: Comparison) -> Block | None:
    """Return the map as a table, None where none was asked for."""
    found = comparison.map
    if found is None:
        return None
    unit = summary_label(found.aim.key).unit
    first, second = map_labels(comparison, found)
    note = WORDS["map_note"]
    return Block(
        key="map",
        title=WORDS["map"],
        note=text(f"{note.zh}{first.zh} × {second.zh}。", f"{note.en} {first.en} × {second.en}."),
        heads=(first, *(text(f"{value:,g}") for value in found.second.values), WORDS["needed_second"]),
        rows=tuple(
            (plain(value, ",g"), *(indicator(one, unit) for one in row), plain(needed))
            for value, row, needed in zip(found.first.values, found.indicators, found.line, strict=True)
        ),
        parted=True,
    )
