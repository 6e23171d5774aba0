"""A battery year handed to HiGHS as arrays, default options: the yardstick."""

from typing import Any

import highspy
import numpy as np
import scipy.sparse as sp
from asked import Found, answer


def build(q: Any) -> Any:
    """Columns charge, discharge, stored at the end of each step; empty at the start."""
    count = len(q.sale)
    one, before = sp.eye_array(count, format="csr"), sp.eye_array(count, k=-1, format="csr")
    put_in, drawn = q.step_h * q.charge_efficiency_frac, q.step_h / q.discharge_efficiency_frac
    lp = highspy.HighsLp()
    lp.col_cost_ = q.step_h * np.concatenate([q.purchase, q.wear_yuan_per_mwh - q.sale, np.zeros(count)])
    lp.col_lower_ = np.zeros(3 * count)
    lp.col_upper_ = np.concatenate([np.full(2 * count, q.power_mw), np.full(count, q.energy_mwh)])
    lp.row_lower_ = lp.row_upper_ = np.zeros(count)
    return with_matrix(lp, sp.hstack([-put_in * one, drawn * one, one - before]))


def with_matrix(lp: Any, rows: Any) -> Any:
    """Return the programme with its rows."""
    matrix = sp.csr_array(rows)
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    return lp


def solve(q: Any, lp: Any) -> Found:
    """Hand over and run."""
    del q
    return ended(handed_over(lp), lp)


def handed_over(lp: Any) -> Any:
    """Return HiGHS holding a programme."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    return highs


def ended(highs: Any, lp: Any) -> Found:
    """Run and read back."""
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(highs.modelStatusToString(highs.getModelStatus()))
    values = np.array(highs.getSolution().col_value)
    return Found(objective_yuan=-float(lp.col_cost_ @ values))


if __name__ == "__main__":
    answer(build, solve, "highspy", "scipy")
