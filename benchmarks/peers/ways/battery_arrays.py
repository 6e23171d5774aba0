"""A battery year handed to HiGHS as arrays, default options: the yardstick."""

import highspy
import numpy as np
import scipy.sparse as sp
from asked import Found, Watch, answer


def solve(q: object) -> Found:
    """Columns charge, discharge, stored at the end of each step; empty at the start."""
    watch, count = Watch(), len(q.sale)
    one, before = sp.eye_array(count, format="csr"), sp.eye_array(count, k=-1, format="csr")
    put_in, drawn = q.step_h * q.charge_efficiency_frac, q.step_h / q.discharge_efficiency_frac
    matrix = sp.csr_array(sp.hstack([-put_in * one, drawn * one, one - before]))
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = q.step_h * np.concatenate([q.purchase, q.wear_yuan_per_mwh - q.sale, np.zeros(count)])
    lp.col_lower_ = np.zeros(3 * count)
    lp.col_upper_ = np.concatenate([np.full(2 * count, q.power_mw), np.full(count, q.energy_mwh)])
    lp.row_lower_ = lp.row_upper_ = np.zeros(count)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    built_s = watch.lap_s()
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(highs.modelStatusToString(highs.getModelStatus()))
    values = np.array(highs.getSolution().col_value)
    return Found(objective_yuan=-float(lp.col_cost_ @ values), build_s=built_s, solve_s=watch.lap_s())


answer(solve, "highspy", "scipy")
