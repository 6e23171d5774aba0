"""Sheets with a row per day and a column per step, turned into a row per step."""

from collections.abc import Sequence
from itertools import chain

from storage_model.prices.read.clock import DAY_S, clock_of
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.table import Cell, Column, Table
from storage_model.prices.ref import SeriesRef

MINUTES_PER_DAY = 1_440
_PERIOD = "period of the day"


def unfolded(table: Table, ref: SeriesRef, found: Findings) -> tuple[Table, SeriesRef] | None:
    """Return a wide table as a long one, and the words about it; None after noting why it cannot be unfolded.

    The block runs from the first to the last column named in `column`; its width gives the length of a step.
    """
    block = _block(table, ref, found)
    if block is None:
        return None
    first, count = block
    step_minutes = MINUTES_PER_DAY / count
    if not _hours_fit(table.header[first : first + count], ref, round(step_minutes * 60), found):
        return None
    kept = [index for index in range(len(table.header)) if not first <= index < first + count]
    columns: list[Column] = [_repeated(table.columns[index], count) for index in kept]
    periods: Column = list(range(1, count + 1)) * len(table.rows)
    cells = list(chain.from_iterable(zip(*table.columns[first : first + count], strict=True)))
    rows = [row for row in table.rows for _ in range(count)]
    header = (*(table.header[index] for index in kept), _PERIOD, ref.column)
    long = Table(header=header, columns=(*columns, periods, cells), rows=rows, format=table.format, source=table.source)
    day_column = ref.date or (None if ref.day else table.header[0])
    words = {"period": _PERIOD, "step_minutes": step_minutes, "first_period": 1, "date": day_column, "layout": "long"}
    return long, ref.model_copy(update=words)


def _repeated(column: Column, times: int) -> Sequence[Cell]:
    return [cell for cell in column for _ in range(times)]


def _block(table: Table, ref: SeriesRef, found: Findings) -> tuple[int, int] | None:
    """Return where the block of columns begins and how many there are."""
    ends = [name.strip() for name in ref.column.split("..")]
    absent = [name for name in ends if table.header.count(name) != 1]
    if absent or len(ends) != 2:
        expected = "one of " + ", ".join(name for name in table.header if name)
        fix = f"write `column: {table.header[1] if len(table.header) > 1 else ''}..{table.header[-1]}`"
        found.declared("column", "E203", f"no single column {' or '.join(absent)!r} in {found.shown}", expected, fix)
        return None
    first, last = (table.header.index(name) for name in ends)
    count = last - first + 1
    asked = MINUTES_PER_DAY / ref.step_minutes if ref.step_minutes else count
    if count < 1 or MINUTES_PER_DAY % count or count != asked:
        got = f"{count} columns from {ends[0]!r} to {ends[1]!r}"
        expected = f"{asked:g} columns" if ref.step_minutes else "24, 48, 96 or 288 columns, one per step of a day"
        found.error("E213", got, expected, "name the first and the last column of the day")
        return None
    return first, count


def _hours_fit(names: Sequence[str], ref: SeriesRef, step_s: int, found: Findings) -> bool:
    """Whether columns named by clock times are the steps of a day in order, as `label` says."""
    clocks = [clock_of(name) for name in names]
    if None in clocks:
        return True
    seconds = [clock.second for clock in clocks if clock is not None]
    starts = [number * step_s for number in range(len(names))]
    by_label = {"start": starts, "end": [start + step_s for start in starts]}
    by_midnight = [second or DAY_S for second in seconds]  # the last end of a day is written 24:00 or 0:00
    fits = [label for label, right in by_label.items() if right == (by_midnight if label == "end" else seconds)]
    if ref.label in fits:
        return True
    got = f"columns {names[0]}, {names[1]} … {names[-1]} with `label: {ref.label or 'not declared'}`"
    fix = f"declare `label: {fits[0]}`" if fits else "put the columns in the order of the day"
    found.error("E210", got, "columns named by the start or by the end of each step, declared", fix)
    return False
