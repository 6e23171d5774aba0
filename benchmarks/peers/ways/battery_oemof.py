"""A battery year in oemof.solph: a bus, a source, a sink, a generic storage; Pyomo and HiGHS."""

import logging
import warnings

import pandas as pd
import pyomo.environ as pyo
from asked import Found, Watch, answer
from oemof import solph

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


def solve(q: object) -> Found:
    """Losses sit on the storage's flows; empty at the start."""
    watch, count = Watch(), len(q.sale)
    index = pd.date_range("2026-01-01", periods=count + 1, freq=pd.Timedelta(hours=q.step_h))
    system = solph.EnergySystem(timeindex=index, infer_last_interval=False)
    grid = solph.Bus(label="grid")
    bought = solph.components.Source(label="bought", outputs={grid: solph.Flow(variable_costs=q.purchase)})
    sold = solph.components.Sink(label="sold", inputs={grid: solph.Flow(variable_costs=-q.sale)})
    cells = solph.components.GenericStorage(
        label="cells",
        inputs={grid: solph.Flow(nominal_capacity=q.power_mw)},
        outputs={grid: solph.Flow(nominal_capacity=q.power_mw, variable_costs=q.wear_yuan_per_mwh)},
        nominal_capacity=q.energy_mwh, initial_storage_level=0.0, balanced=False,
        inflow_conversion_factor=q.charge_efficiency_frac, outflow_conversion_factor=q.discharge_efficiency_frac,
    )  # fmt: skip
    system.add(grid, bought, sold, cells)
    model = solph.Model(system)
    built_s = watch.lap_s()
    del model.dual, model.rc  # None, which the way to HiGHS takes for a suffix
    pyo.SolverFactory("appsi_highs").solve(model)
    return Found(objective_yuan=-model.objective(), build_s=built_s, solve_s=watch.lap_s())


answer(solve, "oemof.solph", "pyomo", "highspy")
