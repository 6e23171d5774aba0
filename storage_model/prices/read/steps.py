"""Whether the steps of a file follow each other: gaps, repetitions, disorder, the hours of summer time, leap days."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np
import numpy.typing as npt

from storage_model.blocks import IntArray
from storage_model.horizon import DAY_S
from storage_model.prices.read.findings import SHOWN, Findings, places
from storage_model.prices.read.when import Times
from storage_model.prices.read.written import Written

BoolArray = npt.NDArray[np.bool]
_HOUR_S = 3_600
_SUNDAY = 6
_CHANGING_MONTHS = (3, 4, 9, 10, 11)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seams:
    """Distances between neighbouring rows [s], shape (rows − 1,), and what is needed to tell where they are."""

    ahead_s: IntArray
    step_s: int
    starts_s: IntArray
    written: Written
    zone: tzinfo

    def shown(self, indices: IntArray) -> str:
        """Return the first places: the row behind the seam and the two times."""
        text, rows = self.written.text, self.written.rows
        shown = [(rows[i + 1], f"{text(i + 1)} after {text(i)}") for i in indices[:SHOWN].tolist()]
        return places(shown, len(indices))

    def start(self, index: int) -> datetime:
        """Return in market time when the step before a seam starts."""
        return datetime.fromtimestamp(int(self.starts_s[index]), self.zone)


def check_steps(times: Times, hint: str, found: Findings) -> None:
    """Note every place where the next row is not the next step; `hint` tells how to part interleaved series."""
    if len(times.starts_s) < 2:
        return
    seams = _Seams(
        ahead_s=np.diff(times.starts_s),
        step_s=times.step_s,
        starts_s=times.starts_s,
        written=times.written,
        zone=times.zone,
    )
    left = seams.ahead_s != times.step_s
    for judge in (_changed_clock, _repeated, _disordered, _missing):
        if not left.any():
            return
        left &= ~judge(seams, left, hint, found)
    if left.any():
        odd = np.flatnonzero(left)
        lengths = ", ".join(f"{s / 60:g}" for s in np.unique(seams.ahead_s[odd])[:3])
        got = f"steps of {times.step_s / 60:g} min and of {lengths} min: {seams.shown(odd)}"
        found.error("E213", got, "one length of step", "cut the file where the step changes, or average it yourself")


def _changed_clock(seams: _Seams, left: BoolArray, hint: str, found: Findings) -> BoolArray:
    """An hour that is missing or comes twice early on a Sunday of spring or autumn."""
    del hint
    shifted: BoolArray = left & (np.abs(seams.ahead_s - seams.step_s) == _HOUR_S)
    for index in np.flatnonzero(shifted):
        at = seams.start(int(index))
        shifted[index] = at.weekday() == _SUNDAY and at.month in _CHANGING_MONTHS and at.hour <= 4
    if shifted.any():
        fix = "declare the place, e.g. `zone: Europe/Berlin`; where an hour is lost, fill it from the source"
        got = f"an hour missing or twice: {seams.shown(np.flatnonzero(shifted))}"
        found.error("E211", got, f"steps of {seams.step_s / 60:g} min", fix, "summer time begins or ends")
    return shifted


def _repeated(seams: _Seams, left: BoolArray, hint: str, found: Findings) -> BoolArray:
    """Rows whose time stood in the file before, next to each other or not."""
    first = np.unique(seams.starts_s, return_index=True)[1]
    again = np.setdiff1d(np.arange(1, len(seams.starts_s)), first) - 1
    if again.size and left[again].any():
        got = f"{again.size} repeated times: {seams.shown(again)}"
        found.error("E208", got, "each step once", hint or "drop the repetition", hint and "several series in one file")
    return left & np.equal(seams.ahead_s, 0)


def _disordered(seams: _Seams, left: BoolArray, hint: str, found: Findings) -> BoolArray:
    """Rows that go back in time; the jump forward that mends it belongs to the same slip."""
    back = left & (seams.ahead_s < 0)
    if not back.any():
        return back
    got = f"{back.sum()} rows that go back in time: {seams.shown(np.flatnonzero(back))}"
    midnight = any(seams.ahead_s[i] == seams.step_s - DAY_S for i in np.flatnonzero(back))
    fix = (
        "write the end of a day as 24:00, or with the date of the next day"
        if midnight
        else hint or "sort the rows by time"
    )
    found.error("E209", got, "rows in the order of time", fix, "0:00 written for 24:00" if midnight else "")
    in_order = np.sort(seams.starts_s)
    return left if set(np.diff(in_order).tolist()) <= {0, seams.step_s} else back


def _missing(seams: _Seams, left: BoolArray, hint: str, found: Findings) -> BoolArray:
    del hint
    gaps: BoolArray = left & (seams.ahead_s > seams.step_s) & (seams.ahead_s % seams.step_s == 0)
    leap: BoolArray = gaps & (seams.ahead_s == seams.step_s + DAY_S)
    for index in np.flatnonzero(leap):
        at = datetime.fromtimestamp(int(seams.starts_s[index]) + seams.step_s, seams.zone)
        leap[index] = (at.month, at.day, at.hour, at.minute) == (2, 29, 0, 0)
    if leap.any():
        fix = "give the leap day its values, or take a year without one"
        found.error("E212", f"29 February left out: {seams.shown(np.flatnonzero(leap))}", "all 366 days", fix)
    gaps &= ~leap
    if gaps.any():
        lost = int((seams.ahead_s[gaps] // seams.step_s - 1).sum())
        got = f"{lost} rows missing in {gaps.sum()} places: {seams.shown(np.flatnonzero(gaps))}"
        found.error("E207", got, f"a row every {seams.step_s / 60:g} min", "fill the gap from the source")
    gaps |= leap
    return gaps
