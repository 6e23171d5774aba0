"""Solve a programme, whole numbers and all, one search after another, until the proof is as near as was asked."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear.prove_linear import CLOSED, TOLERANCE, Hot, Proved, prove_linear
from storage_model.dispatch.solver.certificate import certify
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.highs import SolverOptions, require_finite, solve
from storage_model.dispatch.solver.patience import TOLD, patience, time_up_words
from storage_model.dispatch.whole.by_windows import Priced, by_windows, by_windows_about
from storage_model.dispatch.whole.cut_times import Known
from storage_model.dispatch.whole.decided import bounded, closed, joined, with_whole
from storage_model.dispatch.whole.held import carried, most_left
from storage_model.dispatch.whole.near import at_hand, least_broken, on_either_side
from storage_model.dispatch.whole.none_or_enough import WHOLE, NoneOrEnough, none_or_enough
from storage_model.problems import InfeasibleError, SolverStoppedError

LOG = logging.getLogger(__name__)
# Of the time left, what one search may take before the next, of more at once, begins.
SHARE = 0.7
# From this gap on whole numbers near the relaxed optimum are often enough.
LOOSE = 1e-5
# What rounding leaves of a proved gap.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The proved optimum without some whole numbers and their rules, and the steps about which they are decided.

    `known` holds what windows have answered, from one round to the next.
    """

    linear: Proved
    steps: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    known: Known = field(default_factory=dict)


def prove(
    program: LinearProgram,
    options: SolverOptions,
    steps_per_day: int,
    hot: Hot | None = None,
    about: About | None = None,
) -> Proved:
    """Return a certified answer; raises InfeasibleError or SolverStoppedError.

    With whole numbers the certificate joins two proofs: a bound on everything, by windows or by HiGHS, and the duals of
    the programme with the whole numbers fixed.
    """
    require_finite(program)
    # HiGHS has called a programme optimal whose column has to be above its own upper bound.
    if (program.col_low > program.col_high + TOLERANCE).any():
        raise InfeasibleError("a quantity has to be above the most it may be")
    reduced = reduce(program, None if hot is None else hot.reduced)
    if not program.integer.any():
        return prove_linear(reduced, options, steps_per_day, hot)
    kept: Proved | None = None
    try:
        with patience(options.mip_gap_frac) as told:
            for found in _tries(reduced, Clock(options), steps_per_day, hot, about):
                kept = found if kept is None else joined(kept, found)
                if kept.certificate.gap_frac <= max(options.mip_gap_frac, ROUNDING):
                    return replace(kept, answer=replace(kept.answer, in_time=True))
                told.gap_frac = kept.certificate.gap_frac
    except (InfeasibleError, SolverStoppedError) as reason:
        if kept is None:
            raise
        LOG.info("the best schedule so far is the answer: %s", reason)
    if kept is None:
        raise SolverStoppedError("no search of whole numbers gave an answer")
    TOLD.info(time_up_words(kept.certificate.gap_frac))
    return kept


def _tries(
    reduced: Reduced, clock: Clock, steps_per_day: int, hot: Hot | None, about: About | None
) -> Iterator[Proved]:
    """Yield schedules with whole numbers, each under a bound that counts for all; the last search says why there is
    none.
    """
    in_hand = about is not None and not about.linear.hot.reduced.full.integer.any()
    if about is not None and in_hand:
        yield from _tried(_about(reduced, about, clock, steps_per_day))
    yield from _tried(_from_relaxed(reduced, clock, steps_per_day, hot, in_hand=in_hand))
    yield _as_one(reduced, clock, steps_per_day)


def _tried(tries: Iterator[Proved]) -> Iterator[Proved]:
    try:
        yield from tries
    except (InfeasibleError, SolverStoppedError) as reason:
        LOG.info("whole numbers are searched another way: %s", reason)


