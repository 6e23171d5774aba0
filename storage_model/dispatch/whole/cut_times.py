"""Where a horizon may be cut into windows that are searched alone, and at which cuts they disagree."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from storage_model.dispatch.compile.linear_program import Flags, FloatArray, IntArray
from storage_model.dispatch.linear.laid import Laid
from storage_model.dispatch.whole.none_or_enough import none_or_enough

# What is decided and a bound below every other answer, by the digest of a window's programme.
Known = dict[bytes, tuple[FloatArray, float]]
# A rule across a cut is kept, and leans on its side, to this much.
AGREED = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A relaxed optimum in order of time.

    `split` tells the columns whose windows have to be searched, `shaken` the times whose prices a search will change,
    `offers` the numbers that say none or enough, `known` what windows have answered before, by what they asked;
    `in_hand` values that serve where one has no answer.
    """

    laid: Laid
    values: FloatArray
    duals: FloatArray
    reduced_cost: FloatArray
    split: Flags
    shaken: IntArray
    offers: IntArray
    known: Known
    in_hand: FloatArray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Times at which a window ends and the next begins, which columns stand there, and the windows of each row.

    A row is kept where its `first` window is its `last`.
    """

    times: IntArray
    shared: Flags
    first: IntArray
    last: IntArray

    @property
    def windows(self) -> int:
        """How many windows there are."""
        return len(self.times) + 1

    def windows_at(self, times: IntArray) -> IntArray:
        """Return the windows in which columns at these times lie."""
        return np.unique(np.searchsorted(self.times, times, side="right"))

    def lengths(self, end: int) -> IntArray:
        """Return how long each window is, the last until the end."""
        return np.diff(np.concatenate([[0], self.times, [end]]))

    def columns_of(self, window: int, column_time: IntArray) -> slice:
        """Return which columns lie in a window, those at both of its ends included."""
        begin = np.searchsorted(column_time, self.times[window - 1]) if window > 0 else 0
        end = np.searchsorted(column_time, self.times[window], side="right") if window < len(self.times) else None
        return slice(int(begin), len(column_time) if end is None else int(end))


def question(
    laid: Laid, priced: tuple[FloatArray, FloatArray], split: Flags, shaken: IntArray, known: Known
) -> Question:
    """Return what is asked, from values and duals."""
    values, duals = priced
    return Question(
        laid=laid,
        values=values,
        duals=duals,
        reduced_cost=laid.program.cost - laid.program.matrix.T @ duals,
        split=split,
        shaken=shaken,
        offers=np.unique(none_or_enough(laid.program).numbers),
        known=known,
    )


def weakest_at(asked: Question) -> FloatArray:
    """Return by time how hard the columns of a point are pinned, the weakest of them; below zero where none can be cut.

    Where a search will change prices, what pins a column now need not pin it then. A point at which all is given (a
    store that is empty at midnight) and that no rule reaches over parts the horizon for good, whatever is searched.
    """
    time, end = asked.laid.column_time, int(asked.laid.column_time[-1])
    weakest = np.full(end + 1, np.inf)
    at_points = time % 2 == 0
    np.minimum.at(weakest, time[at_points], np.abs(asked.reduced_cost[at_points]))
    for beside in (-1, 0, 1):
        weakest[np.clip(asked.shaken + beside, 0, end)] = -0.5
    weakest[np.isinf(weakest)] = -1.0
    weakest[_given(asked.laid, end)] = np.inf
    return weakest


def _given(laid: Laid, end: int) -> IntArray:
    """Return the points between two steps all of whose columns are given and over which no row reaches."""
    # A column that stands in no rule, as the peak of a month ahead, has no time.
    open_yet = laid.column_time[(laid.program.col_low < laid.program.col_high) & (laid.column_time >= 0)]
    # A row reaches over every time between its first and its last.
    begun = np.bincount(laid.row_first + 1, minlength=end + 2)
    done = np.bincount(np.maximum(laid.row_time, laid.row_first + 1), minlength=end + 2)
    free = (np.cumsum(begun - done)[: end + 1] == 0) & (np.bincount(open_yet, minlength=end + 1) == 0)
    found: IntArray = np.flatnonzero(free[::2]) * 2
    return found


def best_times(weakest: FloatArray, length: int, day: int) -> IntArray:
    """Return a time every so often, within half a day of it where the columns of one point are pinned hardest."""
    begins = np.arange(length, len(weakest) - 1 - day, length) - day // 2
    if not len(begins):
        return begins
    found: IntArray = begins + sliding_window_view(weakest, day // 2 * 2)[begins].argmax(axis=1)
    return found


def cut(asked: Question, times: IntArray) -> Cuts:
    """Return the windows between these times."""
    last = np.searchsorted(times, asked.laid.row_time)
    first = np.minimum(np.searchsorted(times, asked.laid.row_first, side="right"), last)
    return Cuts(times=times, shared=np.isin(asked.laid.column_time, times), first=first, last=last)


def parted(asked: Question, cuts: Cuts, found: FloatArray) -> Flags:
    """Tell at which cuts the two sides disagree: a rule across is broken, or its price paid for nothing."""
    program = asked.laid.program
    across = np.flatnonzero(cuts.first != cuts.last)
    activity, duals = program.matrix[across] @ found, asked.duals[across]
    low, high = program.row_low[across], program.row_high[across]
    due = np.where(duals > 0, low, np.where(duals < 0, high, np.clip(activity, low, high)))
    disagree = np.zeros(len(cuts.times), dtype=bool)
    for row in across[np.abs(activity - due) > AGREED]:
        disagree[cuts.first[row] : cuts.last[row]] = True
    return disagree
