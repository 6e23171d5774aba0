"""Twenty gas sets in PyPSA: a committable link each, gas as a node."""

import logging
import warnings
from typing import Any

import pandas as pd
import pypsa
from asked import Found, answer

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


def build(q: Any) -> Any:
    """All sets are off at both ends, for there is no gas."""
    net = pypsa.Network(snapshots=pd.RangeIndex(len(q.sale), name="snapshot"))
    net.add("Bus", ["grid", "gas"])
    most_mw = float(q.gas_mw.max())
    net.add("Generator", "gas", bus="gas", p_nom=most_mw, p_max_pu=pd.Series(q.gas_mw / most_mw, net.snapshots))
    net.add(
        "Generator", "sold", bus="grid", p_nom=q.sets * q.set_mw, p_min_pu=-1, p_max_pu=0,
        marginal_cost=pd.Series(q.sale, net.snapshots),
    )  # fmt: skip
    net.add(
        "Link", [f"set {number}" for number in range(round(q.sets))], bus0="gas", bus1="grid",
        p_nom=q.set_mw / q.efficiency_frac, efficiency=q.efficiency_frac, committable=True,
        p_min_pu=q.minimum_load_frac, marginal_cost=q.variable_yuan_per_mwh * q.efficiency_frac,
        start_up_cost=q.start_yuan, min_up_time=round(q.minimum_up_h), min_down_time=round(q.minimum_down_h),
        up_time_before=0, down_time_before=24,
    )  # fmt: skip
    net.optimize.create_model()
    return net


def solve(q: Any, net: Any) -> Found:
    """Ask HiGHS."""
    options = {"io_api": "direct", "output_flag": False, "mip_rel_gap": q.gap_frac, "time_limit": q.limit_s}
    _, ended = net.optimize.solve_model(solver_name="highs", **options)
    return Found(objective_yuan=-net.model.objective.value, proved=ended == "optimal")


answer(build, solve, "pypsa", "linopy", "highspy")
