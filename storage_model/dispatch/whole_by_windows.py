"""Whole numbers decided window by window, with a proof for all of them together.

Time is cut where the relaxed optimum pins what passes from one side to the other. What stands at a cut is decided in
both windows, in each at half of its reduced cost; a rule that reaches further is paid for at its dual price instead of
being kept. Each window then stands alone, and the sum of what they cost at least is a bound for the whole. Only windows
where the relaxed optimum is not whole are searched. Where that does not prove enough, neighbours that disagree on what
passes between them become one window and are searched again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from time import perf_counter

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from storage_model.dispatch.branch import WHOLE, branched, by_highs
from storage_model.dispatch.certificate import bound_of, least
from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.highs import SolverAnswer, SolverOptions
from storage_model.dispatch.laid import Laid, in_place, laid_out

Flags = npt.NDArray[np.bool_]
# What is decided and a bound below every other answer, by the digest of a window's programme.
Known = dict[bytes, tuple[FloatArray, float]]
WINDOW_DAYS = 1
# A rule across a cut is kept, and leans on its side, to this much.
AGREED = 1e-5
# A horizon of fewer windows is searched as one; so is one that would need longer windows than this.
LEAST_WINDOWS = 4
MOST_DAYS = 60
# Where more windows than this share are not whole, the cuts between them leave too much open.
MOST_SPLIT = 0.5
# Times in a day tried as cuts beside the daily one, and how hard they are pinned at least, as a share of most days.
OFTEN, HARD = 8, 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A relaxed optimum in order of time.

    `split` tells the columns whose windows have to be searched, `shaken` the times whose prices a search will change,
    `known` what windows have answered before, by what they asked; `in_hand` values that serve where one has no answer.
    """

    laid: Laid
    values: FloatArray
    duals: FloatArray
    reduced_cost: FloatArray
    split: Flags
    shaken: IntArray
    known: Known
    in_hand: FloatArray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Values and duals of the optimum without the rules of whole numbers, and the steps about which those are decided.

    What windows answer is added to `known`, and not searched for again. Whole numbers are values to have in hand.
    """

    values: FloatArray
    duals: FloatArray
    steps: IntArray
    known: Known


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one window decides, and by how much it costs more at least than the relaxed optimum says."""

    values: FloatArray
    more_yuan: float


def by_windows(
    reduced: Reduced, relaxed: SolverAnswer, steps_per_day: int, options: SolverOptions
) -> Iterator[tuple[FloatArray, float]]:
    """Yield values whose whole numbers are whole, and a bound below every answer, in ever longer windows.

    `relaxed` is the optimum without the demand that numbers be whole. Ends where longer windows do not serve.
    """
    laid = laid_out(reduced)
    values = relaxed.values[laid.column_order]
    split = laid.program.integer & (np.abs(values - np.round(values)) > WHOLE)
    asked = _asked(laid, (values, relaxed.row_duals[laid.row_order]), split, np.zeros(0, dtype=np.int64), {})
    cuts = _cut(asked, _best_times(_weakest(asked), WINDOW_DAYS * 2 * steps_per_day, 2 * steps_per_day))
    if len(_split_windows(cuts, laid.column_time[split])) <= MOST_SPLIT * cuts.windows:
        yield from _searched(asked, cuts, steps_per_day, options, LEAST_WINDOWS)


