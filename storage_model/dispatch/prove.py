"""Solve a programme smaller and from a good beginning; certify the answer on the programme itself."""

import logging
from dataclasses import dataclass, field, replace
from math import sqrt
from time import perf_counter

import numpy as np

from storage_model.dispatch.certificate import GAP_TOLERANCE, Certificate, certify
from storage_model.dispatch.compile.linear_program import FloatArray, IntArray, LinearProgram, dot
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.hand_over import Basis
from storage_model.dispatch.held import carried, most_left
from storage_model.dispatch.highs import SolverAnswer, SolverOptions, require_finite, solve
from storage_model.dispatch.whole_by_windows import Known, Priced, by_windows, by_windows_about
from storage_model.dispatch.windows import windows_in_turn
from storage_model.problems import InfeasibleError, SolverStoppedError

LOG = logging.getLogger(__name__)
# Windows put together are the answer where their bound is this near, relative, and no rule is broken by more.
CLOSED, TOLERANCE = 1e-9, 1e-7
# From this cosine between costs on, the last optimum is the better beginning; below it the year is walked. Where a
# step has one rule only, a store alone, going on is quicker almost always.
ALIKE, ALIKE_OF_A_STORE = 0.99, 0.7
# Rows a step that a store alone has at most: its balance, and now and then a budget.
ROWS_OF_A_STORE = 1.1
# Of the time left, what windows may take: a search of all at once, which comes after, has an answer when time is up.
SHARE = 0.5
# What rounding leaves of a proved gap.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Hot:
    """Where the last programme's optimum stood: its reduced form, and the basis that proved it."""

    reduced: Reduced
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """Values and row duals of the full programme, their certificate, and what the next programme may begin with."""

    values: FloatArray
    row_duals: FloatArray
    certificate: Certificate
    answer: SolverAnswer
    hot: Hot

    def named_values(self) -> dict[str, FloatArray]:
        """Return the values of every variable component; of the linear one where `About` it was decided."""
        return self.hot.reduced.full.by_component(self.values)


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
    reduced = reduce(program, None if hot is None else hot.reduced)
    if not program.integer.any():
        return _linear(reduced, options, steps_per_day, hot)
    until_s = perf_counter() + options.time_limit_s

    def within(share: float) -> SolverOptions:
        return replace(options, time_limit_s=share * max(0.0, until_s - perf_counter()))

    found = None if about is None else _about(reduced, about, within(SHARE), steps_per_day)
    found = found or _by_windows(reduced, within(SHARE), steps_per_day, hot)
    return found or _as_one(reduced, within(1.0), steps_per_day)


def _by_windows(reduced: Reduced, options: SolverOptions, steps_per_day: int, hot: Hot | None) -> Proved | None:
    """Decide whole numbers window by window; None where that proves less than was asked for."""
    try:
        relaxed = _linear(reduced.relaxed(), options, steps_per_day, hot)
        for whole, bound in by_windows(reduced, relaxed.answer, steps_per_day, options):
            found = _bounded(_with_whole(reduced, whole, options, steps_per_day), bound, relaxed.answer)
            if found.certificate.gap_frac <= max(options.mip_gap_frac, ROUNDING):
                return found
    except (InfeasibleError, SolverStoppedError) as reason:
        LOG.info("whole numbers are searched as one: %s", reason)
    return None


def _about(reduced: Reduced, about: About, options: SolverOptions, steps_per_day: int) -> Proved | None:
    """Decide whole numbers in the windows about some steps only; None where that proves less than was asked for.

    The duals of the linear optimum price what passes between windows. What they find is put together within what the
    whole numbers leave of its bounds; where that breaks a rule or the bound stays open, it is solved again from where
    it ended. Values are those of the linear programme, the bound counts for the other.
    """
    linear, given, asked = about.linear, about.linear.hot.reduced.full, reduced.full
    if given.integer.any():
        return None
    values = carried(linear.values, given.columns, asked.columns, len(asked.cost))
    duals = carried(linear.row_duals, given.rows, asked.rows, len(asked.row_low))
    values, duals = reduced.narrowed(values, duals)
    priced = Priced(values=values, duals=duals, steps=about.steps, known=about.known)
    try:
        for whole, bound in by_windows_about(reduced, priced, steps_per_day, options):
            most = carried(most_left(reduced, whole), asked.columns, given.columns, len(given.cost))
            held = replace(given, col_high=most)
            values = reduced.restore(np.nan_to_num(whole), duals)[0]
            found = _put_together(held, carried(values, asked.columns, given.columns, len(given.cost)), bound, linear)
            if found is not None:
                return found
            within = reduce(held, linear.hot.reduced)
            found = _bounded(_linear(within, options, steps_per_day, linear.hot), bound, linear.answer)
            if found.certificate.gap_frac <= max(options.mip_gap_frac, ROUNDING):
                return found
    except (InfeasibleError, SolverStoppedError) as reason:
        LOG.info("whole numbers are searched everywhere: %s", reason)
    return None


