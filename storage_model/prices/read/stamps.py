"""The time written in each row: its day, its clock time, its offset, as the file says them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storage_model.blocks import IntArray
from storage_model.prices.read.clock import (
    DAY_S,
    Clock,
    clock_of,
    clock_text,
    day_of,
    distinct,
    first_of_range,
    order_is_open,
    split_stamps,
)
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.table import Cell, Column, Table
from storage_model.prices.read.written import Written
from storage_model.prices.ref import SeriesRef

MIDNIGHT = Clock(second=0)
# Days since 1899-12-30, of the years 1982 to 2064, as a cell without a date format is saved.
_EXCEL_DAYS = re.compile(r"[3-5]\d{4}(\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """What the clock showed, in seconds since 1970, shape (rows,), and what the file says about its zone.

    `offsets_s` holds the written offset [s], `has_offset` where one is written, `zone_names` names such as CET by row.
    """

    clock_s: IntArray
    offsets_s: IntArray
    has_offset: npt.NDArray[np.bool]
    zone_names: Mapping[int, str]
    written: Written


def stamps_of(table: Table, ref: SeriesRef, found: Findings) -> Stamps | None:
    """Return the time of every row, or None after noting the rows whose time cannot be read as declared."""
    dates, clocks, columns = _texts(table, ref)
    days = distinct(lambda text: day_of(text, ref.date_order), dates)
    times = distinct(lambda text: clock_of(text) if text else MIDNIGHT, clocks)
    written = Written(columns=columns, rows=table.rows)
    unread = np.flatnonzero(days.unread() | times.unread()).tolist()
    seconds = times.each(lambda clock: clock.second)
    late = np.flatnonzero(seconds == DAY_S).tolist() if ref.label != "end" else []
    if unread:
        _note_unread(unread, written, ref, found)
    if late:
        got, fix = f"{len(late)} times of 24:00: {written.places(late)}", "declare `label: end`"
        found.error("E210", got, "times below 24:00, or `label: end`", fix, "times that mark the end of their step")
    if unread or late:
        return None
    forget = bool(ref.ignore_offset)
    named = np.flatnonzero(times.each(lambda clock: bool(clock.zone_name) and not forget)).tolist()
    stamps = Stamps(
        clock_s=days.each(lambda day: day) * DAY_S + seconds,
        offsets_s=times.each(lambda clock: clock.offset_s or 0),
        has_offset=times.each(lambda clock: clock.offset_s is not None and not forget).astype(bool),
        zone_names={row: clock.zone_name for row in named if (clock := times.meanings[times.of_row[row]]) is not None},
        written=written,
    )
    if ref.label is None and not (stamps.has_offset.all() and _is_iso(dates[0])):
        _note_undeclared(stamps, found)
        return None
    return stamps


def _texts(table: Table, ref: SeriesRef) -> tuple[list[str], list[str], tuple[Column, ...]]:
    """Return the date and the clock time of every row as text, and the columns they stand in; of a range its start."""
    whole = ref.timestamp or (None if ref.date or ref.day else table.header[0])
    if whole is not None:
        column = table.column(whole)
        return *split_stamps(_starts(column, ref)), (column,)
    day: Column = table.column(ref.date) if ref.date else [ref.day] * len(table.rows)
    hour: Column = table.column(ref.time) if ref.time else [""] * len(table.rows)
    return split_stamps(day)[0], [clock_text(cell) for cell in _starts(hour, ref)], (day, hour)


def _starts(cells: Sequence[Cell], ref: SeriesRef) -> Sequence[Cell]:
    """Return where each range starts; what is no range stays as it is and is not read as one."""
    if ref.label != "range":
        return cells
    return [
        (first_of_range(cell.strip()) or f"{cell} is no range") if isinstance(cell, str) else cell for cell in cells
    ]


def _is_iso(text: str) -> bool:
    return len(text) == len("2026-01-31") and text[4] == text[7] == "-"


def _note_unread(unread: Sequence[int], written: Written, ref: SeriesRef, found: Findings) -> None:
    first = written.text(unread[0])
    likely, fix = "", "delete rows that are no data; write times like 2026-01-01 00:15; or declare another column"
    if first_of_range(first) and ref.label != "range":
        likely, fix = "a range from start to end", "declare `label: range`"
    elif order_is_open(first.split(" ")[0]) and ref.date_order in (None, "ymd"):
        likely, fix = "a date that ends with its year", "declare `date_order: dmy` or `date_order: mdy`"
    elif _EXCEL_DAYS.fullmatch(first):
        likely, fix = "days as Excel counts them", "format the column as date and time; save again"
    elif "：" in first:
        likely, fix = "a full-width colon `：`", "write times like 2026-01-01 00:15"
    expected = f"times like 00:15 and dates in the order {ref.date_order or 'ymd'}"
    found.error("E210", f"{len(unread)} times that cannot be read: {written.places(unread)}", expected, fix, likely)


def _note_undeclared(stamps: Stamps, found: Findings) -> None:
    last = len(stamps.clock_s) - 1
    shown = [repr(stamps.written.text(row)) for row in (0, min(1, last), last)]
    first, second, final = (int(stamps.clock_s[row]) % DAY_S for row in (0, min(1, last), last))
    likely = "start" if first == 0 else "end" if final == 0 and second == 2 * first else ""
    found.error(
        "E210",
        f"times without offset, from {shown[0]}, {shown[1]} to {shown[2]}",
        "ISO times with offset that start their step, or `label` declared",
        "declare `label: start` or `label: end`; and `zone` unless the clock is that of +08:00",
        f"times that mark the {likely} of their step" if likely else "",
    )
