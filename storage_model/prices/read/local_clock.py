"""From what a clock shows to the instant it was: once a year an hour comes twice, once it does not come at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone, tzinfo

import numpy as np
import numpy.typing as npt

from storage_model.blocks import IntArray
from storage_model.horizon import DAY_S, offsets_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Instants:
    """Seconds since 1970 UTC, shape (n,); `missing` and `misnamed` are indices of clock times that never were so."""

    instants_s: IntArray
    missing: Sequence[int]
    misnamed: Sequence[int]


def from_clock(clock_s: IntArray, names: Mapping[int, str], zone: tzinfo) -> Instants:
    """Return the instants of clock times in a zone, shape (n,), in the order of the file.

    `clock_s` is what the clock showed, in seconds since 1970; `names` the zone's name (CET, CEST) in the rows where
    the file says it. An hour that comes twice is summer time the first time it stands in the file, then winter time.
    """
    earlier, later, exists = _candidates(clock_s, zone)
    chosen = earlier.copy()
    seen: Counter[int] = Counter()
    for index in np.flatnonzero(earlier != later).tolist():
        clock = int(clock_s[index])
        if seen[clock] > 0:
            chosen[index] = later[index]
        seen[clock] += 1
    misnamed = []
    for index, name in names.items():
        fits = [s for s in (int(earlier[index]), int(later[index])) if _name(s, zone) == name]
        if fits:
            chosen[index] = fits[0]
        else:
            misnamed.append(index)
    return Instants(instants_s=chosen, missing=np.flatnonzero(~exists).tolist(), misnamed=misnamed)


def from_clock_at_ends(clock_s: IntArray, zone: tzinfo) -> Instants:
    """Return the instants of clock times that end steps, shape (n,), in the order of the file.

    Some markets write what the clock shows at the end. Others name a step by its start and add its length: in spring
    their hour from 01:00 ends at 02:00, though the clock then shows 03:00; in autumn 02:00 stands twice. The two differ
    on the days the clock moves only, and there just one of them gives even steps.
    """
    shown = from_clock(clock_s, {}, zone)
    ahead = np.diff(shown.instants_s)
    lengths, times = np.unique(ahead[ahead > 0], return_counts=True)
    if isinstance(zone, timezone) or not len(lengths):
        return shown
    step_s = int(lengths[np.argmax(times)])
    by_start = from_clock(clock_s - step_s, {}, zone)
    if _uneven(by_start, step_s) >= _uneven(shown, step_s):
        return shown
    return replace(by_start, instants_s=by_start.instants_s + step_s)


def _uneven(found: Instants, step_s: int) -> int:
    """Return how many places of a reading are not a step after the one before, or never were."""
    return int((np.diff(found.instants_s) != step_s).sum()) + len(found.missing)


def _candidates(clock_s: IntArray, zone: tzinfo) -> tuple[IntArray, IntArray, npt.NDArray[np.bool]]:
    """Return the earlier and the later instant a clock time may be, and whether it is one; all of shape (n,)."""
    if isinstance(zone, timezone):
        only = clock_s - offsets_s(zone, clock_s)
        return only, only, np.ones(len(clock_s), dtype=bool)
    # The offset of the day before and of the day after are the only two a clock can have.
    before = clock_s - offsets_s(zone, clock_s - DAY_S)
    after = clock_s - offsets_s(zone, clock_s + DAY_S)
    fits_before = before + offsets_s(zone, before) == clock_s
    fits_after = after + offsets_s(zone, after) == clock_s
    earlier = np.where(fits_before, before, after)
    later = np.where(fits_after, after, before)
    return earlier, np.where(fits_before | fits_after, later, earlier), fits_before | fits_after


def _name(instant_s: int, zone: tzinfo) -> str | None:
    return datetime.fromtimestamp(instant_s, zone).tzname()
