"""Twenty gas sets in oemof.solph: a converter with a non-convex flow each."""

import logging
import warnings

import pandas as pd
import pyomo.environ as pyo
from asked import Found, Watch, answer
from oemof import solph

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


def solve(q: object) -> Found:
    """All sets are off at both ends, for there is no gas."""
    watch = Watch()
    index = pd.date_range("2026-01-01", periods=len(q.sale) + 1, freq="h")
    system = solph.EnergySystem(timeindex=index, infer_last_interval=False)
    grid, gas = solph.Bus(label="grid"), solph.Bus(label="gas")
    most_mw = float(q.gas_mw.max())
    drained = solph.components.Source(
        label="drained", outputs={gas: solph.Flow(nominal_capacity=most_mw, maximum=q.gas_mw / most_mw)}
    )
    sold = solph.components.Sink(label="sold", inputs={grid: solph.Flow(variable_costs=-q.sale)})
    system.add(grid, gas, drained, sold)
    for number in range(round(q.sets)):
        able = solph.NonConvex(
            startup_costs=q.start_yuan, minimum_uptime=round(q.minimum_up_h), minimum_downtime=round(q.minimum_down_h),
            initial_status=0,
        )  # fmt: skip
        power = solph.Flow(
            nominal_capacity=q.set_mw, minimum=q.minimum_load_frac, variable_costs=q.variable_yuan_per_mwh,
            nonconvex=able,
        )  # fmt: skip
        system.add(
            solph.components.Converter(
                label=f"set {number}",
                inputs={gas: solph.Flow()},
                outputs={grid: power},
                conversion_factors={grid: q.efficiency_frac},
            )
        )
    model = solph.Model(system)
    built_s = watch.lap_s()
    del model.dual, model.rc  # None, which the way to HiGHS takes for a suffix
    solver = pyo.SolverFactory("appsi_highs")
    solver.config.time_limit, solver.config.mip_gap, solver.config.load_solution = q.limit_s, q.gap_frac, True
    found = solver.solve(model, tee=False)
    solve_s = watch.lap_s()
    return Found(
        objective_yuan=-model.objective(),
        build_s=built_s,
        solve_s=solve_s,
        proved=str(found.solver.termination_condition) == "optimal",
    )


answer(solve, "oemof.solph", "pyomo", "highspy")
