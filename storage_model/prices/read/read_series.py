"""A column of somebody's file as a series, or every reason why not."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from storage_model.horizon import Horizon
from storage_model.prices.read.blocks import by_the_clock, hours_of_blocks
from storage_model.prices.read.columns import has_columns, is_without_units_row, one_series, parting_column
from storage_model.prices.read.declared import check_unit, times_are_declared
from storage_model.prices.read.files import Files, Opened
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.numbers import numbers_of
from storage_model.prices.read.plausible import check_values
from storage_model.prices.read.select_days import kept_days
from storage_model.prices.read.steps import check_steps
from storage_model.prices.read.table import Table
from storage_model.prices.read.when import HOUR_S, times_of
from storage_model.prices.read.wide import unfolded
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.prices.unit import unit_named
from storage_model.problems import InputError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A series as it stands in a file, and what looks odd about it."""

    series: Series
    warnings: tuple[Problem, ...]


def read_series(path: Path, shown: str, ref: SeriesRef, name: str, files: Files | None = None) -> Reading:
    """Return the series a file holds under the conventions declared in `ref`, in the unit of the model.

    `shown` is the path users know, `name` what the series is called. Raises InputError with every problem found.
    """
    found = Findings(shown=shown)
    check_unit(ref, found)
    opened = (files or Files()).open(path, ref, found)
    series = _series(opened, ref, name, found)
    if series is None or found.broken:
        raise InputError(found.problems)
    return Reading(series=series, warnings=tuple(found.problems))


def _series(opened: Opened, ref: SeriesRef, name: str, found: Findings) -> Series | None:
    declared = times_are_declared(ref, found)
    shaped = None if opened.table is None else _shaped(opened.table, ref, found)
    if shaped is None or not declared:
        return None
    table, ref = shaped
    times = times_of(table, ref, found)
    if times is not None:
        keep = kept_days(times, ref, found)
        table, times = table.kept(keep.tolist()), times.kept(keep)
        if not opened.problems and table.rows:
            hint = parting_column(table, times.starts_s.tolist()) if (np.diff(times.starts_s) <= 0).any() else ""
            check_steps(by_the_clock(times), hint, found)
    values = numbers_of(table.column(ref.column), table.rows, ref.decimal, ref.column, found)
    unit = unit_named(ref.unit, ref.yuan_per_currency)
    if times is None or values is None or unit is None or not table.rows:
        return None
    values = values * unit.factor
    check_values(values, unit.name, times.written, found)
    if found.broken:
        return None
    start = datetime.fromtimestamp(int(times.starts_s[0]), times.zone)
    step_s, hours = times.step_s, hours_of_blocks(times)
    if hours is not None:
        values, step_s = np.repeat(values, hours), HOUR_S
    return Series(
        name=name,
        values=values,
        unit=unit.name,
        horizon=Horizon(start=start, step_h=step_s / HOUR_S, count=len(values)),
        source=table.source,
        file=found.shown,
        sha256=opened.sha256,
    )


def _shaped(table: Table, ref: SeriesRef, found: Findings) -> tuple[Table, SeriesRef] | None:
    """Return the table with one row per step of one series, and the words about it in that shape."""
    if not has_columns(table, ref, found):
        return None
    chosen = one_series(table, ref, found)
    if chosen is None:
        return None
    if ref.layout == "wide":
        return unfolded(chosen, ref, found)
    return (chosen, ref) if is_without_units_row(chosen, ref, found) else None
