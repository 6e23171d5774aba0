"""Schedules to whole numbers that are decided, each under a bound that counts for all others too."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.linear.prove_linear import Proved, prove_linear
from storage_model.dispatch.solver.certificate import GAP_TOLERANCE
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions
from storage_model.dispatch.whole.held import carried, shared
from storage_model.dispatch.whole.near import least_broken
from storage_model.problems import InfeasibleError, SolverStoppedError

LOG = logging.getLogger(__name__)
# What the very last such programme may take, part of it on top: without it there would be no answer at all.
LAST = 0.5


def closed(
    reduced: Reduced,
    decided: Iterable[tuple[FloatArray, float]],
    search: SolverAnswer,
    clock: Clock,
    steps_per_day: int,
) -> Iterator[Proved]:
    """Yield the best schedule to whole numbers decided, under the bound that came with them.

    Windows that disagree may leave no schedule at all; longer ones agree on more.
    """
    for whole, bound in decided:
        try:
            found = with_whole(reduced, whole, clock.together(), steps_per_day)
        except InfeasibleError as reason:
            LOG.info("whole numbers decided apart do not go together: %s", reason)
        else:
            yield bounded(found, bound, search)


def with_whole(reduced: Reduced, values: FloatArray, options: SolverOptions, steps_per_day: int) -> Proved:
    """Return the optimum with whole numbers held as in these values of the reduced programme, certified."""
    rest = prove_linear(reduced.with_fixed(values), options, steps_per_day, None)
    if rest.answer.in_time and not rest.certificate.proved:
        raise SolverStoppedError("the schedule with its whole numbers fixed could not be certified")
    return rest


def bounded(rest: Proved, bound: float, search: SolverAnswer) -> Proved:
    """Return the optimum of held whole numbers under the bound that counts for all of them."""
    return replace(
        rest,
        certificate=replace(rest.certificate, bound_yuan=min(bound, rest.certificate.bound_yuan)),
        answer=replace(rest.answer, in_time=search.in_time, iterations=search.iterations + rest.answer.iterations),
    )


def joined(one: Proved, other: Proved) -> Proved:
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
    clock = Clock(replace(options, time_limit_s=LAST * options.time_limit_s))
    held = ((numbers, last.certificate.bound_yuan) for numbers in (whole, none))
    found = next(closed(reduced, held, replace(last.answer, in_time=False), clock, steps_per_day), None)
    if found is None:
        raise InfeasibleError("no schedule keeps the directions of the net flow")
    return found