def by_windows_about(
    reduced: Reduced, priced: Priced, steps_per_day: int, options: SolverOptions
) -> Iterator[tuple[FloatArray, float]]:
    """Yield the same where only the windows about some steps are searched; NaN is a whole number left undecided.

    Elsewhere the priced optimum stands; where a window has no answer, what was in hand. Windows are a day long, or less
    between times that are pinned too.
    """
    laid = laid_out(reduced)
    values = np.where(laid.program.integer, np.nan, priced.values[laid.column_order])
    split = laid.program.integer & np.isin(laid.column_time, 2 * priced.steps + 1)
    shaken = laid.column_time[laid.program.integer]
    asked = _asked(laid, (values, priced.duals[laid.row_order]), split, shaken, priced.known)
    asked = replace(asked, in_hand=priced.values[laid.column_order])
    weakest, day = _weakest(asked), 2 * steps_per_day
    # No window is shorter than a point and the step after it.
    often, daily = (_best_times(weakest, every, every) for every in (max(2, day // OFTEN), WINDOW_DAYS * day))
    hard = often[weakest[often] >= HARD * np.median(weakest[daily])] if len(daily) else daily
    yield from _searched(asked, _cut(asked, np.union1d(daily, hard)), steps_per_day, options, 1)


def _searched(
    asked: Question, cuts: Cuts, steps_per_day: int, options: SolverOptions, least_windows: int
) -> Iterator[tuple[FloatArray, float]]:
    """Search every split window alone; where that proves too little, with the neighbours it disagrees with."""
    time, until_s = asked.laid.column_time, perf_counter() + options.time_limit_s
    relaxed_yuan = asked.laid.program.objective_of(np.nan_to_num(asked.values))
    enough = options.mip_gap_frac * max(1.0, abs(relaxed_yuan)) / cuts.windows
    lower_yuan = bound_of(asked.laid.program, asked.duals)
    while cuts.windows >= least_windows:
        found, more_yuan, moved = asked.values.copy(), 0.0, np.zeros(len(time), dtype=bool)
        open_yet = False
        begins = np.append(0, np.searchsorted(time, cuts.times))
        ends = np.append(np.searchsorted(time, cuts.times, side="right"), len(time))
        for window in _split_windows(cuts, time[asked.split]):
            columns = slice(int(begins[window]), int(ends[window]))
            if time[columns.stop - 1] - time[columns.start] > MOST_DAYS * 2 * steps_per_day:
                return
            left_s = until_s - perf_counter()
            answer = _answer(asked, cuts, int(window), columns, (replace(options, time_limit_s=left_s), enough))
            if answer is None and asked.in_hand is None:
                return
            if answer is None:
                open_yet = True
                continue
            moved[columns] |= cuts.shared[columns] & (np.abs(answer.values - found[columns]) > AGREED)
            found[columns] = answer.values
            more_yuan += answer.more_yuan
        if open_yet and asked.in_hand is not None:
            found = np.where(np.isnan(found), asked.in_hand, found)
        yield in_place(found, asked.laid.column_order), lower_yuan + more_yuan
        if open_yet:
            return
        parted = _parted(asked, cuts, found) | np.isin(cuts.times, time[moved])
        if not parted.any():
            return
        cuts = _cut(asked, cuts.times[~parted])


def _asked(laid: Laid, priced: tuple[FloatArray, FloatArray], split: Flags, shaken: IntArray, known: Known) -> Question:
    values, duals = priced
    return Question(
        laid=laid,
        values=values,
        duals=duals,
        reduced_cost=laid.program.cost - laid.program.matrix.T @ duals,
        split=split,
        shaken=shaken,
        known=known,
    )


def _best_times(weakest: FloatArray, length: int, day: int) -> IntArray:
    """Return a time every so often, within half a day of it where the columns of one point are pinned hardest."""
    begins = np.arange(length, len(weakest) - 1 - day, length) - day // 2
    if not len(begins):
        return begins
    found: IntArray = begins + sliding_window_view(weakest, day // 2 * 2)[begins].argmax(axis=1)
    return found


def _weakest(asked: Question) -> FloatArray:
    """Return by time how hard the columns of a point are pinned, the weakest of them; below zero where none can be cut.

    Where a search will change prices, what pins a column now need not pin it then.
    """
    time, end = asked.laid.column_time, int(asked.laid.column_time[-1])
    weakest = np.full(end + 1, np.inf)
    at_points = time % 2 == 0
    np.minimum.at(weakest, time[at_points], np.abs(asked.reduced_cost[at_points]))
    for beside in (-1, 0, 1):
        weakest[np.clip(asked.shaken + beside, 0, end)] = -0.5
    weakest[np.isinf(weakest)] = -1.0
    return weakest


def _cut(asked: Question, times: IntArray) -> Cuts:
    last = np.searchsorted(times, asked.laid.row_time)
    first = np.minimum(np.searchsorted(times, asked.laid.row_first, side="right"), last)
    return Cuts(times=times, shared=np.isin(asked.laid.column_time, times), first=first, last=last)


def _split_windows(cuts: Cuts, times: IntArray) -> IntArray:
    """Return the windows in which columns at these times lie."""
    return np.unique(np.searchsorted(cuts.times, times, side="right"))


def _answer(
    asked: Question, cuts: Cuts, window: int, columns: slice, ways: tuple[SolverOptions, float]
) -> Answer | None:
    """Search one window alone, rules across its ends paid for at their dual prices; None without an answer."""
    near = slice(*np.searchsorted(cuts.last, [window, window + 1]))
    kept = cuts.first[near] == window
    duals = np.where(kept, asked.duals[near], 0.0)
    reduced_cost = asked.reduced_cost[columns] * np.where(cuts.shared[columns], 0.5, 1.0)
    part = asked.laid.program.part(near, columns)
    # What the reduced cost lacks is what the window's own rules ask for; the rules across stay priced in.
    part = replace(
        part,
        cost=reduced_cost + part.matrix.T @ duals,
        row_low=np.where(kept, part.row_low, -np.inf),
        row_high=np.where(kept, part.row_high, np.inf),
    )
    key = _digest(part)
    found = asked.known.get(key)
    if found is None and ways[0].time_limit_s > 0:
        ramps = asked.in_hand is not None and _links_steps(asked, near) >= part.integer.sum()
        found = (None if ramps else branched(part, *ways)) or by_highs(part, *ways)
    if found is None:
        return None
    asked.known[key] = found
    relaxed_yuan = least(duals, part.row_low, part.row_high) + least(reduced_cost, part.col_low, part.col_high)
    return Answer(values=found[0], more_yuan=found[1] - relaxed_yuan)


def _links_steps(asked: Question, rows: slice) -> int:
    """Return how many rows tie one step to another: with ramps directions are no matter of counts; HiGHS is quicker."""
    last = asked.laid.row_time[rows]
    return int(np.count_nonzero((last % 2 == 1) & (asked.laid.row_first[rows] <= last - 2)))


def _digest(program: LinearProgram) -> bytes:
    """Return a digest of all that decides the answer of a programme."""
    matrix = program.matrix
    numbers = (program.cost, program.row_low, program.row_high, program.col_low, program.col_high, program.integer)
    digest = blake2b()
    for part in (*numbers, matrix.indptr, matrix.indices, matrix.data):
        digest.update(part.tobytes())
    return digest.digest()


def _parted(asked: Question, cuts: Cuts, found: FloatArray) -> Flags:
    """Tell at which cuts the two sides disagree: a rule across is broken, or its price paid for nothing."""
    program = asked.laid.program
    across = np.flatnonzero(cuts.first != cuts.last)
    activity, duals = program.matrix[across] @ found, asked.duals[across]
    low, high = program.row_low[across], program.row_high[across]
    due = np.where(duals > 0, low, np.where(duals < 0, high, np.clip(activity, low, high)))
    parted = np.zeros(len(cuts.times), dtype=bool)
    for row in across[np.abs(activity - due) > AGREED]:
        parted[cuts.first[row] : cuts.last[row]] = True
    return parted
