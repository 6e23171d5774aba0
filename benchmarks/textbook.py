"""The yardstick: the textbook programme of a battery handed to HiGHS as arrays, no modelling layer, default options.

Columns charge and discharge (a step each) and stored (a point each); one balance a step, and the end as the start.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from storage_model.assets.battery import Battery
from storage_model.dispatch.compile import LinearProgram

FloatArray = npt.NDArray[np.float64]


def textbook(station: Battery, sale: FloatArray, purchase: FloatArray, step_h: float) -> tuple[float, FloatArray]:
    """Return the optimum [yuan] and the values of all columns: build, hand over, solve, read back."""
    import highspy

    count = len(sale)
    one = sp.eye_array(count, format="csr")
    before, after = sp.eye_array(count, count + 1, format="csr"), sp.eye_array(count, count + 1, k=1, format="csr")
    balance = sp.hstack(
        [
            -step_h * station.charge_efficiency_frac * one,
            step_h / station.discharge_efficiency_frac * one,
            after - before,
        ]
    )
    end = sp.csr_array(([1.0, -1.0], ([0, 0], [2 * count, 3 * count])), shape=(1, 3 * count + 1))
    matrix = sp.csr_array(sp.vstack([balance, end]))

    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    wear = station.wear_cost_yuan_per_mwh
    lp.col_cost_ = np.concatenate([step_h * purchase, -step_h * (sale - wear), np.zeros(count + 1)])
    lp.offset_ = float(step_h * station.auxiliary_mw * purchase.sum())
    floor, ceiling = station.energy_mwh * station.soc_min_frac, station.energy_mwh * station.soc_max_frac
    lp.col_lower_ = np.concatenate([np.zeros(2 * count), np.full(count + 1, floor)])
    lp.col_upper_ = np.concatenate([np.full(2 * count, station.power_mw), np.full(count + 1, ceiling)])
    lp.row_lower_ = lp.row_upper_ = np.zeros(count + 1)
    hold_matrix(lp, matrix)
    return solved(lp)


def as_arrays(program: LinearProgram) -> tuple[float, FloatArray]:
    """Return the optimum [yuan] and the values of a programme that is at hand as arrays, handed over as it stands."""
    import highspy

    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = program.matrix.shape
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.col_low, program.col_high
    lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
    hold_matrix(lp, program.matrix)
    return solved(lp)


def hold_matrix(lp: Any, matrix: sp.csr_array) -> None:
    """Give HiGHS' record its coefficients, by rows."""
    import highspy

    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data


def solved(lp: Any) -> tuple[float, FloatArray]:
    """Return the optimum [yuan] and the values HiGHS finds with its default options."""
    import highspy

    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(highs.modelStatusToString(highs.getModelStatus()))
    return -highs.getInfo().objective_function_value, np.array(highs.getSolution().col_value)
