"""A battery year in PyPSA: a grid node that buys and sells, a store behind two links."""

import logging

import pandas as pd
import pypsa
from asked import Found, Watch, answer

logging.disable(logging.INFO)


def solve(q: object) -> Found:
    """Losses sit on the links; wear costs on what comes out; empty at the start."""
    watch, count = Watch(), len(q.sale)
    net = pypsa.Network(snapshots=pd.RangeIndex(count, name="snapshot"))
    net.snapshot_weightings = net.snapshot_weightings.astype(float) * q.step_h
    net.add("Bus", ["grid", "cells"])
    net.add("Generator", "bought", bus="grid", p_nom=q.power_mw, marginal_cost=pd.Series(q.purchase, net.snapshots))
    net.add(
        "Generator", "sold", bus="grid", p_nom=q.power_mw, p_min_pu=-1, p_max_pu=0,
        marginal_cost=pd.Series(q.sale, net.snapshots),
    )  # fmt: skip
    net.add("Link", "charge", bus0="grid", bus1="cells", p_nom=q.power_mw, efficiency=q.charge_efficiency_frac)
    net.add(
        "Link", "discharge", bus0="cells", bus1="grid", p_nom=q.power_mw / q.discharge_efficiency_frac,
        efficiency=q.discharge_efficiency_frac, marginal_cost=q.wear_yuan_per_mwh * q.discharge_efficiency_frac,
    )  # fmt: skip
    net.add("Store", "cells", bus="cells", e_nom=q.energy_mwh, e_initial=0.0)
    model = net.optimize.create_model()
    built_s = watch.lap_s()
    net.optimize.solve_model(solver_name="highs", io_api="direct", output_flag=False)
    return Found(objective_yuan=-model.objective.value, build_s=built_s, solve_s=watch.lap_s())


answer(solve, "pypsa", "linopy", "highspy")
