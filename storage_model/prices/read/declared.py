"""Whether what was declared about a file makes sense before the file is opened."""

from datetime import date

from storage_model.horizon import zone_of
from storage_model.prices.read.findings import Findings
from storage_model.prices.ref import SeriesRef
from storage_model.prices.unit import KNOWN_UNITS, unit_named

# Two ways to say the same thing: at most one of each row may be declared.
_EXCLUSIVE = (
    ("timestamp", "date"),
    ("timestamp", "time"),
    ("timestamp", "period"),
    ("timestamp", "day"),
    ("time", "period"),
    ("date", "day"),
    ("year", "first_day"),
    ("year", "last_day"),
)


def times_are_declared(ref: SeriesRef, found: Findings) -> bool:
    """Whether the words about times can be followed; notes contradictions, what is missing, what is no zone or day."""
    before = len(found.problems)
    for one, other in _EXCLUSIVE:
        if getattr(ref, one) is not None and getattr(ref, other) is not None:
            found.declared(one, "E114", f"both `{one}` and `{other}`", "one of the two", f"remove `{one}` or `{other}`")
    wide = ref.layout == "wide"
    if wide and (ref.timestamp or ref.time or ref.period):
        got = "`layout: wide` with a column of times"
        found.declared("layout", "E114", got, "`date` or `day` only", "remove `timestamp`, `time` or `period`")
    if wide and ".." not in ref.column:
        fix = "name the first and last column of the block, e.g. `column: 00:15..24:00`"
        found.declared("column", "E114", f"`layout: wide` with `column: {ref.column}`", "first..last", fix)
    if ref.period and ref.step_minutes is None:
        fix = "declare `step_minutes: 15` for 96 periods a day, 60 for 24"
        found.declared("period", "E210", "`period` without the length of a period", "`step_minutes`", fix)
    if (ref.time or ref.period) and not (ref.date or ref.day):
        expected = "`date`: the column of dates, or `day` where the file has none"
        found.declared(
            "time" if ref.time else "period",
            "E210",
            "a time of day without its day",
            expected,
            "declare `date` or `day`",
        )
    if ref.ignore_offset and not ref.zone:
        fix = "declare the zone of the clock, e.g. `zone: +10:00`"
        found.declared("ignore_offset", "E210", "`ignore_offset` without `zone`", "`zone`", fix)
    _check_words(ref, found)
    return len(found.problems) == before


def check_unit(ref: SeriesRef, found: Findings) -> None:
    """Note a unit that is none, and a rate of exchange with nothing to convert: it would be thought to count."""
    if unit_named(ref.unit, ref.yuan_per_currency) is None:
        expected, fix = "one of " + ", ".join(KNOWN_UNITS), f"write `unit: {_near(ref.unit)}`"
        found.declared("unit", "E114", f"unit {ref.unit!r}", expected, fix)
    elif ref.yuan_per_currency is not None and unit_named(ref.unit, 2.0) == unit_named(ref.unit, None):
        got = f"`yuan_per_currency: {ref.yuan_per_currency:g}` beside `unit: {ref.unit}`"
        fix = "write the currency of the file in `unit`, e.g. `eur_per_mwh`, or `yuan_per_currency: null`"
        found.declared("yuan_per_currency", "E114", got, "a rate only for money in another currency", fix)


def _check_words(ref: SeriesRef, found: Findings) -> None:
    for key in ("day", "first_day", "last_day"):
        text = getattr(ref, key)
        if text is not None and _date(text) is None:
            found.declared(key, "E114", f"`{key}: {text}`", "a date like 2026-01-31", "write year, month and day")
    if ref.zone is not None:
        try:
            zone_of(ref.zone)
        except ValueError:
            fix = "write `zone: +08:00`, or a place with its own summer time, `zone: Europe/Berlin`"
            found.declared("zone", "E114", f"`zone: {ref.zone}`", "an offset or a place", fix)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None


def _near(unit: str) -> str:
    import difflib

    return (difflib.get_close_matches(unit, KNOWN_UNITS, n=1) or ["yuan_per_mwh"])[0]
