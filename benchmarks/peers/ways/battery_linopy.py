"""A battery year in linopy: labelled arrays, HiGHS."""

from typing import Any

import linopy
import pandas as pd
import xarray as xr
from asked import Found, answer


def build(q: Any) -> Any:
    """Charge, discharge and energy stored at the end of each step; empty at the start."""
    steps = pd.RangeIndex(len(q.sale), name="step")
    model = linopy.Model()
    model.add_variables(lower=0, upper=q.power_mw, coords=[steps], name="charge")
    model.add_variables(lower=0, upper=q.power_mw, coords=[steps], name="discharge")
    model.add_variables(lower=0, upper=q.energy_mwh, coords=[steps], name="stored")
    for name, rule in rules(q, model).items():
        model.add_constraints(rule, name=name)
    model.add_objective(cost(q, model))
    return model


def rules(q: Any, model: Any) -> dict[str, Any]:
    """Return the balance of the first step and of the others."""
    charge, discharge, stored = (model.variables[name] for name in ("charge", "discharge", "stored"))
    steps = stored.indexes["step"]
    change = q.step_h * q.charge_efficiency_frac * charge - q.step_h / q.discharge_efficiency_frac * discharge
    first, later = steps[:1], steps[1:]
    return {
        "first": stored.sel(step=first) - change.sel(step=first) == 0,
        "balance": (stored - stored.shift(step=1) - change).sel(step=later) == 0,
    }


def cost(q: Any, model: Any) -> Any:
    """Return what buying and wear cost less what selling earns."""
    charge, discharge = model.variables["charge"], model.variables["discharge"]
    steps = charge.indexes["step"]
    sale = xr.DataArray(q.sale - q.wear_yuan_per_mwh, coords=[steps])
    return ((q.step_h * xr.DataArray(q.purchase, coords=[steps])) * charge - (q.step_h * sale) * discharge).sum()


def solve(q: Any, model: Any) -> Found:
    """Ask HiGHS."""
    del q
    model.solve("highs", io_api="direct", output_flag=False)
    return Found(objective_yuan=-model.objective.value)


if __name__ == "__main__":
    answer(build, solve, "linopy", "highspy")
