"""Solve a programme, whole numbers and all, one search after another, until the proof is as near as was asked."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from time import perf_counter

import numpy as np

from storage_model.dispatch.certificate import GAP_TOLERANCE, certify
from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.cut_times import Known
from storage_model.dispatch.held import carried, most_left, shared
from storage_model.dispatch.highs import SolverAnswer, SolverOptions, require_finite, solve
from storage_model.dispatch.near import at_hand, least_broken, on_either_side
from storage_model.dispatch.prove_linear import CLOSED, TOLERANCE, Hot, Proved, prove_linear
from storage_model.dispatch.whole_by_windows import Priced, by_windows, by_windows_about
from storage_model.problems import InfeasibleError, SolverStoppedError

LOG = logging.getLogger(__name__)
# Of the time left, what one search may take before the next, of more at once, begins.
SHARE = 0.7
# Of the time allowed, what is kept to put a schedule together of whole numbers in hand: a linear programme once more.
TOGETHER = 0.25
# What the very last such programme may take, part of it on top: without it there would be no answer at all.
LAST = 0.5
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
        for found in _tries(reduced, _Clock(options), steps_per_day, hot, about):
            kept = found if kept is None else _joined(kept, found)
            if kept.certificate.gap_frac <= max(options.mip_gap_frac, ROUNDING):
                return replace(kept, answer=replace(kept.answer, in_time=True))
    except (InfeasibleError, SolverStoppedError) as reason:
        if kept is None:
            raise
        LOG.info("the best schedule so far is the answer: %s", reason)
    if kept is None:
        raise SolverStoppedError("no search of whole numbers gave an answer")
    return kept


def under(found: Proved, bound_yuan: float) -> Proved:
    """Return an answer under the bound of a programme that asks for less, where that is the higher one."""
    certificate = found.certificate
    best_yuan = max(certificate.bound_yuan, min(bound_yuan, certificate.primal_yuan))
    return replace(found, certificate=replace(certificate, bound_yuan=best_yuan))


def as_decided(program: LinearProgram, last: Proved, options: SolverOptions, steps_per_day: int) -> Proved:
    """Return the best schedule with whole numbers as the answer of a programme that asks for less has them.

    Those that it does not know stand where they break least. Where these leave no room for the others (an offer that
    was backed by both directions at once) the others are none. Its bound counts for this one too.
    """
    reduced, given = reduce(program), last.hot.reduced.full
    values = carried(last.values, given.columns, program.columns, len(program.cost))
    known = np.zeros(len(values), dtype=bool)
    for name in shared(given.columns, program.columns):
        known[program.columns[name]] = program.integer[program.columns[name]]
    low, high = (np.where(known, np.round(values), side) for side in (program.col_low, program.col_high))
    whole = least_broken(replace(program, col_low=low, col_high=high), values)[reduced.places.kept_columns]
    none = np.where(known[reduced.places.kept_columns], reduced.program.col_low, whole)
    clock = _Clock(replace(options, time_limit_s=LAST * options.time_limit_s))
    held = ((numbers, last.certificate.bound_yuan) for numbers in (whole, none))
    found = next(_closed(reduced, held, replace(last.answer, in_time=False), clock, steps_per_day), None)
    if found is None:
        raise InfeasibleError("no schedule keeps the directions of the net flow")
    return found


class _Clock:
    """What is left of the time allowed, from now on."""

    def __init__(self, options: SolverOptions) -> None:
        self.options = options
        self.begun_s = perf_counter()
        self.least_s = TOGETHER * options.time_limit_s

    @property
    def spent_s(self) -> float:
        """Seconds since the beginning."""
        return perf_counter() - self.begun_s

    def within(self, share: float) -> SolverOptions:
        """Return the options with a share of what is left."""
        return replace(self.options, time_limit_s=share * max(0.0, self.options.time_limit_s - self.spent_s))

    def relaxed(self) -> None:
        """Know that all until now went to the optimum without the demand that numbers be whole."""
        self.least_s = max(self.least_s, self.spent_s)

    @property
    def together(self) -> SolverOptions:
        """Return the options with all that is left, and enough to put a schedule together even when time is up."""
        left = self.within(1.0)
        return replace(left, time_limit_s=max(self.least_s, left.time_limit_s))


def _tries(
    reduced: Reduced, clock: _Clock, steps_per_day: int, hot: Hot | None, about: About | None
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


def _joined(one: Proved, other: Proved) -> Proved:
    """Return the better of two schedules under the higher of their bounds; in time where one of them was.

    One that earns more than the bound allows has left whole numbers undecided; then the other is the answer.
    """
    better, worse = sorted((one, other), key=lambda found: found.certificate.primal_yuan)
    bound_yuan = max(one.certificate.bound_yuan, other.certificate.bound_yuan)
    beyond = bound_yuan - better.certificate.primal_yuan > GAP_TOLERANCE * max(1.0, abs(bound_yuan))
    best = worse if beyond else better
    return replace(
        best,
        certificate=replace(best.certificate, bound_yuan=min(bound_yuan, best.certificate.primal_yuan)),
        answer=replace(best.answer, in_time=one.answer.in_time or other.answer.in_time),
    )


def _from_relaxed(
    reduced: Reduced, clock: _Clock, steps_per_day: int, hot: Hot | None, *, in_hand: bool
) -> Iterator[Proved]:
    """Decide whole numbers window by window and near the relaxed optimum; the latter first where that may be enough.

    Where neither gives any schedule, and none is in hand, those beside the relaxed optimum do without a search.
    """
    relaxed = prove_linear(reduced.relaxed(), clock.within(1.0), steps_per_day, hot)
    open_yet = replace(relaxed.answer, in_time=False)
    clock.relaxed()

    def by_parts() -> Iterator[tuple[FloatArray, float]]:
        yield from by_windows(reduced, relaxed.answer, steps_per_day, clock.within(SHARE))

    def near() -> Iterator[tuple[FloatArray, float]]:
        found = on_either_side(reduced, relaxed.answer, steps_per_day, clock.within(SHARE))
        yield found.values, relaxed.certificate.bound_yuan

    for way in (near, by_parts) if clock.options.mip_gap_frac >= LOOSE else (by_parts, near):
        for found in _tried(_closed(reduced, way(), open_yet, clock, steps_per_day)):
            in_hand = True
            yield found
    if not in_hand:
        held = ((whole, relaxed.certificate.bound_yuan) for whole in at_hand(reduced.program, relaxed.answer.values))
        yield from islice(_closed(reduced, held, open_yet, clock, steps_per_day), 1)


def _closed(
    reduced: Reduced,
    decided: Iterable[tuple[FloatArray, float]],
    search: SolverAnswer,
    clock: _Clock,
    steps_per_day: int,
) -> Iterator[Proved]:
    """Yield the best schedule to whole numbers decided, under the bound that came with them.

    Windows that disagree may leave no schedule at all; longer ones agree on more.
    """
    for whole, bound in decided:
        try:
            found = _with_whole(reduced, whole, clock.together, steps_per_day)
        except InfeasibleError as reason:
            LOG.info("whole numbers decided apart do not go together: %s", reason)
        else:
            yield _bounded(found, bound, search)


def _about(reduced: Reduced, about: About, clock: _Clock, steps_per_day: int) -> Iterator[Proved]:
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
            found = prove_linear(within, clock.together, steps_per_day, linear.hot)
            found = _bounded(found, bound, replace(linear.answer, in_time=False))
        yield found


def _put_together(held: LinearProgram, values: FloatArray, bound: float, linear: Proved) -> Proved | None:
    """Return values of a programme held within bounds, duals as before; None where a rule or the bound is not met."""
    certificate = replace(certify(held, values, linear.row_duals), bound_yuan=bound)
    if certificate.violation > TOLERANCE or abs(certificate.gap_frac) > CLOSED:
        return None
    answer = replace(linear.answer, objective=certificate.primal_yuan, bound=bound)
    return replace(linear, values=values, certificate=certificate, answer=answer)


def _as_one(reduced: Reduced, clock: _Clock, steps_per_day: int) -> Proved:
    """Search all whole numbers at once."""
    answer = solve(reduced.program, clock.within(1.0))
    rest = _with_whole(reduced, answer.values, clock.together, steps_per_day)
    return _bounded(rest, answer.bound, answer)


def _with_whole(reduced: Reduced, values: FloatArray, options: SolverOptions, steps_per_day: int) -> Proved:
    """Return the optimum with whole numbers held as in these values of the reduced programme, certified."""
    rest = prove_linear(reduced.with_fixed(values), options, steps_per_day, None)
    if rest.answer.in_time and abs(rest.certificate.gap_frac) > GAP_TOLERANCE:
        raise SolverStoppedError("the schedule with its whole numbers fixed could not be certified")
    return rest


def _bounded(rest: Proved, bound: float, search: SolverAnswer) -> Proved:
    """Return the optimum of held whole numbers under the bound that counts for all of them."""
    return replace(
        rest,
        certificate=replace(rest.certificate, bound_yuan=min(bound, rest.certificate.bound_yuan)),
        answer=replace(rest.answer, in_time=search.in_time, iterations=search.iterations + rest.answer.iterations),
    )
