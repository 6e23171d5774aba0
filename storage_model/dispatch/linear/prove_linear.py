"""Solve a linear programme hot or by windows, and certify the answer on the programme itself."""

from dataclasses import dataclass, replace
from math import sqrt

from storage_model.dispatch.compile.linear_program import FloatArray, dot
from storage_model.dispatch.compile.reduce import Reduced
from storage_model.dispatch.linear.windows import windows_in_turn
from storage_model.dispatch.solver.certificate import GAP_TOLERANCE, Certificate, certify
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.hand_over import Basis
from storage_model.dispatch.solver.highs import SolverAnswer, SolverOptions, solve
from storage_model.problems import SolverStoppedError

# Windows put together are the answer where their bound is this near, relative, and no rule is broken by more.
CLOSED, TOLERANCE = 1e-9, 1e-7
# From a basis HiGHS has called an answer optimal that breaks a rule by far more than this; from none it has not.
BROKEN = 1e-6
# From this cosine between costs on, the last optimum is the better beginning; below it the year is walked. Where a
# step has one rule only, a store alone, going on is quicker almost always.
ALIKE, ALIKE_OF_A_STORE = 0.99, 0.7
# Rows a step that a store alone has at most: its balance, and now and then a budget.
ROWS_OF_A_STORE = 1.1


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


def prove_linear(reduced: Reduced, options: SolverOptions, steps_per_day: int, hot: Hot | None) -> Proved:
    """Solve without whole numbers: hot where the last programme was alike, else by windows, and as one where needed.

    When the time is up before it is solved as one, windows put together are the answer, with what they leave open.
    """
    if hot is not None and hot.reduced.places is reduced.places and _alike(hot.reduced, reduced):
        return _from(reduced, hot.basis, options)
    clock, found = Clock(options), None
    for walked in windows_in_turn(reduced, steps_per_day, options):
        found = _proved(reduced, walked)
        if abs(found.certificate.gap_frac) <= CLOSED and found.certificate.violation <= TOLERANCE:
            return found
    try:
        return _from(reduced, None if found is None else found.hot.basis, clock.left)
    except SolverStoppedError:
        if found is None or found.certificate.violation > TOLERANCE or found.certificate.gap_frac < -GAP_TOLERANCE:
            raise
        return replace(found, answer=replace(found.answer, in_time=False))


def _from(reduced: Reduced, start: Basis | None, options: SolverOptions) -> Proved:
    """Solve as one from a basis; where what is found does not hold, from where it stands, and at last from none.

    A rule broken at the end of many steps is mostly rounding that grew: the same basis worked out anew holds.
    """
    clock = Clock(options)
    found = _proved(reduced, solve(reduced.program, options, start))
    for begin in (found.answer.basis, None) if start is not None else ():
        if found.certificate.violation <= BROKEN:
            break
        found = _proved(reduced, solve(reduced.program, clock.left, begin))
    return found


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
