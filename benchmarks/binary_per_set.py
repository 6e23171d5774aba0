"""The way most models write it: every set of a group with its own binaries, one HiGHS programme, no modelling layer.

Columns of a set, a step each: on, starting, stopping (binary), power, gas. The sets share nothing but the gas.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.assets.gas.commitment import starting_shares, steps_of
from storage_model.assets.gas.fuel import lines_of
from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.units import METHANE_MWH_PER_M3

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Found:
    """Best money found, the bound none can exceed, whether the gap closed before time was up [yuan]."""

    money_yuan: float
    bound_yuan: float
    proved: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One group on one supply, round and round: prices [yuan/MWh], gas [m³/h], whether it may burn, its price."""

    group: Gensets
    prices: FloatArray
    gas_m3_per_h: FloatArray
    safe: npt.NDArray[np.bool_]
    gas_yuan_per_m3: float
    step_h: float


def solve_by_set(question: Question, gap_frac: float, time_limit_s: float) -> Found:
    """Return what HiGHS finds within a gap or a time: build, hand over, solve."""
    import highspy

    group, count = question.group, len(question.prices)
    block, low, high = _rules_of_a_set(question)
    sharing = sp.kron(np.ones((1, group.sets)), _pick("gas", count))
    matrix = sp.csr_array(sp.vstack([sp.kron(sp.eye_array(group.sets), block), sharing]))
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.tile(_money_of_a_set(question), group.sets)
    may_run = question.safe.astype(float)
    most = [may_run, np.ones(count), np.ones(count), group.set_power_mw * may_run, np.full(count, np.inf)]
    lp.col_lower_, lp.col_upper_ = np.zeros(matrix.shape[1]), np.tile(np.concatenate(most), group.sets)
    lp.row_lower_ = np.concatenate([np.tile(low, group.sets), np.full(count, -np.inf)])
    lp.row_upper_ = np.concatenate([np.tile(high, group.sets), question.gas_m3_per_h])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    whole = [highspy.HighsVarType.kInteger] * (3 * count) + [highspy.HighsVarType.kContinuous] * (2 * count)
    lp.integrality_ = whole * group.sets
    highs = highspy.Highs()
    for name, value in (("output_flag", False), ("mip_rel_gap", gap_frac), ("time_limit", time_limit_s)):
        highs.setOptionValue(name, value)
    highs.passModel(lp)
    highs.run()
    info, status = highs.getInfo(), highs.getModelStatus()
    if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
        raise RuntimeError(highs.modelStatusToString(status))
    return Found(
        money_yuan=info.objective_function_value,
        bound_yuan=info.mip_dual_bound,
        proved=status == highspy.HighsModelStatus.kOptimal,
    )


COLUMNS = ("on", "starting", "stopping", "power", "gas")


def _pick(name: str, count: int) -> sp.csr_array:
    """Return the matrix that picks one kind of column of a set."""
    return sp.csr_array(sp.kron(np.eye(1, len(COLUMNS), COLUMNS.index(name)), sp.eye_array(count)))


def _rules_of_a_set(question: Question) -> tuple[sp.csr_array, FloatArray, FloatArray]:
    """Return the rows of one set with their least and most."""
    group, count = question.group, len(question.prices)
    pick = {name: _pick(name, count) for name in COLUMNS}
    before = sp.csr_array((np.ones(count), (np.arange(count), np.arange(-1, count - 1) % count)), shape=(count, count))

    def lately(name: str, hours: float) -> sp.csr_array:
        earlier, total = sp.eye_array(count, format="csr"), sp.csr_array((count, count))
        for _ in range(max(1, steps_of(hours, question.step_h))):
            total, earlier = total + earlier, earlier @ before
        return sp.csr_array(total @ pick[name])

    ready = pick["on"]
    earlier = sp.eye_array(count, format="csr")
    for share in starting_shares(group, question.step_h):
        ready, earlier = ready - share * (earlier @ pick["starting"]), earlier @ before
    able_mw = group.set_power_mw * group.availability_frac
    fuel = [
        pick["gas"] - (line.per_output * pick["power"] + line.per_set * able_mw * ready) / METHANE_MWH_PER_M3
        for line in lines_of(group.part_load)
    ]
    rows: list[tuple[sp.csr_array, float, float]] = [
        (pick["on"] - before @ pick["on"] - pick["starting"] + pick["stopping"], 0.0, 0.0),
        (lately("starting", group.minimum_up_h) - pick["on"], -np.inf, 0.0),
        (lately("stopping", group.minimum_down_h) + pick["on"], -np.inf, 1.0),
        (pick["power"] - able_mw * ready, -np.inf, 0.0),
        (pick["power"] - group.minimum_load_frac * able_mw * ready, 0.0, np.inf),
        *((row, 0.0, np.inf) for row in fuel),
    ]
    low, high = (np.repeat([row[side] for row in rows], count) for side in (1, 2))
    return sp.csr_array(sp.vstack([row for row, _, _ in rows])), low, high


def _money_of_a_set(question: Question) -> FloatArray:
    """Return what each column of a set earns [yuan]."""
    group, step_h, count = question.group, question.step_h, len(question.prices)
    running = group.availability_frac * (group.running_cost_yuan_per_h + group.overhaul_yuan_per_h)
    sold = (1.0 - group.own_use_frac) * question.prices - group.variable_om_yuan_per_mwh
    return np.concatenate(
        [
            np.full(count, -step_h * running),
            np.full(count, -group.start_cost_yuan),
            np.zeros(count),
            step_h * sold,
            np.full(count, -step_h * question.gas_yuan_per_m3),
        ]
    )
