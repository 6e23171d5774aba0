"""A column of somebody's file as a series, or every reason why not."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from storage_model.horizon import Horizon
from storage_model.prices.read.columns import has_columns, is_without_units_row, one_series, parting_column
from storage_model.prices.read.content import content_of
from storage_model.prices.read.declared import times_are_declared, unit_is_known
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.numbers import numbers_of
from storage_model.prices.read.open_table import open_table
from storage_model.prices.read.plausible import check_values
from storage_model.prices.read.select_days import kept_days
from storage_model.prices.read.steps import check_steps
from storage_model.prices.read.table import Table
from storage_model.prices.read.when import Times, times_of
from storage_model.prices.read.wide import unfolded
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import FloatArray, Series
from storage_model.prices.unit import unit_named
from storage_model.problems import InputError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file once parsed: its cells (None when it has none), its hash, and what is wrong with it."""

    table: Table | None
    sha256: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Files:
    """The data files of one case; each is parsed once, however many of its columns are asked for."""

    opened: dict[tuple[object, ...], Opened] = field(default_factory=dict)

    def open(self, path: Path, ref: SeriesRef, found: Findings) -> Opened:
        """Return a parsed file, its problems noted."""
        how = (path, ref.encoding, ref.delimiter, ref.sheet, ref.skip_rows, ref.units_row)
        if how not in self.opened:
            own = Findings(shown=found.shown)
            content = content_of(path, own)
            table = None if content is None else open_table(content, ref, own)
            sha256 = "" if content is None else content.sha256
            self.opened[how] = Opened(table=table, sha256=sha256, problems=tuple(own.problems))
        found.problems += self.opened[how].problems
        return self.opened[how]


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
    unit_is_known(ref, found)
    opened = (files or Files()).open(path, ref, found)
    series = None if opened.table is None else _series(opened.table, ref, name, opened.sha256, found)
    if series is None or found.broken:
        raise InputError(found.problems)
    return Reading(series=series, warnings=tuple(found.problems))


def _series(table: Table, ref: SeriesRef, name: str, sha256: str, found: Findings) -> Series | None:
    whole, declared = not found.broken, times_are_declared(ref, found)
    shaped = _shaped(table, ref, found)
    if shaped is None or not declared:
        return None
    table, ref = shaped
    times = times_of(table, ref, found)
    if times is not None:
        keep = kept_days(times, ref, found)
        table, times = table.kept(keep.tolist()), times.kept(keep)
        if whole and table.rows:
            hint = parting_column(table, times.starts_s.tolist()) if (np.diff(times.starts_s) <= 0).any() else ""
            check_steps(times, hint, found)
    values = numbers_of(table.column(ref.column), table.rows, ref.decimal, ref.column, found)
    unit = unit_named(ref.unit, ref.yuan_per_currency)
    if times is None or values is None or unit is None or not table.rows:
        return None
    values = values * unit.factor
    check_values(values, unit.name, times.written, found)
    return None if found.broken else _of(name, values, unit.name, times, table.source, found.shown, sha256)


def _shaped(table: Table, ref: SeriesRef, found: Findings) -> tuple[Table, SeriesRef] | None:
    """Return the table with one row per step of one series, and the words about it in that shape."""
    wide = ref.layout == "wide"
    if not has_columns(table, ref, found):
        return None
    chosen = one_series(table, ref, found)
    if chosen is None:
        return None
    if wide:
        return unfolded(chosen, ref, found)
    return (chosen, ref) if is_without_units_row(chosen, ref, found) else None


def _of(  # noqa: PLR0917
    name: str, values: FloatArray, unit: str, times: Times, source: str, file: str, sha256: str
) -> Series:
    start = datetime.fromtimestamp(int(times.starts_s[0]), times.zone)
    horizon = Horizon(start=start, step_h=times.step_s / 3_600, count=len(values))
    return Series(name=name, values=values, unit=unit, horizon=horizon, source=source, file=file, sha256=sha256)
