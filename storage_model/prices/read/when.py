"""When each row's step starts: stamps, labels, period numbers and zones become instants."""

from dataclasses import dataclass, replace
from datetime import timedelta, timezone, tzinfo

import numpy as np
import numpy.typing as npt

from storage_model.blocks import IntArray
from storage_model.horizon import offsets_s, zone_of
from storage_model.prices.read.clock import DAY_S, distinct, period_of
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.local_clock import from_clock, from_clock_at_ends
from storage_model.prices.read.stamps import Stamps, stamps_of
from storage_model.prices.read.table import Table, text_of
from storage_model.prices.read.written import Written
from storage_model.prices.ref import SeriesRef

HOUR_S = 3_600
MARKET_ZONE = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When the step of each row starts, in seconds since 1970 UTC, shape (rows,); its length [s]; the file's words."""

    starts_s: IntArray
    step_s: int
    zone: tzinfo
    written: Written

    def kept(self, keep: npt.NDArray[np.bool]) -> "Times":
        """Return the rows marked true."""
        if keep.all():
            return self
        return replace(self, starts_s=self.starts_s[keep], written=self.written.kept(keep.tolist()))


def times_of(table: Table, ref: SeriesRef, found: Findings) -> Times | None:
    """Return when the step of each row starts, or None after noting why that cannot be said."""
    if not table.rows:
        found.error("E202", "no rows below the names", "one row per step", "add the data")
        return None
    if ref.period:
        return _by_period(table, ref, found)
    stamps = stamps_of(table, ref, found)
    zone = None if stamps is None else _zone(stamps, ref, found)
    instants_s = None if stamps is None or zone is None else _instants(stamps, zone, ref, found)
    step_s = None if instants_s is None or stamps is None else _step_s(instants_s, stamps.written, ref, found)
    if stamps is None or zone is None or instants_s is None or step_s is None:
        return None
    starts_s = _begins(instants_s, step_s, zone) if ref.label == "end" else instants_s
    return Times(starts_s=starts_s, step_s=step_s, zone=zone, written=stamps.written)


def _by_period(table: Table, ref: SeriesRef, found: Findings) -> Times | None:
    """Period k of a day starts (k − first) steps after its midnight, on days of 23 and 25 hours too.

    Periods longer than an hour are counted by the clock: no other way fits them into such a day.
    """
    texts = [text_of(cell) for cell in table.column(ref.period or "")]
    first = 1 if ref.first_period is None else ref.first_period
    periods = distinct(period_of, texts)
    after = periods.each(lambda number: number - first, nothing=-1)
    step_s = round((ref.step_minutes or 0) * 60)
    zone = MARKET_ZONE if ref.zone is None else zone_of(ref.zone)
    longest_s = DAY_S if isinstance(zone, timezone) else DAY_S + HOUR_S
    bad = np.flatnonzero((after < 0) | (after * step_s >= longest_s)).tolist()
    days = stamps_of(table, ref.model_copy(update={"period": None, "time": None, "label": "start"}), found)
    if bad:
        got = Written(columns=(texts,), rows=table.rows).places(bad)
        fix = "declare `first_period: 0` where a day begins with 0; check `step_minutes`; delete rows that are no data"
        expected = f"{first}, {first + 1} … {longest_s // step_s - 1 + first} of {step_s / 60:g} min"
        found.error("E210", f"{len(bad)} numbers of periods that are none: {got}", expected, fix)
    shown_s, later_s = (after * step_s, 0) if step_s > HOUR_S else (0, after * step_s)
    begins = None if days is None else replace(days, clock_s=days.clock_s + shown_s)
    instants_s = None if bad or begins is None else _instants(begins, zone, ref, found)
    if days is None or instants_s is None:
        return None
    written = Written(columns=(*days.written.columns, texts), rows=table.rows)
    return Times(starts_s=instants_s + later_s, step_s=step_s, zone=zone, written=written)


def _begins(ends_s: IntArray, step_s: int, zone: tzinfo) -> IntArray:
    """Return when steps begin that end at these instants: so much earlier, blocks of hours by the clock of the zone."""
    earlier_s = ends_s - step_s
    if step_s <= HOUR_S or isinstance(zone, timezone) or not (np.diff(ends_s) != step_s).any():
        return earlier_s
    shown_s = ends_s + offsets_s(zone, ends_s) - step_s
    return from_clock(shown_s, {}, zone).instants_s


def _zone(stamps: Stamps, ref: SeriesRef, found: Findings) -> tzinfo | None:
    """Return the declared zone, else the one offset all times carry, else +08:00."""
    if ref.zone is not None:
        return zone_of(ref.zone)
    if not stamps.has_offset.all():
        return MARKET_ZONE
    offsets = np.unique(stamps.offsets_s)
    if len(offsets) == 1:
        return timezone(timedelta(seconds=int(offsets[0])))
    words = ", ".join(f"{offset / 3600:+g} h" for offset in offsets)
    fix = "declare `zone`, e.g. `zone: Europe/Berlin`, so that days are known"
    found.error("E211", f"times with several offsets: {words}", "one offset, or `zone` declared", fix, "summer time")
    return None


def _instants(stamps: Stamps, zone: tzinfo, ref: SeriesRef, found: Findings) -> IntArray | None:
    told = stamps.has_offset
    by_clock_alone = not stamps.zone_names and not told.any()
    if ref.label == "end" and not ref.period and by_clock_alone:
        local = from_clock_at_ends(stamps.clock_s, zone)
    else:
        local = from_clock(stamps.clock_s, stamps.zone_names, zone)
    missing = [index for index in local.missing if not told[index]]
    if missing:
        got = f"{len(missing)} times that the clock of {zone} never showed: {stamps.written.places(missing)}"
        fix = "if the file knows no summer time declare its fixed offset, e.g. `zone: +01:00`"
        found.error("E211", got, "times that exist", fix, "the hour skipped in spring")
    if local.misnamed:
        got = f"zone names that are not those of {zone}: {stamps.written.places(local.misnamed)}"
        fix = "declare the place, e.g. `zone: Europe/Berlin` where times say CET or CEST"
        found.error("E210", got, "names of the declared zone", fix)
    if missing or local.misnamed:
        return None
    return np.where(told, stamps.clock_s - stamps.offsets_s, local.instants_s)


def _step_s(instants_s: IntArray, written: Written, ref: SeriesRef, found: Findings) -> int | None:
    """Return the length of a step: the one most rows keep to, which has to be the declared one."""
    ahead = np.diff(instants_s)
    lengths, times = np.unique(ahead[ahead > 0], return_counts=True)
    usual_s = int(lengths[np.argmax(times)]) if len(lengths) else 0
    asked_s = round((ref.step_minutes or 0) * 60)
    if not usual_s and len(instants_s) > 1:
        got = f"{len(instants_s)} rows of which none is later than the one before: {written.places([0, 1])}"
        found.error("E208", got, "each step once, in the order of time", "drop the repetition, sort the rows")
        return None
    if not usual_s and not asked_s:
        found.error("E213", "a single row", "at least two steps, or `step_minutes`", "declare `step_minutes`")
        return None
    if asked_s and usual_s and asked_s != usual_s:
        fix = f"declare `step_minutes: {usual_s / 60:g}`, or name another file"
        found.error("E213", f"steps of {usual_s / 60:g} min", f"the declared {asked_s / 60:g} min", fix)
        return None
    step_s = asked_s or usual_s
    if DAY_S % step_s and step_s % DAY_S:
        got = f"steps of {step_s / 60:g} min"
        found.error("E213", got, "steps that fill a day evenly, or whole days", "check the column of times")
        return None
    return step_s
