"""Hand a linear programme to HiGHS and take back values, duals and an honest status."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram
from storage_model.problems import InfeasibleError, SolverStoppedError


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverOptions:
    """What a user may ask of the solver: seconds allowed, seed of its random choices, gap of whole-number answers."""

    time_limit_s: float = 600.0
    seed: int = 0
    mip_gap_frac: float = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverAnswer:
    """An optimal answer: one value per column, one dual per row, the objective as HiGHS states it, and the effort.

    `bound` is the least objective HiGHS leaves possible; it equals the objective where no column is whole.
    """

    values: FloatArray
    row_duals: FloatArray
    objective: float
    bound: float
    iterations: int
    solver: str


def solve(program: LinearProgram, options: SolverOptions | None = None) -> SolverAnswer:
    """Return the optimum; raises InfeasibleError or SolverStoppedError, never returns anything else than an optimum."""
    sick = program.not_finite()
    if sick:
        raise SolverStoppedError(f"the model holds numbers that are not finite, in: {', '.join(sick)}")
    highs = _loaded(program, options or SolverOptions())
    highs.run()
    _require_optimal(highs)
    solution, info = highs.getSolution(), highs.getInfo()
    values = np.array(solution.col_value)
    if not (np.isfinite(values).all() and np.isfinite(info.objective_function_value)):
        raise SolverStoppedError("HiGHS calls its answer optimal, but the answer is not finite")
    return SolverAnswer(
        values=values,
        row_duals=np.array(solution.row_dual),
        objective=info.objective_function_value,
        bound=info.mip_dual_bound if program.integer.any() else info.objective_function_value,
        iterations=info.simplex_iteration_count,
        solver=f"HiGHS {highs.version()}",
    )


def _loaded(program: LinearProgram, options: SolverOptions) -> Any:
    import highspy

    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = program.matrix.shape
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.col_low, program.col_high
    lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
    if program.integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(whole)] for whole in program.integer]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = program.matrix.indptr, program.matrix.indices
    lp.a_matrix_.value_ = program.matrix.data
    highs = highspy.Highs()
    # A chain of energy balances gives presolve little to find, and steepest edge nothing that devex lacks
    # (docs/decisions/002).
    settings = {
        "output_flag": False,
        "presolve": "choose" if program.integer.any() else "off",
        "simplex_dual_edge_weight_strategy": 1,
        "time_limit": options.time_limit_s,
        "random_seed": options.seed,
        "mip_rel_gap": options.mip_gap_frac,
    }
    for name, value in settings.items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverStoppedError(f"HiGHS does not take the option {name} = {value}")
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise SolverStoppedError("HiGHS does not accept the model")
    return highs


def _require_optimal(highs: Any) -> None:
    import highspy

    status = highs.getModelStatus()
    ended = highspy.HighsModelStatus
    if status == ended.kOptimal:
        return
    words = highs.modelStatusToString(status)
    if status in (ended.kInfeasible, ended.kUnbounded, ended.kUnboundedOrInfeasible):
        raise InfeasibleError(f"no schedule keeps every limit, or nothing limits the income (HiGHS: {words})")
    raise SolverStoppedError(f"HiGHS stopped without an optimum: {words}")