def _put_together(held: LinearProgram, values: FloatArray, bound: float, linear: Proved) -> Proved | None:
    """Return values of a programme held within bounds, duals as before; None where a rule or the bound is not met."""
    certificate = replace(certify(held, values, linear.row_duals), bound_yuan=bound)
    if certificate.violation > TOLERANCE or abs(certificate.gap_frac) > CLOSED:
        return None
    answer = replace(linear.answer, objective=certificate.primal_yuan, bound=bound)
    return replace(linear, values=values, certificate=certificate, answer=answer)


def _as_one(reduced: Reduced, options: SolverOptions, steps_per_day: int) -> Proved:
    """Search all whole numbers at once."""
    answer = solve(reduced.program, options)
    return _bounded(_with_whole(reduced, answer.values, options, steps_per_day), answer.bound, answer)


def _with_whole(reduced: Reduced, values: FloatArray, options: SolverOptions, steps_per_day: int) -> Proved:
    """Return the optimum with whole numbers held as in these values of the reduced programme, certified."""
    rest = _linear(reduced.with_fixed(values), options, steps_per_day, None)
    if abs(rest.certificate.gap_frac) > GAP_TOLERANCE:
        raise SolverStoppedError("the schedule with its whole numbers fixed could not be certified")
    return rest


def _bounded(rest: Proved, bound: float, search: SolverAnswer) -> Proved:
    """Return the optimum of held whole numbers under the bound that counts for all of them."""
    return replace(
        rest,
        certificate=replace(rest.certificate, bound_yuan=min(bound, rest.certificate.bound_yuan)),
        answer=replace(rest.answer, in_time=search.in_time, iterations=search.iterations + rest.answer.iterations),
    )


def _linear(reduced: Reduced, options: SolverOptions, steps_per_day: int, hot: Hot | None) -> Proved:
    """Solve without whole numbers: hot where the last programme was alike, else by windows, and as one where needed."""
    if hot is not None and hot.reduced.places is reduced.places and _alike(hot.reduced, reduced):
        return _proved(reduced, solve(reduced.program, options, hot.basis))
    begun = perf_counter()
    walked = windows_in_turn(reduced, steps_per_day, options)
    if walked is not None:
        found = _proved(reduced, walked)
        if abs(found.certificate.gap_frac) <= CLOSED and found.certificate.violation <= TOLERANCE:
            return found
    start = None if walked is None else walked.basis
    left_s = max(0.0, options.time_limit_s - (perf_counter() - begun))
    return _proved(reduced, solve(reduced.program, replace(options, time_limit_s=left_s), start))


def _alike(before: Reduced, now: Reduced) -> bool:
    """Whether costs are about those of before, at another level perhaps: then the optimum is near where it was."""
    one, other = before.program.cost, now.program.cost
    steps = now.full.time_of_columns().max(initial=1)
    of_a_store = len(now.program.row_low) <= ROWS_OF_A_STORE * steps
    enough = ALIKE_OF_A_STORE if of_a_store else ALIKE
    return dot(one, other) >= enough * sqrt(dot(one, one) * dot(other, other))


def _proved(reduced: Reduced, answer: SolverAnswer) -> Proved:
    """Return the answer on the full programme, certified there."""
    values, row_duals = reduced.restore(answer.values, answer.row_duals)
    return Proved(
        values=values,
        row_duals=row_duals,
        certificate=certify(reduced.full, values, row_duals),
        answer=answer,
        hot=Hot(reduced=reduced, basis=answer.basis),
    )
