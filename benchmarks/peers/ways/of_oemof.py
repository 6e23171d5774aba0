"""What questions to oemof.solph share."""

import logging
import warnings
from typing import Any

import pandas as pd
import pyomo.environ as pyo
from asked import Found
from oemof import solph

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")
PACKAGES = ("oemof.solph", "pyomo", "highspy")


def system_of(q: Any) -> Any:
    """Return an empty system over the steps."""
    index = pd.date_range("2026-01-01", periods=len(q.sale) + 1, freq=pd.Timedelta(hours=q.step_h))
    return solph.EnergySystem(timeindex=index, infer_last_interval=False)


def sold(q: Any, grid: Any) -> Any:
    """Return the customer who pays the price."""
    return solph.components.Sink(label="sold", inputs={grid: solph.Flow(variable_costs=-q.sale)})


def modelled(system: Any) -> Any:
    """Return the model of a system."""
    model = solph.Model(system)
    del model.dual, model.rc  # None, which the way to HiGHS takes for a suffix
    return model


def solved(model: Any, *, gap_frac: float = 1e-6, limit_s: float = 600.0) -> Found:
    """Ask HiGHS through Pyomo."""
    solver = pyo.SolverFactory("appsi_highs")
    solver.config.mip_gap = gap_frac
    found = solver.solve(model, timelimit=limit_s)
    proved = str(found.solver.termination_condition) == "optimal"
    return Found(objective_yuan=-model.objective(), proved=proved)