def _from_relaxed(
    reduced: Reduced, clock: Clock, steps_per_day: int, hot: Hot | None, *, in_hand: bool
) -> Iterator[Proved]:
    """Decide whole numbers window by window and near the relaxed optimum; the latter first where that may be enough.

    Where neither gives any schedule, and none is in hand, those beside the relaxed optimum do without a search.
    """
    rules = none_or_enough(reduced.full)
    relaxed = _relaxed(rules, clock, steps_per_day, hot)
    open_yet = replace(relaxed.answer, in_time=False)
    clock.relaxed()
    if len(rules.numbers) and _whole(reduced.full, relaxed):
        in_hand = True
        yield relaxed
    values, duals = reduced.narrowed(relaxed.values, relaxed.row_duals)
    answer = replace(relaxed.answer, values=values, row_duals=duals)

    def by_parts() -> Iterator[tuple[FloatArray, float]]:
        yield from by_windows(reduced, answer, steps_per_day, clock.within(SHARE))

    def near() -> Iterator[tuple[FloatArray, float]]:
        allowed = clock.within(SHARE) if in_hand else clock.together(SHARE)
        whole = on_either_side(reduced, answer, steps_per_day, allowed)
        yield whole, relaxed.certificate.bound_yuan

    for way in (near, by_parts) if clock.options.mip_gap_frac >= LOOSE else (by_parts, near):
        for found in _tried(closed(reduced, way(), open_yet, clock, steps_per_day)):
            in_hand = True
            yield found
    if not in_hand:
        held = ((whole, relaxed.certificate.bound_yuan) for whole in at_hand(reduced.program, values))
        yield from islice(closed(reduced, held, open_yet, clock, steps_per_day), 1)


def _relaxed(rules: NoneOrEnough, clock: Clock, steps_per_day: int, hot: Hot | None) -> Proved:
    """Return the optimum without the demand that numbers be whole, those that say none or enough whole where it is."""
    relaxed = reduce(rules.relaxed(), None if hot is None else hot.reduced)
    found = prove_linear(relaxed, clock.left, steps_per_day, hot)
    values = rules.decided(found.values)
    return replace(found, values=values, certificate=certify(rules.program, values, found.row_duals))


def _whole(program: LinearProgram, found: Proved) -> bool:
    """Whether an optimum keeps every rule with numbers that are whole already."""
    numbers = found.values[program.integer]
    whole = bool((np.abs(numbers - np.round(numbers)) <= WHOLE).all())
    return whole and found.certificate.violation <= TOLERANCE


def _about(reduced: Reduced, about: About, clock: Clock, steps_per_day: int) -> Iterator[Proved]:
    """Decide whole numbers in the windows about some steps only.

    The duals of the linear optimum price what passes between windows. What they find is put together within what the
    whole numbers leave of its bounds; where that breaks a rule or the bound stays open, it is solved again from where
    it ended. Values are those of the linear programme, the bound counts for the other.
    """
    linear, given, asked = about.linear, about.linear.hot.reduced.full, reduced.full
    values = carried(linear.values, given.columns, asked.columns, len(asked.cost))
    duals = carried(linear.row_duals, given.rows, asked.rows, len(asked.row_low))
    values, duals = reduced.narrowed(values, duals)
    values = least_broken(reduced.program, values)
    priced = Priced(values=values, duals=duals, steps=about.steps, known=about.known)
    for whole, bound in by_windows_about(reduced, priced, steps_per_day, clock.within(SHARE)):
        most = carried(most_left(reduced, whole), asked.columns, given.columns, len(given.cost))
        held = replace(given, col_high=most)
        together = carried(reduced.restore(np.nan_to_num(whole), duals)[0], asked.columns, given.columns, len(most))
        found = _put_together(held, together, bound, linear)
        if found is None:
            within = reduce(held, linear.hot.reduced)
            found = prove_linear(within, clock.together(), steps_per_day, linear.hot)
            found = bounded(found, bound, replace(linear.answer, in_time=False))
        yield found


def _put_together(held: LinearProgram, values: FloatArray, bound: float, linear: Proved) -> Proved | None:
    """Return values of a programme held within bounds, duals as before; None where a rule or the bound is not met."""
    certificate = replace(certify(held, values, linear.row_duals), bound_yuan=bound)
    if certificate.violation > TOLERANCE or abs(certificate.gap_frac) > CLOSED:
        return None
    answer = replace(linear.answer, objective=certificate.primal_yuan, bound=bound)
    return replace(linear, values=values, certificate=certificate, answer=answer)


def _as_one(reduced: Reduced, clock: Clock, steps_per_day: int) -> Proved:
    """Search all whole numbers at once."""
    answer = solve(reduced.program, clock.left)
    rest = with_whole(reduced, answer.values, clock.together(), steps_per_day)
    return bounded(rest, answer.bound, answer)
