"""Solve a programme smaller and from a good beginning; certify the answer on the programme itself."""

from dataclasses import dataclass, replace

from storage_model.dispatch.certificate import GAP_TOLERANCE, Certificate, certify
from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.hand_over import Basis
from storage_model.dispatch.highs import SolverAnswer, SolverOptions, require_finite, solve
from storage_model.dispatch.start import repeated_day
from storage_model.dispatch.windows import windows_in_turn
from storage_model.problems import SolverStoppedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Hot:
    """Where the last programme's optimum stood: its reduced form, and the basis that proved it."""

    reduced: Reduced
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """Values of the full programme, their certificate, and what the next programme may begin with."""

    values: FloatArray
    certificate: Certificate
    answer: SolverAnswer
    hot: Hot


def prove(program: LinearProgram, options: SolverOptions, steps_per_day: int, hot: Hot | None = None) -> Proved:
    """Return a certified answer; raises InfeasibleError or SolverStoppedError.

    With whole numbers the certificate joins two proofs: HiGHS' bound on everything, and the duals of the programme with
    the whole numbers fixed.
    """
    require_finite(program)
    reduced = reduce(program, None if hot is None else hot.reduced)
    if not program.integer.any():
        return _linear(reduced, options, steps_per_day, hot)
    answer = solve(reduced.program, options)
    fixed = program.with_fixed(reduced.restore(answer.values, answer.row_duals)[0])
    rest = _linear(reduce(fixed), options, steps_per_day, None)
    if abs(rest.certificate.gap_frac) > GAP_TOLERANCE:
        raise SolverStoppedError("the schedule with its whole numbers fixed could not be certified")
    certificate = replace(rest.certificate, bound_yuan=min(answer.bound, rest.certificate.bound_yuan))
    iterations = answer.iterations + rest.answer.iterations
    return replace(
        rest, certificate=certificate, answer=replace(rest.answer, in_time=answer.in_time, iterations=iterations)
    )


def _linear(reduced: Reduced, options: SolverOptions, steps_per_day: int, hot: Hot | None) -> Proved:
    fitting = hot is not None and hot.reduced.places is reduced.places
    start = hot.basis if hot is not None and fitting else _cold_start(reduced, steps_per_day, options)
    answer = solve(reduced.program, options, start)
    values, row_duals = reduced.restore(answer.values, answer.row_duals)
    return Proved(
        values=values,
        certificate=certify(reduced.full, values, row_duals),
        answer=answer,
        hot=Hot(reduced=reduced, basis=answer.basis),
    )


def _cold_start(reduced: Reduced, steps_per_day: int, options: SolverOptions) -> Basis | None:
    """Return where to begin without a year before: windows in turn where a step has many rules, else a repeated day."""
    return windows_in_turn(reduced, steps_per_day, options) or repeated_day(reduced, steps_per_day, options)
