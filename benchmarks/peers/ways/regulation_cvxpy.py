"""Energy beside power held up and down in cvxpy, HiGHS."""

from typing import Any

import cvxpy as cp
from asked import answer
from battery_cvxpy import solve, standard


def build(q: Any) -> Any:
    """Up and down are each held on the discharging or the charging side; a full call must find its energy."""
    count = len(q.sale)
    charge, discharge, up_out, up_in, down_out, down_in = (cp.Variable(count, nonneg=True) for _ in range(6))
    stored = cp.Variable(count + 1)
    out, inward = q.sustain_h / q.discharge_efficiency_frac, q.sustain_h * q.charge_efficiency_frac
    rules = [
        stored >= 0, stored <= q.energy_mwh, stored[0] == 0,
        cp.diff(stored) == q.step_h * (q.charge_efficiency_frac * charge - discharge / q.discharge_efficiency_frac),
        discharge + up_out <= q.power_mw, charge + down_in <= q.power_mw, up_in <= charge, down_out <= discharge,
        up_out + up_in <= q.most_mw, down_out + down_in <= q.most_mw,
    ]  # fmt: skip
    for at in (stored[:-1], stored[1:]):
        rules += [out * up_out + inward * up_in <= at, out * down_out + inward * down_in <= q.energy_mwh - at]
    energy = (q.sale - q.wear_yuan_per_mwh) @ discharge - q.purchase @ charge
    held = q.up @ (up_out + up_in) + q.down @ (down_out + down_in)
    return standard(cp.Problem(cp.Maximize(q.step_h * (energy + held)), rules))


answer(build, solve, "cvxpy", "highspy")
