"""Solve a linear programme with HiGHS: values, duals and an honest status."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.dispatch.solver.canary import require_sound
from storage_model.dispatch.solver.hand_over import Basis, loaded
from storage_model.dispatch.solver.patience import stopped_words
from storage_model.problems import InfeasibleError, SolverStoppedError, UnboundedError


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverOptions:
    """What a user may ask of the solver: seconds allowed, seed of its random choices, gap of whole-number answers."""

    time_limit_s: float = 600.0
    seed: int = 0
    mip_gap_frac: float = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverAnswer:
    """One value per column, one dual per row, the objective as HiGHS states it, and the effort.

    `bound` is the least objective HiGHS leaves possible; it equals the objective where no column is whole. `in_time` is
    false where the time was up and this is the best answer so far. `basis` is where the next run may begin.
    """

    values: FloatArray
    row_duals: FloatArray
    objective: float
    bound: float
    iterations: int
    solver: str
    in_time: bool
    basis: Basis


def solve(program: LinearProgram, options: SolverOptions | None = None, start: Basis | None = None) -> SolverAnswer:
    """Return the optimum; with whole numbers also the best answer when the time is up, marked as such.

    Raises InfeasibleError, or SolverStoppedError where there is no answer that can be used. `start` is a basis to begin
    with; one of another shape is left aside.
    """
    require_finite(program)
    options = options or SolverOptions()
    if options.time_limit_s <= 0:
        whole = bool(program.integer.any())
        raise SolverStoppedError(stopped_words("求解时限已用完", "no time is left to solve the model", whole=whole))
    require_sound(run)
    highs = run(program, options, start)
    whole = bool(program.integer.any())
    in_time = _ended_optimal(highs)
    solution, info = highs.getSolution(), highs.getInfo()
    values = np.array(solution.col_value)
    if not (np.isfinite(values).all() and np.isfinite(info.objective_function_value)):
        raise SolverStoppedError("HiGHS calls its answer optimal, but the answer is not finite")
    return SolverAnswer(
        values=values,
        row_duals=row_duals_of(highs, program),
        objective=info.objective_function_value,
        bound=info.mip_dual_bound if whole else info.objective_function_value,
        iterations=info.simplex_iteration_count,
        solver=f"HiGHS {highs.version()}",
        in_time=in_time,
        basis=Basis(native=highs.getBasis(), shape=program.matrix.shape),
    )


def row_duals_of(highs: Any, program: LinearProgram) -> FloatArray:
    """Return the row duals without what HiGHS' tolerance leaves of them against a side that is open.

    Any duals bound every schedule, but one against an open side bounds nothing; zero in its place does.
    """
    duals = np.array(highs.getSolution().row_dual)
    duals[np.isinf(np.where(duals > 0.0, program.row_low, program.row_high))] = 0.0
    return duals


def run(program: LinearProgram, options: SolverOptions | None = None, start: Basis | None = None) -> Any:
    """Return HiGHS after its run; where it fails, after a run from no basis, and at last with the other presolve."""
    settings = settings_of(program, options or SolverOptions())
    until_s = perf_counter() + settings["time_limit"]
    other = {"presolve": "on" if settings["presolve"] == "off" else "off"}
    ways: list[tuple[dict[str, Any], Basis | None]] = [({}, start), ({}, None), (other, None)]
    for changed, begin in ways if start is not None else ways[1:]:
        left = {"time_limit": max(0.0, until_s - perf_counter())}
        highs = loaded(program, {**settings, **left, **changed}, begin)
        highs.run()
        if not _failed(highs):
            break
    return highs


def _failed(highs: Any) -> bool:
    """Whether a run ended without saying anything of the programme."""
    import highspy

    ended = highspy.HighsModelStatus
    silent = (ended.kNotset, ended.kSolveError, ended.kPresolveError, ended.kPostsolveError, ended.kUnknown)
    return highs.getModelStatus() in silent


def solver_version() -> str:
    """Return the version of HiGHS that would solve."""
    import highspy

    return str(highspy._core._Highs().version())


def settings_of(program: LinearProgram, options: SolverOptions) -> dict[str, Any]:
    """Return the options HiGHS gets.

    A chain of energy balances gives presolve little to find, and steepest edge nothing that devex lacks; from a given
    basis only the dual simplex is quick (docs/decisions/002).
    """
    return {
        "presolve": "choose" if program.integer.any() else "off",
        "simplex_strategy": 1,
        "simplex_dual_edge_weight_strategy": 1,
        "time_limit": options.time_limit_s,
        "random_seed": options.seed,
        "mip_rel_gap": options.mip_gap_frac,
    }


def require_finite(program: LinearProgram) -> None:
    """Raise SolverStoppedError naming every component with a number that is not finite; HiGHS would call it optimal."""
    sick = program.not_finite()
    if sick:
        raise SolverStoppedError(f"the model holds numbers that are not finite, in: {', '.join(sick)}")


def _ended_optimal(highs: Any) -> bool:
    """Return true at an optimum, false where time ran out with an answer in hand; raise otherwise."""
    import highspy

    status, ended = highs.getModelStatus(), highspy.HighsModelStatus
    if status == ended.kOptimal:
        return True
    words = highs.modelStatusToString(status)
    if status == ended.kMemoryLimit:
        raise MemoryError(words)
    if status == ended.kUnbounded:
        raise UnboundedError("nothing limits the income")
    if status in (ended.kInfeasible, ended.kUnboundedOrInfeasible):
        raise InfeasibleError(f"no schedule keeps every limit (HiGHS: {words})")
    feasible = highs.getInfo().primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    if status == ended.kTimeLimit and feasible and any(highs.getLp().integrality_):
        return False
    if status == ended.kTimeLimit:
        words = ("求解时限内没有可用的答案", "the time is up and there is no usable answer")
        raise SolverStoppedError(stopped_words(*words, whole=any(highs.getLp().integrality_)))
    raise SolverStoppedError(f"HiGHS stopped without an optimum: {words}")
