"""A battery year in linopy: labelled arrays, HiGHS."""

import linopy
import pandas as pd
import xarray as xr
from asked import Found, Watch, answer


def solve(q: object) -> Found:
    """Charge, discharge and energy stored at the end of each step; empty at the start."""
    watch, count = Watch(), len(q.sale)
    steps = pd.RangeIndex(count, name="step")
    model = linopy.Model()
    charge = model.add_variables(lower=0, upper=q.power_mw, coords=[steps], name="charge")
    discharge = model.add_variables(lower=0, upper=q.power_mw, coords=[steps], name="discharge")
    stored = model.add_variables(lower=0, upper=q.energy_mwh, coords=[steps], name="stored")
    change = q.step_h * q.charge_efficiency_frac * charge - q.step_h / q.discharge_efficiency_frac * discharge
    first, later = steps[:1], steps[1:]
    model.add_constraints(stored.sel(step=first) - change.sel(step=first) == 0, name="first")
    model.add_constraints((stored - stored.shift(step=1) - change).sel(step=later) == 0, name="balance")
    sale = xr.DataArray(q.sale - q.wear_yuan_per_mwh, coords=[steps])
    cost = (q.step_h * xr.DataArray(q.purchase, coords=[steps])) * charge - (q.step_h * sale) * discharge
    model.add_objective(cost.sum())
    built_s = watch.lap_s()
    model.solve("highs", io_api="direct", output_flag=False)
    return Found(objective_yuan=-model.objective.value, build_s=built_s, solve_s=watch.lap_s())


answer(solve, "linopy", "highspy")
