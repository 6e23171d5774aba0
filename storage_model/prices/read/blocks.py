"""Blocks of hours by a clock that moves: the one in which it moves is an hour shorter or longer than the others."""

from dataclasses import replace
from datetime import UTC, timezone

import numpy as np

from storage_model.blocks import IntArray
from storage_model.horizon import offsets_s
from storage_model.prices.read.local_clock import from_clock
from storage_model.prices.read.when import HOUR_S, Times


def by_the_clock(times: Times) -> Times:
    """Return the times as the clock showed them where its steps are more even than those of time itself.

    A market that sells 00–04, 04–08, … keeps to these on the days of 23 and 25 hours too.
    """
    if times.step_s <= HOUR_S or isinstance(times.zone, timezone):
        return times
    shown_s = times.starts_s + offsets_s(times.zone, times.starts_s)
    if _uneven(shown_s, times.step_s) >= _uneven(times.starts_s, times.step_s):
        return times
    return replace(times, starts_s=shown_s, zone=UTC)


def hours_of_blocks(times: Times) -> IntArray | None:
    """Return how many hours each row holds, shape (rows,); None where every row is as long as the others."""
    shown = by_the_clock(times)
    if shown is times:
        return None
    end = from_clock(shown.starts_s[-1:] + times.step_s, {}, times.zone).instants_s
    lengths_s = np.diff(np.concatenate([times.starts_s, end]))
    return lengths_s // HOUR_S if (lengths_s % HOUR_S == 0).all() else None


def _uneven(starts_s: IntArray, step_s: int) -> int:
    return int((np.diff(starts_s) != step_s).sum())
