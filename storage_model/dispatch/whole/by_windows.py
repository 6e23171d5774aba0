"""Whole numbers decided window by window, with a proof for all of them together.

Time is cut where the relaxed optimum pins what passes from one side to the other. What stands at a cut is decided in
both windows, in each at half of its reduced cost; a rule that reaches further is paid for at its dual price instead of
being kept. Each window then stands alone, and the sum of what they cost at least is a bound for the whole. Only windows
where the relaxed optimum is not whole are searched. Where that does not prove enough, neighbours that disagree on what
passes between them become one window and are searched again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.linear.closing import closing
from storage_model.dispatch.linear.laid import in_place, laid_out
from storage_model.dispatch.solver.certificate import bound_of, least
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions
from storage_model.dispatch.solver.threads import in_order
from storage_model.dispatch.whole.branch import branched, by_highs
from storage_model.dispatch.whole.cut_times import (
    AGREED,
    Cuts,
    Known,
    Question,
    best_times,
    cut,
    parted,
    question,
    weakest_at,
)
from storage_model.dispatch.whole.none_or_enough import WHOLE, no_offers, none_or_enough
from storage_model.dispatch.whole.turned import quietest

WINDOW_DAYS = 1
# A horizon of fewer windows is searched as one; so is one that would need longer windows than this.
LEAST_WINDOWS = 4
MOST_DAYS = 60
# Where more windows than this share are not whole, the cuts between them leave too much open.
MOST_SPLIT = 0.5
# Where all of them are offers: joined day by day, a fifth of the year takes longer than the year as one.
MOST_SPLIT_ENOUGH = 0.2
# Times in a day tried as cuts beside the daily one, and how hard they are pinned at least, as a share of most days.
OFTEN, HARD = 8, 0.03


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
class Answer:
    """What one window decides for its columns, and by how much it costs more at least than the relaxed optimum says."""

    columns: slice
    values: FloatArray
    more_yuan: float


def by_windows(
    reduced: Reduced, relaxed: SolverAnswer, steps_per_day: int, options: SolverOptions
) -> Iterator[tuple[FloatArray, float]]:
    """Yield values whose whole numbers are whole, and a bound below every answer, in ever longer windows.

    `relaxed` is the optimum without the demand that numbers be whole. Ends where longer windows do not serve.
    """
    day = 2 * steps_per_day
    asked, cuts = _by_days(reduced, relaxed, day)
    searched = cuts.windows_at(asked.laid.column_time[asked.split])
    most = MOST_SPLIT_ENOUGH if len(asked.offers) == asked.laid.program.integer.sum() else MOST_SPLIT
    if len(searched) > most * cuts.windows:
        return
    if len(searched) and cuts.windows >= LEAST_WINDOWS and closing(asked.laid, day).any():
        asked, cuts = _by_days(reduced, relaxed, day, quietest(cuts, searched))
    yield from _searched(asked, cuts, steps_per_day, options, LEAST_WINDOWS)


def _by_days(reduced: Reduced, relaxed: SolverAnswer, day: int, since: int = 0) -> tuple[Question, Cuts]:
    """Return what is asked and its days, in order of time from some time on."""
    laid = laid_out(reduced, since)
    values = relaxed.values[laid.column_order]
    split = laid.program.integer & (np.abs(values - np.round(values)) > WHOLE)
    asked = question(laid, (values, relaxed.row_duals[laid.row_order]), split, np.zeros(0, dtype=np.int64), {})
    return asked, cut(asked, best_times(weakest_at(asked), WINDOW_DAYS * day, day))


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
    asked = question(laid, (values, priced.duals[laid.row_order]), split, shaken, priced.known)
    asked = replace(asked, in_hand=priced.values[laid.column_order])
    weakest, day = weakest_at(asked), 2 * steps_per_day
    # No window is shorter than a point and the step after it.
    often, daily = (best_times(weakest, every, every) for every in (max(2, day // OFTEN), WINDOW_DAYS * day))
    hard = often[weakest[often] >= HARD * np.median(weakest[daily])] if len(daily) else daily
    yield from _searched(asked, cut(asked, np.union1d(daily, hard)), steps_per_day, options, 1)


def _searched(
    asked: Question, cuts: Cuts, steps_per_day: int, options: SolverOptions, least_windows: int
) -> Iterator[tuple[FloatArray, float]]:
    """Search every split window alone; where that proves too little, with the neighbours it disagrees with."""
    time, clock = asked.laid.column_time, Clock(options)
    relaxed_yuan = asked.laid.program.objective_of(np.nan_to_num(asked.values))
    enough = options.mip_gap_frac * max(1.0, abs(relaxed_yuan)) / cuts.windows
    lower_yuan = bound_of(asked.laid.program, asked.duals)
    while cuts.windows >= least_windows:
        found, more_yuan, moved = asked.values.copy(), 0.0, np.zeros(len(time), dtype=bool)
        open_yet = False
        windows = cuts.windows_at(time[asked.split])
        if cuts.lengths(int(time[-1]))[windows].max(initial=0) > MOST_DAYS * 2 * steps_per_day:
            return
        for answer in in_order(partial(_answer, asked, cuts, clock, enough), windows.tolist()):
            if answer is None and asked.in_hand is None:
                return
            if answer is None:
                open_yet = True
                continue
            columns = answer.columns
            moved[columns] |= cuts.shared[columns] & (np.abs(answer.values - found[columns]) > AGREED)
            found[columns] = answer.values
            more_yuan += answer.more_yuan
        if open_yet and asked.in_hand is not None:
            found = np.where(np.isnan(found), asked.in_hand, found)
        yield in_place(found, asked.laid.column_order), lower_yuan + more_yuan
        if open_yet:
            return
        disagree = parted(asked, cuts, found) | np.isin(cuts.times, time[moved])
        if not disagree.any():
            return
        cuts = cut(asked, cuts.times[~disagree])


def _answer(asked: Question, cuts: Cuts, clock: Clock, enough: float, window: int) -> Answer | None:
    """Search one window alone, rules across its ends paid for at their dual prices; None without an answer."""
    left, columns = clock.left, cuts.columns_of(window, asked.laid.column_time)
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
    if found is None and left.time_limit_s > 0:
        rules = none_or_enough(part) if len(asked.offers) else no_offers(part)
        ramps = asked.in_hand is not None and _links_steps(asked, near) >= part.integer.sum()
        found = (None if ramps else branched(rules, left, enough)) or by_highs(part, left, enough)
    if found is None:
        return None
    asked.known[key] = found
    relaxed_yuan = least(duals, part.row_low, part.row_high) + least(reduced_cost, part.col_low, part.col_high)
    return Answer(columns=columns, values=found[0], more_yuan=found[1] - relaxed_yuan)


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
