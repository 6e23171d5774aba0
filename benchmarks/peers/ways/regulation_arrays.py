"""Energy beside power held up and down, handed to HiGHS as arrays, default options."""

from typing import Any

import highspy
import numpy as np
import scipy.sparse as sp
from asked import answer
from battery_arrays import solve, with_matrix


def build(q: Any) -> Any:
    """Columns charge, discharge, stored at the end, up and down held on the discharging and the charging side."""
    count = len(q.sale)
    one, before = sp.eye_array(count, format="csr"), sp.eye_array(count, k=-1, format="csr")
    none = sp.csr_array((count, count))
    put_in, drawn = q.charge_efficiency_frac, 1 / q.discharge_efficiency_frac
    out, inward = q.sustain_h * drawn * one, q.sustain_h * put_in * one
    rows = [
        ([-q.step_h * put_in * one, q.step_h * drawn * one, one - before, none, none, none, none], 0.0, 0.0),
        ([none, one, none, one, none, none, none], -np.inf, q.power_mw),
        ([one, none, none, none, none, none, one], -np.inf, q.power_mw),
        ([-one, none, none, none, one, none, none], -np.inf, 0.0),
        ([none, -one, none, none, none, one, none], -np.inf, 0.0),
        *(([none, none, -at, out, inward, none, none], -np.inf, 0.0) for at in (one, before)),
        *(([none, none, at, none, none, out, inward], -np.inf, q.energy_mwh) for at in (one, before)),
        ([none, none, none, one, one, none, none], -np.inf, q.most_mw),
        ([none, none, none, none, none, one, one], -np.inf, q.most_mw),
    ]
    lp = highspy.HighsLp()
    prices = [q.purchase, q.wear_yuan_per_mwh - q.sale, np.zeros(count), -q.up, -q.up, -q.down, -q.down]
    lp.col_cost_ = q.step_h * np.concatenate(prices)
    lp.col_lower_ = np.zeros(7 * count)
    power, energy = np.full(count, q.power_mw), np.full(count, q.energy_mwh)
    lp.col_upper_ = np.concatenate([power, power, energy, power, power, power, power])
    lp.row_lower_ = np.repeat([low for _, low, _ in rows], count)
    lp.row_upper_ = np.repeat([high for _, _, high in rows], count)
    return with_matrix(lp, sp.vstack([sp.hstack(row) for row, _, _ in rows]))


answer(build, solve, "highspy", "scipy")
