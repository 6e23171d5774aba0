"""A battery year in PyPSA: a grid node that buys and sells, a store behind two links."""

import logging
from typing import Any

import pandas as pd
import pypsa
from asked import Found, answer

logging.disable(logging.INFO)


def build(q: Any) -> Any:
    """Losses sit on the links; wear costs on what comes out; empty at the start."""
    net = pypsa.Network(snapshots=pd.RangeIndex(len(q.sale), name="snapshot"))
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
    net.optimize.create_model()
    return net


def solve(q: Any, net: Any) -> Found:
    """Ask HiGHS."""
    del q
    net.optimize.solve_model(solver_name="highs", io_api="direct", output_flag=False)
    return Found(objective_yuan=-net.model.objective.value)


answer(build, solve, "pypsa", "linopy", "highspy")
