"""Twenty gas sets in PyPSA: a committable link each, gas as a node."""

import logging
import warnings

import pandas as pd
import pypsa
from asked import Found, Watch, answer

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


def solve(q: object) -> Found:
    """All sets are off at both ends, for there is no gas."""
    watch, sets = Watch(), round(q.sets)
    net = pypsa.Network(snapshots=pd.RangeIndex(len(q.sale), name="snapshot"))
    net.add("Bus", ["grid", "gas"])
    most_mw = float(q.gas_mw.max())
    net.add("Generator", "gas", bus="gas", p_nom=most_mw, p_max_pu=pd.Series(q.gas_mw / most_mw, net.snapshots))
    net.add(
        "Generator", "sold", bus="grid", p_nom=q.sets * q.set_mw, p_min_pu=-1, p_max_pu=0,
        marginal_cost=pd.Series(q.sale, net.snapshots),
    )  # fmt: skip
    net.add(
        "Link", [f"set {number}" for number in range(sets)], bus0="gas", bus1="grid",
        p_nom=q.set_mw / q.efficiency_frac, efficiency=q.efficiency_frac, committable=True,
        p_min_pu=q.minimum_load_frac, marginal_cost=q.variable_yuan_per_mwh * q.efficiency_frac,
        start_up_cost=q.start_yuan, min_up_time=round(q.minimum_up_h), min_down_time=round(q.minimum_down_h),
        up_time_before=0, down_time_before=24,
    )  # fmt: skip
    model = net.optimize.create_model()
    built_s = watch.lap_s()
    net.optimize.solve_model(
        solver_name="highs", io_api="direct", output_flag=False, mip_rel_gap=q.gap_frac, time_limit=q.limit_s
    )
    solve_s = watch.lap_s()
    return Found(objective_yuan=-model.objective.value, build_s=built_s, solve_s=solve_s, proved=solve_s < q.limit_s)


answer(solve, "pypsa", "linopy", "highspy")
